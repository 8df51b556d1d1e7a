import { AppPage } from './app/app-page.tsx';
import { ControlPanel } from './control/control-panel.tsx';
import { IframeModalProvider } from './cardhost/iframe-modal.tsx';
import { ContactListPage } from './list/contact-list-page.tsx';
import { MailPage } from './mail/mail-page.tsx';
import { ObjectRecordPage } from './objects/object-record-page.tsx';
import { ObjectsPage } from './objects/objects-page.tsx';
import { PlayPage } from './play/play-page.tsx';
import { RecordPage } from './record/record-page.tsx';
import { RouteLink, RouterProvider, useRouter } from './routing/router.tsx';
import { routeOf } from './routing/routes.ts';
import { SegmentPage } from './segments/segment-page.tsx';
import { SegmentsPage } from './segments/segments-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { Loading, Problem } from './shell/states.tsx';
import { ToastProvider } from './shell/toasts.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { ClockProvider, WorldProvider } from './shell/world.tsx';

export function App() {
  return (
    <RouterProvider>
      <ToastProvider>
        <ClockProvider>
          <WorldProvider
            loading={<Loading label="Opening the stand-in" />}
            failed={(message) => (
              <Problem
                title="The stand-in has a problem"
                message={message}
                onRetry={() => location.reload()}
              />
            )}
          >
            <IframeModalProvider>
              <TopBar />
              <CurrentPage />
            </IframeModalProvider>
          </WorldProvider>
        </ClockProvider>
      </ToastProvider>
    </RouterProvider>
  );
}

function CurrentPage() {
  const { place } = useRouter();
  const route = routeOf(place.path);
  switch (route.page) {
    case 'list':
      return <ContactListPage />;
    case 'record':
      return <RecordPage key={`${route.portalId}/${route.contactId}`} contactId={route.contactId} />;
    case 'objects':
      return <ObjectsPage key={`${route.portalId}/${route.typeId}`} typeId={route.typeId} />;
    case 'object':
      return (
        <ObjectRecordPage
          key={`${route.portalId}/${route.typeId}/${route.recordId}`}
          typeId={route.typeId}
          recordId={route.recordId}
        />
      );
    case 'segments':
      return <SegmentsPage />;
    case 'segment':
      return <SegmentPage key={`${route.portalId}/${route.listId}`} listId={route.listId} />;
    case 'mail':
      return <MailPage mailId={route.mailId} />;
    case 'settings':
      return <SettingsPage />;
    case 'app':
      return <AppPage appId={route.appId} at={route.at} />;
    case 'play':
      return <PlayPage />;
    case 'sandbox':
      return <ControlPanel />;
    case 'unknown':
      return (
        <main className="page">
          <div className="state">
            <h1>There is no such page</h1>
            <p>
              The stand-in has contacts, companies, deals, tickets, custom objects, segments, mail, the pages
              and settings of the app, a week to play, and a control panel.
            </p>
            <RouteLink to="/">Go to contacts</RouteLink>
          </div>
        </main>
      );
  }
}
