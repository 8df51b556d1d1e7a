import { useMemo, useRef } from 'react';
import { CardSlot } from '../cardhost/card-slot.tsx';
import { PropertiesFeed } from '../cardhost/properties-feed.ts';
import { useExtensions } from '../cardhost/use-extensions.ts';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { useWorld } from '../shell/world.tsx';

const noRefresh = () => Promise.resolve();

/** Where HubSpot shows an app's settings: Settings, Connected apps, the app, Settings tab. */
export function SettingsPage() {
  const { info, portal, user } = useWorld();
  const extensions = useExtensions();
  const feed = useRef(new PropertiesFeed({})).current;
  const definitions = useMemo(() => new Map(), []);
  const page = extensions.list.find((one) => one.location === 'settings');
  return (
    <main className="page is-narrow">
      <div className="page-head">
        <div>
          <p className="crumbs">Settings › Connected apps › {info.appName}</p>
          <h1>{info.appName}</h1>
        </div>
        {portal.installed ? null : (
          <a className="button" href={`${info.batonUrl}/oauth/install`} data-testid="connect-app">
            Connect app
          </a>
        )}
      </div>
      {extensions.problem ? (
        <Problem title="The app's extensions are not known" message={extensions.problem} />
      ) : page ? (
        <div className="card-frame is-wide">
          <CardSlot
            key={`${portal.portalId}/${user.id}`}
            extension={page}
            feed={feed}
            definitions={definitions}
            refresh={noRefresh}
            contactId={null}
          />
        </div>
      ) : extensions.loaded ? (
        <Empty title="This app has no settings page" />
      ) : (
        <Loading label="Opening the settings" />
      )}
    </main>
  );
}
