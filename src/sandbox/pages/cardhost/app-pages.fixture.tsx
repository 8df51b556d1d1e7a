import { Button, Text, hubspot, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import {
  PageBreadcrumbs,
  PageHeader,
  PageLink,
  PageRoutes,
  PageTitle,
  createPageRouter,
  usePageRoute,
} from '@hubspot/ui-extensions/pages';
import { useState } from 'react';

/* Pages of an app that use everything HubSpot has for them: what the tests of the host run in its Web Worker. */
const Pages = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute component={Home} />
    <PageRoutes.Route path="/people/:id" component={Person} id="person" />
    <PageRoutes.AnyRoute component={Elsewhere} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <Pages />);

function Layout({ children }: { children: React.ReactNode }) {
  const { path, params, routeId } = usePageRoute();
  const [count, setCount] = useState(0);
  return (
    <>
      <Text testId="route">{`${path} ${routeId ?? ''} ${JSON.stringify(params)}`}</Text>
      <Button testId="count" onClick={() => setCount(count + 1)}>{`Counted ${count}`}</Button>
      {children}
    </>
  );
}

function Home() {
  const { location } = useExtensionContext<'pages'>();
  const { navigateToPage } = useExtensionActions<'pages'>();
  const [pressed, setPressed] = useState(false);
  return (
    <>
      <PageHeader>
        <PageHeader.PrimaryAction>
          <PageHeader.Link onClick={() => setPressed(true)}>Press</PageHeader.Link>
        </PageHeader.PrimaryAction>
        <PageHeader.SecondaryActions>
          <PageHeader.PageLink to="/people/9">Ninth</PageHeader.PageLink>
          <PageHeader.Link href="https://docs.example.com">Docs</PageHeader.Link>
        </PageHeader.SecondaryActions>
      </PageHeader>
      <Text testId="location">{`${location}${pressed ? ' pressed' : ''}`}</Text>
      <PageLink to="/people/7" params={{ from: 'a & b', tab: 'x' }}>
        Seventh
      </PageLink>
      <Button onClick={() => navigateToPage({ to: '/people/8', params: { by: 'action' } })}>Eighth</Button>
    </>
  );
}

function Person() {
  const { params } = usePageRoute();
  return (
    <>
      <PageBreadcrumbs>
        <PageBreadcrumbs.PageLink to="/">Home</PageBreadcrumbs.PageLink>
        <PageBreadcrumbs.Current>{`Person ${params['id'] ?? ''}`}</PageBreadcrumbs.Current>
      </PageBreadcrumbs>
      <PageTitle>{`Person ${params['id'] ?? ''}`}</PageTitle>
    </>
  );
}

function Elsewhere() {
  return <Text testId="elsewhere">Nowhere</Text>;
}
