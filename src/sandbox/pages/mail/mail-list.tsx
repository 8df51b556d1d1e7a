import type { MailSummary } from '../api/mail-types.ts';
import { RouteLink } from '../routing/router.tsx';
import { Avatar } from '../shell/avatar.tsx';
import { Empty } from '../shell/states.tsx';
import { ago } from '../shell/time.ts';
import { useNow, useWorld } from '../shell/world.tsx';

interface MailListProps {
  mails: readonly MailSummary[];
  query: URLSearchParams;
  selected: string | null;
  /** null: these are all. */
  onOlder: (() => void) | null;
}

export function MailList({ mails, query, selected, onOlder }: MailListProps) {
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
      {onOlder ? (
        <button type="button" className="button is-small mail-older" onClick={onOlder}>
          Show older mails
        </button>
      ) : null}
    </section>
  );
}
