import type { AppPageLocation } from '@hubspot/ui-extensions';
import { useEffect, useMemo, useRef, useState } from 'react';
import { PageHeadContext } from '../cardhost/app-pages.ts';
import { CardSlot } from '../cardhost/card-slot.tsx';
import { PropertiesFeed } from '../cardhost/properties-feed.ts';
import { useExtensions } from '../cardhost/use-extensions.ts';
import { useRouter } from '../routing/router.tsx';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { useWorld } from '../shell/world.tsx';

const noRefresh = () => Promise.resolve();
/** The stand-in's own: who looks. HubSpot has it in no address. */
const ownParam = 'user';

/** Where HubSpot shows an app's pages: a full page, its head drawn by HubSpot from what the page says about itself. */
export function AppPage({ appId, at }: { appId: string; at: string }) {
  const { info, portal, user } = useWorld();
  const extensions = useExtensions();
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null);
  const [title, setTitle] = useState<HTMLElement | null>(null);
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const head = useMemo(() => ({ crumbs, title, actions }), [crumbs, title, actions]);
  const feed = useRef(new PropertiesFeed({})).current;
  const definitions = useMemo(() => new Map(), []);
  const place = usePlace(at);
  useWindowTitle(title, info.appName);
  const page = extensions.list.find((one) => one.location === 'pages');
  return (
    <main className="page app-page">
      <div className="page-head">
        <div>
          <div ref={setCrumbs} className="crumbs" />
          <div ref={setTitle} className="app-page-title" />
          <h1 className="app-page-name">{info.appName}</h1>
        </div>
        <div ref={setActions} />
      </div>
      {extensions.problem ? (
        <Problem title="The app's extensions are not known" message={extensions.problem} />
      ) : page && appId === info.appId ? (
        <PageHeadContext.Provider value={head}>
          <CardSlot
            key={`${portal.portalId}/${user.id}`}
            extension={page}
            feed={feed}
            definitions={definitions}
            refresh={noRefresh}
            contactId={null}
            place={place}
          />
        </PageHeadContext.Provider>
      ) : extensions.loaded ? (
        <Empty title={page ? `No app has the id ${appId}` : 'This app has no pages'} />
      ) : (
        <Loading label="Opening the app" />
      )}
    </main>
  );
}

/** The app's own path and params: the query as it stands in the address. */
function usePlace(at: string): AppPageLocation {
  const { query } = useRouter().place;
  const text = query.toString();
  return useMemo(() => {
    const params = Object.fromEntries(new URLSearchParams(text));
    delete params[ownParam];
    return { path: at, params };
  }, [at, text]);
}

/** PageTitle also names the browser's tab. */
function useWindowTitle(title: HTMLElement | null, appName: string): void {
  useEffect(() => {
    if (!title) return undefined;
    const before = document.title;
    const read = () => {
      document.title = title.textContent || appName;
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(title, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = before;
    };
  }, [title, appName]);
}
