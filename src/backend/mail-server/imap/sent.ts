import type { ImapFlow, ListResponse } from 'imapflow';
import { DAY } from '../../ground/clock.ts';
import { MESSAGE_ID_PREFIX } from '../message-id.ts';

/** How far back from an attempt a copy of another mail proves that the folder kept what went out by SMTP then. */
const WITNESS_AGE = 30 * DAY;
/** Other folders that are looked into when none is known as the one for sent mail. */
const MAX_OTHERS = 30;
/** What lies there was not filed because it was sent: a test mail to oneself arrives, too. */
const notForSent = new Set(['\\Inbox', '\\Junk', '\\Trash', '\\Drafts']);

/**
 * Whether the mailbox holds a sent mail with this Message-ID, see MailTransport.wasSent.
 *
 * Some servers file a copy of what goes out by SMTP (Gmail, Office 365), others leave that to the mail program, so an
 * empty search alone proves nothing. "no" needs a witness: another mail of Baton's in the same folder, filed within
 * the 30 days before the attempt, or since. Without one the answer is "unknown". Copies may be filed a little late: ask
 * some minutes after the attempt.
 * @param attemptedAt epoch ms: what was filed up to 30 days before, or since, proves that the folder kept copies then
 */
export async function searchSent(
  client: ImapFlow,
  messageId: string,
  attemptedAt: number,
): Promise<'yes' | 'no' | 'unknown'> {
  const { known, others } = candidates(await client.list());
  let kept = false;
  for (const group of [known, others]) {
    for (const { path } of kept ? [] : group) {
      const found = await lookInto(client, path, messageId, attemptedAt);
      if (found === 'mail') return 'yes';
      kept ||= found === 'witness';
    }
  }
  return kept ? 'no' : 'unknown';
}

/**
 * `known`: the folder for sent mail, by the server's own mark (RFC 6154) or its name in some language, both told by
 * imapflow, and Gmail's "All Mail". `others`: where a mail program, or a person, may have it filed instead.
 */
function candidates(folders: readonly ListResponse[]): { known: ListResponse[]; others: ListResponse[] } {
  const use = ({ specialUse = '' }: ListResponse): string => specialUse;
  const open = folders.filter(
    (folder) =>
      !notForSent.has(use(folder)) &&
      folder.path.toUpperCase() !== 'INBOX' &&
      !folder.flags.has('\\Noselect') &&
      !folder.flags.has('\\NonExistent'),
  );
  const known = ['\\Sent', '\\All'].flatMap((wanted) => open.filter((folder) => use(folder) === wanted));
  return { known, others: open.filter((folder) => !known.includes(folder)).slice(0, MAX_OTHERS) };
}

async function lookInto(
  client: ImapFlow,
  path: string,
  messageId: string,
  attemptedAt: number,
): Promise<'mail' | 'witness' | null> {
  const opened = await client.mailboxOpen(path, { readOnly: true });
  if (opened.exists === 0) return null;
  const header = (value: string) => ({ header: { 'message-id': value } });
  const own = await client.search(header(messageId.replace(/^<|>$/g, '')), { uid: true });
  if (Array.isArray(own) && own.length > 0) return 'mail';
  const witnesses = await client.search(
    { ...header(MESSAGE_ID_PREFIX), since: new Date(attemptedAt - WITNESS_AGE) },
    { uid: true },
  );
  // A search that the server refuses proves nothing.
  return Array.isArray(own) && Array.isArray(witnesses) && witnesses.length > 0 ? 'witness' : null;
}
