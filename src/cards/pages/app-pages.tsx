import {
  EmptyState,
  Flex,
  Tab,
  Tabs,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import {
  PageBreadcrumbs,
  PageLink,
  PageRoutes,
  PageTitle,
  createPageRouter,
  usePageRoute,
} from '@hubspot/ui-extensions/pages';
import type { PageRoutesLayoutProps } from '@hubspot/ui-extensions/pages';
import { Campaigns } from '../campaigns/campaigns.tsx';
import { useLiveView } from '../requests/use-live-view.ts';
import { ALL } from '../settings/sections.ts';
import { SettingsSections } from '../settings/settings-page.tsx';
import { UnsavedProvider } from '../unsaved/unsaved.tsx';
import { Activity } from './activity/activity.tsx';
import type { ViewerView } from './contract.ts';
import { Leads } from './leads/leads.tsx';
import { Sequences } from '../sequences/sequences.tsx';
import { Overview } from './overview/overview.tsx';
import { Reviews } from './reviews/reviews.tsx';
import { useParams, usePagesTools } from './use-pages.ts';
import { ViewerContext } from './viewer.ts';

const places = [
  { path: '/', title: 'Overview', adminOnly: false },
  { path: '/leads', title: 'Leads', adminOnly: false },
  { path: '/campaigns', title: 'Campaigns', adminOnly: false },
  { path: '/reviews', title: 'Reviews', adminOnly: false },
  { path: '/sequences', title: 'Sequences', adminOnly: false },
  { path: '/activity', title: 'Activity', adminOnly: false },
  { path: '/settings', title: 'Settings', adminOnly: true },
];

/** Who may see what changes seldom: a look every ten minutes is enough for a page that stays open. */
const viewerPauseMs = 600_000;
/** What waits for a person is told in the row of pages. */
const reviewsPauseMs = 30_000;

/** The pages of Baton in HubSpot. Each begins to load at once; who looks is asked beside it. */
export const AppPages = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute component={Overview} />
    <PageRoutes.Route path="/leads" component={Leads} />
    <PageRoutes.Route path="/campaigns" component={Campaigns} />
    <PageRoutes.Route path="/reviews" component={Reviews} />
    <PageRoutes.Route path="/sequences" component={Sequences} />
    <PageRoutes.Route path="/activity" component={Activity} />
    <PageRoutes.Route path="/settings" component={Settings} />
    <PageRoutes.AnyRoute component={NotFound} />
  </PageRoutes>,
);

/** The row of pages above each page. What is entered in the settings is there again after a look at another page. */
function Layout({ children }: PageRoutesLayoutProps) {
  const { navigateToPage } = useExtensionActions<'pages'>();
  const { user } = useExtensionContext<'pages'>();
  const { api } = usePagesTools();
  const { state } = useLiveView<ViewerView>('viewer', { load: api.viewer, pause: () => viewerPauseMs });
  const waiting = useLiveView<{ count: number }>('reviews', {
    load: api.reviewCount,
    pause: () => reviewsPauseMs,
  }).state;
  const count = waiting.status === 'ready' ? waiting.view.count : 0;
  const viewer = state.status === 'ready' ? state.view : null;
  const { path } = usePageRoute();
  const here = places.find((place) => place.path === (path.replace(/\/+$/, '') || '/'));
  // the permission that the settings ask for as well
  const isAdmin = user.permissions.includes('integrations-management-write');
  const offered = places.filter((place) => !place.adminOnly || place === here || isAdmin);
  return (
    <ViewerContext.Provider value={viewer}>
      <UnsavedProvider>
        {here && here.path !== '/' ? (
          <PageBreadcrumbs>
            <PageBreadcrumbs.PageLink to="/">Baton</PageBreadcrumbs.PageLink>
            <PageBreadcrumbs.Current>{here.title}</PageBreadcrumbs.Current>
          </PageBreadcrumbs>
        ) : null}
        <PageTitle>{here?.title ?? 'Page not found'}</PageTitle>
        <Tabs
          selected={here?.path ?? ''}
          onSelectedChange={(to: string | number) => navigateToPage({ to: String(to) })}
        >
          {offered.map((place) => (
            <Tab
              key={place.path}
              tabId={place.path}
              title={place.path === '/reviews' && count > 0 ? `${place.title} (${count})` : place.title}
            >
              {place === here ? children : null}
            </Tab>
          ))}
        </Tabs>
        {here ? null : children}
      </UnsavedProvider>
    </ViewerContext.Provider>
  );
}

/** Its sections have addresses: `?section=sending`. */
function Settings() {
  const { params, change } = useParams();
  return (
    <SettingsSections
      place={params['section']}
      goTo={(place) => change({ section: place === ALL ? undefined : place })}
    />
  );
}

/** An address that was mistyped, or of a page that is gone. */
function NotFound() {
  return (
    <EmptyState title="There is no such page in Baton" layout="vertical" testId="not-found">
      <Flex direction="column" gap="sm" align="center">
        <Text>The address may be mistyped, or from an earlier version of Baton.</Text>
        <Flex direction="row" gap="md" justify="center" wrap>
          <PageLink to="/">Overview</PageLink>
          <PageLink to="/leads">Leads</PageLink>
          <PageLink to="/campaigns">Campaigns</PageLink>
          <PageLink to="/reviews">Reviews</PageLink>
          <PageLink to="/activity">Activity</PageLink>
        </Flex>
      </Flex>
    </EmptyState>
  );
}
