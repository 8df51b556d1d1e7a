import { ImapFlow, type FetchMessageObject, type MailboxObject } from 'imapflow';
import { DAY, MINUTE } from '../ground/clock.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import { parseMailServer, type MailServer } from './mailbox-url.ts';
import type { MailTimeouts } from './smtp.ts';

/** A mail longer than this is cut: the text of an answer stands at its beginning, what follows are attachments. */
const MAX_MAIL_BYTES = 5 * 1024 * 1024;
/** Mail servers' clocks differ from ours; Baton recognises a mail that it sees twice. */
const CLOCK_SKEW = 10 * MINUTE;

/**
 * Logs in, does the work and hangs up, all within `timeouts.total`.
 * @throws BatonError MAIL_UNAVAILABLE
 */
export async function withImap<T>(
  imapUrl: string,
  timeouts: MailTimeouts,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const server = parseMailServer(imapUrl, 'imap');
  const client = new ImapFlow(clientOptions(server, timeouts));
  // A connection that dies emits 'error' beside the rejected command; unheard, it would end the process.
  client.on('error', () => undefined);
  const deadline = setTimeout(() => client.close(), timeouts.total);
  try {
    await client.connect();
    const result = await work(client);
    await client.logout().catch(() => undefined);
    return result;
  } catch (error) {
    throw isBatonError(error) ? error : imapFailure(error, server);
  } finally {
    clearTimeout(deadline);
    client.close();
  }
}

function clientOptions(
  server: MailServer,
  timeouts: MailTimeouts,
): ConstructorParameters<typeof ImapFlow>[0] {
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.requireTls && { doSTARTTLS: true }),
    auth: { user: server.login?.user ?? '', pass: server.login?.password ?? '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    maxLiteralSize: 2 * MAX_MAIL_BYTES,
    maxResponseSize: 4 * MAX_MAIL_BYTES,
  };
}

function imapFailure(error: unknown, server: MailServer): BatonError {
  const where = `${server.host}:${server.port}`;
  const { message, responseText, authenticationFailed } = error as {
    message?: string;
    responseText?: string;
    authenticationFailed?: boolean;
  };
  const detail = responseText ?? message ?? String(error);
  const text = authenticationFailed
    ? `${where} refuses the login of the mailbox: ${detail}`
    : `${where} does not answer: ${detail}`;
  return new BatonError('MAIL_UNAVAILABLE', text, {
    retry: 'backoff',
    cause: error,
    context: { server: where },
  });
}

/** New mails of the inbox, see MailTransport.fetchNew. */
export async function fetchInbox(
  client: ImapFlow,
  cursor: string | null,
  options: { since: number; limit: number },
): Promise<{ messages: readonly Buffer[]; cursor: string }> {
  const inbox = await client.mailboxOpen('INBOX', { readOnly: true });
  const lastUid = uidOf(cursor, inbox);
  const uids =
    lastUid === null ? await uidsSince(client, options.since) : await uidsAfter(client, lastUid, inbox);
  const page = uids.slice(0, options.limit);
  const messages: Buffer[] = [];
  for (const uid of page) {
    const mail = await client.fetchOne(String(uid), { source: { maxLength: MAX_MAIL_BYTES } }, { uid: true });
    if (mail && mail.source) messages.push(mail.source);
  }
  const reached =
    page.length < uids.length
      ? (page.at(-1) ?? 0)
      : Math.max(lastUid ?? 0, page.at(-1) ?? 0, inbox.uidNext - 1 || 0);
  return { messages, cursor: `${inbox.uidValidity}:${reached}` };
}

/** The last UID of a cursor, or null if the server has numbered the mailbox anew since (RFC 3501, 2.3.1.1). */
function uidOf(cursor: string | null, inbox: MailboxObject): number | null {
  const [validity, uid] = (cursor ?? '').split(':');
  return validity === String(inbox.uidValidity) && uid !== undefined ? Number(uid) : null;
}

async function uidsAfter(client: ImapFlow, lastUid: number, inbox: MailboxObject): Promise<number[]> {
  if (inbox.exists === 0) return [];
  // "n:*" always contains the last mail, even when its UID is below n.
  const found = await searched(client.search({ uid: `${lastUid + 1}:*` }, { uid: true }));
  return found.filter((uid) => uid > lastUid).sort((a, b) => a - b);
}

/** SINCE knows days only and disregards zones, so it gets a day more and the arrival time decides. */
async function uidsSince(client: ImapFlow, since: number): Promise<number[]> {
  const candidates = await searched(client.search({ since: new Date(since - DAY) }, { uid: true }));
  if (candidates.length === 0) return [];
  const arrived: FetchMessageObject[] = await client.fetchAll(
    candidates,
    { uid: true, internalDate: true },
    { uid: true },
  );
  const recent = arrived.filter(
    ({ internalDate }) => Number(new Date(internalDate ?? 0)) >= since - CLOCK_SKEW,
  );
  return recent.map(({ uid }) => uid).sort((a, b) => a - b);
}

async function searched(result: ReturnType<ImapFlow['search']>): Promise<number[]> {
  const uids = await result;
  if (!Array.isArray(uids))
    throw new BatonError('MAIL_UNAVAILABLE', 'The mail server refused to search the inbox.', {
      retry: 'backoff',
    });
  return uids;
}
