import { useEffect, useMemo } from 'react';
import { mailListSchema } from '../api/mail-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { RouteLink, useRouter } from '../routing/router.tsx';
import { Avatar } from '../shell/avatar.tsx';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { ago } from '../shell/time.ts';
import { useNow, useWorld } from '../shell/world.tsx';
import { MailView } from './mail-view.tsx';
import { listMailboxes, mailsOf } from './mailboxes.ts';
import type { Mailbox } from './mailboxes.ts';

export function MailPage({ mailId }: { mailId: string | null }) {
  const { users, owners, portal } = useWorld();
  const { place } = useRouter();
  const mails = usePolled('/sandbox/api/mail', mailListSchema, 1000);
  const team = useMemo(
    () => new Set([...users, ...owners].flatMap((one) => (one.email ? [one.email.toLowerCase()] : []))),
    [users, owners],
  );
  const chosen = place.query.get('mailbox');
  useEffect(() => {
    document.title = 'Mail · Local HubSpot stand-in';
  }, []);
  if (!mails.data)
    return (
      <main className="page">
        {mails.error ? (
          <Problem title="The mail could not be read" message={mails.error.message} onRetry={mails.refresh} />
        ) : (
          <Loading label="Opening the mail" />
        )}
      </main>
    );
  const boxes = listMailboxes(mails.data, team);
  const shown = mailsOf(mails.data, chosen);
  const query = new URLSearchParams({ portal: portal.portalId, ...(chosen ? { mailbox: chosen } : {}) });
  return (
    <main className={mailId ? 'mail is-reading' : 'mail'}>
      <MailboxList boxes={boxes} chosen={chosen} portalId={portal.portalId} />
      <MailList mails={shown} query={query} selected={mailId} />
      <section className="mail-reading" aria-label="Message">
        {mailId ? (
          <>
            <RouteLink className="back-link mail-back" to={`/mail?${query}`}>
              ‹ Messages
            </RouteLink>
            <MailView key={mailId} id={mailId} team={team} refresh={mails.refresh} />
          </>
        ) : (
          <Empty title="Choose a message">
            Open a mail of the assistant and answer it as the contact would: reply, be out of office, bounce,
            or unsubscribe.
          </Empty>
        )}
      </section>
    </main>
  );
}

function MailboxList(props: { boxes: Mailbox[]; chosen: string | null; portalId: string }) {
  const { boxes, chosen, portalId } = props;
  const link = (address: string | null, label: string, unread: number) => (
    <RouteLink
      key={label}
      to={`/mail?portal=${portalId}${address ? `&mailbox=${encodeURIComponent(address)}` : ''}`}
      aria-current={address === chosen ? 'true' : undefined}
      title={label}
    >
      <span>{label}</span>
      {unread > 0 ? <span className="count">{unread}</span> : null}
    </RouteLink>
  );
  const group = (title: string, own: Mailbox[]) =>
    own.length ? (
      <div role="group" aria-label={title}>
        <h2>{title}</h2>
        {own.map((box) => link(box.address, box.address, box.unread))}
      </div>
    ) : null;
  return (
    <nav className="mailboxes" aria-label="Mailboxes">
      {link(null, 'All arrived mail', 0)}
      {group(
        'HubSpot users',
        boxes.filter((box) => box.team),
      )}
      {group(
        'Contacts',
        boxes.filter((box) => !box.team),
      )}
    </nav>
  );
}

interface MailListProps {
  mails: ReturnType<typeof mailsOf>;
  query: URLSearchParams;
  selected: string | null;
}

function MailList({ mails, query, selected }: MailListProps) {
  const { portal } = useWorld();
  const now = useNow(30_000);
  return (
    <section className="mail-list" aria-label="Messages">
      {mails.length === 0 ? (
        <Empty title="No mail here">Mail that Baton sends arrives here within a second.</Empty>
      ) : (
        <ol>
          {mails.map((mail) => {
            const other = mail.direction === 'out' ? mail.to : mail.from;
            return (
              <li key={mail.id} className={mail.read || mail.direction === 'out' ? undefined : 'is-unread'}>
                <RouteLink
                  to={`/mail/${mail.id}?${query}`}
                  aria-current={mail.id === selected ? 'true' : undefined}
                  data-mail={mail.id}
                >
                  <Avatar name={other} size={30} />
                  <span className="mail-line">
                    <span className="mail-other">
                      {mail.direction === 'out' ? 'To ' : ''}
                      {other}
                    </span>
                    <span className="mail-subject">{mail.subject || '(no subject)'}</span>
                    <span className="muted">{mail.direction === 'out' ? mail.from : `to ${mail.to}`}</span>
                  </span>
                  <time dateTime={new Date(mail.at).toISOString()}>{ago(mail.at, now, portal.timeZone)}</time>
                </RouteLink>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
