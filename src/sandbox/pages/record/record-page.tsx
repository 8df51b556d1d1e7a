import { useCallback, useEffect, useMemo, useRef } from 'react';
import { contactSchema } from '../api/types.ts';
import type { Contact } from '../api/types.ts';
import { usePolled } from '../api/use-polled.ts';
import { CardSlot } from '../cardhost/card-slot.tsx';
import { useExtensions } from '../cardhost/use-extensions.ts';
import { PropertiesFeed } from '../cardhost/properties-feed.ts';
import { RouteLink, useRouter } from '../routing/router.tsx';
import { recordPath } from '../routing/routes.ts';
import { Avatar } from '../shell/avatar.tsx';
import { accessWords, contactName, personName } from '../shell/people.ts';
import { Loading, Problem } from '../shell/states.tsx';
import { useWorld } from '../shell/world.tsx';
import { AboutContact } from './about-contact.tsx';
import { DeletedBanner } from './deleted-banner.tsx';
import { Timeline } from './timeline.tsx';

export function RecordPage({ contactId }: { contactId: string }) {
  const { portal, user } = useWorld();
  const path = `/sandbox/api/portals/${portal.portalId}/contacts/${contactId}?userId=${user.id}`;
  const polled = usePolled(path, contactSchema, 1000);
  if (polled.error?.status === 404)
    return (
      <main className="page">
        <Problem
          title="This contact does not exist"
          message="It was deleted or merged, or it belongs to another account."
        />
      </main>
    );
  if (polled.error?.status === 403)
    return (
      <main className="page">
        <Problem
          title={`${personName(user)} may not see this contact`}
          message={`Permissions: ${accessWords(user) ?? 'as set by an admin'}. Sign in as somebody else above.`}
        />
      </main>
    );
  if (!polled.data)
    return (
      <main className="page">
        {polled.error ? (
          <Problem
            title="The contact could not be read"
            message={polled.error.message}
            onRetry={polled.refresh}
          />
        ) : (
          <Loading label="Opening the contact" />
        )}
      </main>
    );
  // a contact that was merged away answers with its survivor, where HubSpot leads as well
  if (polled.data.id !== contactId) return <Redirect to={recordPath(portal.portalId, polled.data.id)} />;
  return (
    <Record
      contact={polled.data}
      refresh={polled.refresh}
      unreachable={polled.error ? polled.error.message : null}
    />
  );
}

function Redirect({ to }: { to: string }) {
  const { go } = useRouter();
  useEffect(() => go(to, { replace: true }), [go, to]);
  return null;
}

interface RecordProps {
  contact: Contact;
  refresh: () => Promise<void>;
  unreachable: string | null;
}

function Record({ contact, refresh, unreachable }: RecordProps) {
  const { user } = useWorld();
  const name = contactName(contact.properties);
  const feed = useRef(new PropertiesFeed(contact.properties)).current;
  useEffect(() => feed.publish(contact.properties), [feed, contact.properties]);
  useEffect(() => {
    document.title = `${name} · Local HubSpot stand-in`;
  }, [name]);
  const definitions = useMemo(
    () => new Map(contact.propertyDefinitions.map((definition) => [definition.name, definition])),
    [contact.propertyDefinitions],
  );
  const extensions = useExtensions();
  const sidebar = extensions.list.filter((one) => one.location === 'crm.record.sidebar');
  const tabs = extensions.list.filter((one) => one.location === 'crm.record.tab');
  const { tab, chooseTab } = useTab(tabs.map((one) => one.uid));
  const slot = { feed, definitions, refresh, contactId: contact.id };

  return (
    <main className="record">
      {unreachable ? (
        <p className="banner is-danger" role="alert">
          {unreachable}
        </p>
      ) : null}
      {contact.archived ? <DeletedBanner contact={contact} refresh={refresh} /> : null}
      <aside className="record-left" aria-label="About this contact">
        <RecordHeader contact={contact} name={name} />
        <AboutContact contact={contact} definitions={definitions} refresh={refresh} />
      </aside>
      <section className="record-middle" aria-label="Record">
        <div className="tabs" role="tablist" aria-label="Views of the record">
          <TabButton id="activities" label="Activities" selected={tab} choose={chooseTab} />
          {tabs.map((one) => (
            <TabButton key={one.uid} id={one.uid} label={one.name} selected={tab} choose={chooseTab} />
          ))}
        </div>
        <div role="tabpanel" id={`tab-${tab}`} aria-label="Selected view">
          {tab === 'activities' ? <Timeline items={contact.timeline} /> : null}
          {tabs
            .filter((one) => one.uid === tab)
            .map((one) => (
              <div key={one.uid} className="card-frame is-wide">
                <CardSlot key={`${one.uid}/${user.id}`} extension={one} {...slot} />
              </div>
            ))}
        </div>
      </section>
      <aside className="record-right" aria-label="Cards">
        {extensions.problem ? <p className="banner is-danger">{extensions.problem}</p> : null}
        {sidebar.map((one) => (
          <section key={one.uid} className="card-frame" aria-label={one.name}>
            <h2 className="card-frame-title">{one.name}</h2>
            <CardSlot key={`${one.uid}/${user.id}`} extension={one} {...slot} />
          </section>
        ))}
      </aside>
    </main>
  );
}

/** The chosen middle tab, kept in the address as `?tab=`. */
function useTab(uids: string[]) {
  const { place, go } = useRouter();
  const wanted = place.query.get('tab') ?? 'activities';
  const tab = uids.includes(wanted) ? wanted : 'activities';
  const chooseTab = useCallback(
    (id: string) => go(id === 'activities' ? place.path : `${place.path}?tab=${id}`, { replace: true }),
    [go, place.path],
  );
  return { tab, chooseTab };
}

interface TabButtonProps {
  id: string;
  label: string;
  selected: string;
  choose: (id: string) => void;
}

function TabButton({ id, label, selected, choose }: TabButtonProps) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={id === selected}
      aria-controls={`tab-${id}`}
      onClick={() => choose(id)}
    >
      {label}
    </button>
  );
}

function RecordHeader({ contact, name }: { contact: Contact; name: string }) {
  const { portal } = useWorld();
  const { jobtitle, company, email } = contact.properties;
  const work = [jobtitle, company].filter(Boolean).join(' at ');
  return (
    <header className="record-head">
      <RouteLink to={`/?portal=${portal.portalId}`} className="back-link">
        ‹ Contacts
      </RouteLink>
      <div className="record-who">
        <Avatar name={name} size={56} />
        <div>
          <h1>{name}</h1>
          {work ? <p className="muted">{work}</p> : null}
          {email ? <p className="record-email">{email}</p> : <p className="muted">No email address</p>}
        </div>
      </div>
    </header>
  );
}
