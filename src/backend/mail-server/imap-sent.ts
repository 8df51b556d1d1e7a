import type { ImapFlow, ListResponse } from 'imapflow';
import { DAY } from '../ground/clock.ts';
import { MESSAGE_ID_PREFIX } from './message-id.ts';

/** How far back a copy of another mail proves that the folder keeps what goes out by SMTP today. */
const WITNESS_AGE = 30 * DAY;
const sentFolderName = /^(sent|gesendet|envoy|enviad|inviat|verzonden)/i;

/**
 * Whether the mailbox holds a sent mail with this Message-ID, see MailTransport.wasSent.
 *
 * Some servers file a copy of what goes out by SMTP (Gmail, Office 365), others leave that to the mail program, so an
 * empty search alone proves nothing. "no" needs a witness: another mail of Baton's in the same folder, filed within
 * the last 30 days. Without one the answer is "unknown". Copies may be filed a little late: ask some minutes after
 * the attempt.
 * @param now epoch ms
 */
export async function searchSent(
  client: ImapFlow,
  messageId: string,
  now: number,
): Promise<'yes' | 'no' | 'unknown'> {
  const folder = sentFolder(await client.list());
  if (!folder) return 'unknown';
  const opened = await client.mailboxOpen(folder.path, { readOnly: true });
  if (opened.exists === 0) return 'unknown';
  const header = (value: string) => ({ header: { 'message-id': value } });
  const own = await client.search(header(messageId.replace(/^<|>$/g, '')), { uid: true });
  if (!Array.isArray(own)) return 'unknown';
  if (own.length > 0) return 'yes';
  const witnesses = await client.search(
    { ...header(MESSAGE_ID_PREFIX), since: new Date(now - WITNESS_AGE) },
    { uid: true },
  );
  return Array.isArray(witnesses) && witnesses.length > 0 ? 'no' : 'unknown';
}

/** By the server's own mark first (RFC 6154), then Gmail's "All Mail", then by name. */
function sentFolder(folders: readonly ListResponse[]): ListResponse | undefined {
  const marked = (use: string) => folders.find((folder) => folder.specialUse === use);
  return marked('\\Sent') ?? marked('\\All') ?? folders.find((folder) => sentFolderName.test(folder.name));
}
