import { useCallback, useEffect, useMemo, useState } from 'react';
import { mailboxListSchema, mailListSchema } from '../api/mail-types.ts';
import { usePolled } from '../api/use-polled.ts';
import { RouteLink, useRouter } from '../routing/router.tsx';
import { Empty, Loading, Problem } from '../shell/states.tsx';
import { useWorld } from '../shell/world.tsx';
import { MailList } from './mail-list.tsx';
import { MailView } from './mail-view.tsx';
import { MailboxList } from './mailbox-list.tsx';
import { inOrder } from './mailboxes.ts';

/** Mails that are read at first, and again with each wish for older ones. */
const PORTION = 100;

export function MailPage({ mailId }: { mailId: string | null }) {
  const { users, owners, portal } = useWorld();
  const { place } = useRouter();
  const chosen = place.query.get('mailbox');
  const [limit, setLimit] = useState(PORTION);
  const which = chosen ? `mailbox=${encodeURIComponent(chosen)}` : 'arrived=true';
  const mails = usePolled(`/sandbox/api/mail?${which}&limit=${limit}`, mailListSchema, 1000);
  const boxes = usePolled('/sandbox/api/mailboxes', mailboxListSchema, 1000);
  const team = useMemo(
    () => new Set([...users, ...owners].flatMap((one) => (one.email ? [one.email.toLowerCase()] : []))),
    [users, owners],
  );
  useEffect(() => setLimit(PORTION), [chosen]);
  const refresh = useRefreshOf(mails.refresh, boxes.refresh);
  useEffect(() => {
    document.title = 'Mail · Local HubSpot stand-in';
  }, []);
  const shown = useLast(mails.data, which);
  const error = mails.error ?? boxes.error;
  if (!shown || !boxes.data)
    return (
      <main className="page">
        {error ? (
          <Problem title="The mail could not be read" message={error.message} onRetry={refresh} />
        ) : (
          <Loading label="Opening the mail" />
        )}
      </main>
    );
  const query = new URLSearchParams({ portal: portal.portalId, ...(chosen ? { mailbox: chosen } : {}) });
  return (
    <main className={mailId ? 'mail is-reading' : 'mail'}>
      <MailboxList boxes={inOrder(boxes.data, team)} chosen={chosen} portalId={portal.portalId} />
      <MailList
        mails={shown}
        query={query}
        selected={mailId}
        onOlder={shown.length < limit ? null : () => setLimit(limit + PORTION)}
      />
      <section className="mail-reading" aria-label="Message">
        {mailId ? (
          <>
            <RouteLink className="back-link mail-back" to={`/mail?${query}`}>
              ‹ Messages
            </RouteLink>
            <MailView key={mailId} id={mailId} team={team} refresh={refresh} />
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

/** What was shown stays while a longer list of the same mails is on its way. */
function useLast<T>(data: T | null, key: string): T | null {
  const [last, keep] = useState<{ data: T; key: string } | null>(null);
  useEffect(() => {
    if (data !== null) keep({ data, key });
  }, [data, key]);
  return data ?? (last?.key === key ? last.data : null);
}

const useRefreshOf = (mails: () => Promise<void>, boxes: () => Promise<void>) =>
  useCallback(async () => void (await Promise.all([mails(), boxes()])), [mails, boxes]);
