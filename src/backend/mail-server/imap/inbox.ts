import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { DAY } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import { cursorOf, placeIn, type Place } from './cursor.ts';
import { MAX_MAIL_BYTES } from '../mail-size.ts';
import type { NewMails } from '../types.ts';

/** A page ends before it grows beyond this, so that only so much of a mailbox is in memory. */
const PAGE_BYTES = 8 * 1024 * 1024;
/** Mails whose size and time are asked for at once: fewer than any server refuses. */
const LOOK_AHEAD = 200;
/** A mail that cannot be read so often is read without its text, and passed over when that fails as often. */
const ATTEMPTS = 5;

export interface InboxReader {
  client: ImapFlow;
  logger: Logger;
  /** Of the mailbox. */
  name: string;
  /** How often each mail of all mailboxes could not be read: outlives the connection that it may have ended. */
  failures: Map<string, number>;
  /** Milliseconds after which a page ends with what it has, so that a slow server gets on as well. */
  enough: number;
}

/** A page of new mails, see FetchNew. What was read before the connection died is a page, too. */
export async function fetchInbox(
  reader: InboxReader,
  cursor: string | null,
  page: { since: number; limit: number },
): Promise<NewMails> {
  const begunAt = performance.now();
  const inbox = await reader.client.mailboxOpen('INBOX', { readOnly: true });
  const { exists, uidNext } = inbox;
  const place = placeIn(inbox, cursor, page.since);
  const messages: Buffer[] = [];
  let bytes = 0;
  const { uid: begunWith } = place;
  // Many old mails that are passed over are work as well.
  const isFull = (next: number): boolean =>
    messages.length >= page.limit ||
    (messages.length > 0 && bytes + next > PAGE_BYTES) ||
    (place.uid > begunWith && performance.now() - begunAt > reader.enough);
  try {
    for await (const mail of mailsAfter(reader.client, place, exists)) {
      if (isFull(Math.min(mail.size ?? 0, MAX_MAIL_BYTES)))
        return { messages, cursor: cursorOf(place), more: true };
      const raw = isOld(mail, place) ? null : await read(reader, place, mail);
      if (raw) messages.push(raw);
      if (raw) place.arrivedAt = Math.max(place.arrivedAt, arrival(mail));
      bytes += raw?.length ?? 0;
      place.uid = mail.uid;
    }
  } catch (error) {
    if (place.uid === begunWith) throw error;
    return { messages, cursor: cursorOf(place), more: true };
  }
  place.uid = Math.max(place.uid, uidNext - 1 || 0);
  return { messages, cursor: cursorOf(place), more: false };
}

const arrival = (mail: FetchMessageObject): number => Number(new Date(mail.internalDate ?? 0));

const isOld = (mail: FetchMessageObject, place: Place): boolean =>
  mail.uid < place.oldBelow && arrival(mail) < place.since;

/** In order, with size and time. */
async function* mailsAfter(
  client: ImapFlow,
  place: Place,
  exists: number,
): AsyncGenerator<FetchMessageObject> {
  const uids = await uidsAfter(client, place, exists);
  for (let at = 0; at < uids.length; at += LOOK_AHEAD) {
    const some = uids.slice(at, at + LOOK_AHEAD);
    const mails = await client.fetchAll(some, { uid: true, internalDate: true, size: true }, { uid: true });
    yield* mails.sort((a, b) => a.uid - b.uid);
  }
}

/**
 * In order. Some servers look at so many mails a command and no more, those that came last (RFC 9738, Yahoo): they are
 * asked part by part, back to where nothing is new. SINCE knows days only and disregards zones, so it gets a day more.
 */
async function uidsAfter(client: ImapFlow, place: Place, exists: number): Promise<number[]> {
  const first = place.uid + 1;
  const isFirstLook = first < place.oldBelow;
  const wanted = { uid: `${first}:*`, ...(isFirstLook ? { since: new Date(place.since - DAY) } : {}) };
  const atOnce = mailsACommand(client) ?? exists;
  const uids: number[] = [];
  for (let last = exists; last > 0; last -= atOnce) {
    const part = atOnce < exists ? { seq: `${Math.max(1, last - atOnce + 1)}:${last}` } : {};
    const found = await client.search({ ...part, ...wanted }, { uid: true });
    if (!Array.isArray(found)) throw new BatonError('MAIL_UNAVAILABLE', REFUSED, { retry: 'backoff' });
    // "n:*" always contains the last mail, even when its UID is below n.
    const fresh = found.filter((uid) => uid >= first);
    uids.push(...fresh);
    if (fresh.length === 0 && !isFirstLook) break;
  }
  return [...new Set(uids)].sort((a, b) => a - b);
}

function mailsACommand({ capabilities }: ImapFlow): number | null {
  const limits = [...capabilities.keys()].flatMap((name) => /^MESSAGELIMIT=(\d+)$/i.exec(name)?.[1] ?? []);
  return limits[0] === undefined ? null : Math.max(1, Number(limits[0]));
}

const REFUSED = 'The mail server refused to search the inbox.';

/**
 * The bytes of a mail, or null if it has gone or cannot be had. Some servers hang up, or say nothing, over one broken
 * mail whenever they are asked for it: it must not keep the mails behind it back for ever.
 */
async function read(reader: InboxReader, place: Place, mail: FetchMessageObject): Promise<Buffer | null> {
  const { client, logger, failures, name } = reader;
  const id = `${name} ${place.uidValidity}:${mail.uid}`;
  const failed = failures.get(id) ?? 0;
  const facts = { uid: mail.uid, size: mail.size, arrived: mail.internalDate };
  if (failed >= 2 * ATTEMPTS) {
    failures.delete(id);
    logger.error(
      facts,
      'the mail server cannot hand out a mail; it was passed over: somebody has to look at it',
    );
    return null;
  }
  // Counted before: a connection that dies may leave no time to do it.
  failures.set(id, failed + 1);
  const whole = failed < ATTEMPTS;
  const query = whole ? { source: { maxLength: MAX_MAIL_BYTES } } : { headers: true };
  const got = await client.fetchOne(String(mail.uid), query, { uid: true });
  failures.delete(id);
  if (!whole) logger.error(facts, 'the mail server hands out a mail without its text only');
  if ((mail.size ?? 0) > MAX_MAIL_BYTES)
    logger.warn(facts, 'a mail is too large; only its beginning is read');
  return (got && (whole ? got.source : got.headers)) || null;
}
