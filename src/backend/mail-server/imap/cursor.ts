import type { MailboxObject } from 'imapflow';

/** How far an inbox has been read, as `uidValidity:uid:arrivedAt:oldBelow:knownUntil`. */
export interface Place {
  uidValidity: string;
  /** The last mail that was read or passed over. */
  uid: number;
  /** When the latest mail that was read arrived, epoch ms; 0: none was. */
  arrivedAt: number;
  /** Mails with smaller UIDs were there at the first look: those from before `since` are nobody's answer. */
  oldBelow: number;
  /** When the latest mail had arrived that was read before the mailbox was numbered anew, epoch ms; 0: it was not. */
  knownUntil: number;
  /** What is old arrived before, epoch ms. */
  since: number;
}

/** Mail servers' clocks differ from ours, and from each other's. */
const CLOCK_SKEW = 10 * 60_000;

/**
 * Where to go on. Once the server has numbered the mailbox anew (RFC 3501, 2.3.1.1), UIDs tell nothing: then what had
 * arrived before the latest mail that was read is passed over by its time. Baton recognises a mail that it sees twice.
 * @param cursor null: the first look
 */
export function placeIn(inbox: MailboxObject, cursor: string | null, since: number): Place {
  const uidValidity = String(inbox.uidValidity);
  const [validity, ...numbers] = (cursor ?? '').split(':');
  const [uid = 0, arrivedAt = 0, oldBelow = 0, knownUntil = 0] = numbers.map(Number);
  const isSame = validity === uidValidity && numbers.length > 0;
  const known = isSame ? knownUntil : arrivedAt;
  return {
    uidValidity,
    uid: isSame ? uid : 0,
    arrivedAt,
    oldBelow: isSame ? oldBelow : inbox.uidNext || Number.MAX_SAFE_INTEGER,
    knownUntil: known,
    since: Math.max(since, known) - CLOCK_SKEW,
  };
}

export const cursorOf = ({ uidValidity, uid, arrivedAt, oldBelow, knownUntil }: Place): string =>
  [uidValidity, uid, arrivedAt, oldBelow, knownUntil].join(':');
