import type { StoredMail } from '../store.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `date-time` of RFC 3501, in UTC. */
export function internalDate(at: number): string {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `"${day}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000"`;
}

/**
 * One data item of FETCH as bytes in latin1.
 * @returns null if the item is not known
 */
export function fetchItem(item: string, mail: StoredMail, raw: () => Buffer): string | null {
  const upper = item.toUpperCase();
  if (upper === 'UID') return `UID ${mail.uid}`;
  if (upper === 'FLAGS') return `FLAGS (${mail.read ? '\\Seen' : ''})`;
  if (upper === 'INTERNALDATE') return `INTERNALDATE ${internalDate(mail.at)}`;
  if (upper === 'RFC822.SIZE') return `RFC822.SIZE ${raw().length}`;
  const body = /^BODY(?:\.PEEK)?\[(|HEADER|TEXT)\](?:<(\d+)\.(\d+)>)?$/.exec(upper);
  return body ? section(body[1] ?? '', body[2], body[3], raw()) : null;
}

/** Whether reading this item marks the mail as read: BODY[…] does, BODY.PEEK[…] does not. */
export const marksRead = (item: string): boolean => /^BODY\[/i.test(item);

function section(name: string, offset: string | undefined, length: string | undefined, raw: Buffer): string {
  const split = raw.indexOf('\r\n\r\n');
  const headEnd = split < 0 ? raw.length : split + 4;
  const whole = { '': raw, HEADER: raw.subarray(0, headEnd), TEXT: raw.subarray(headEnd) }[name] ?? raw;
  const start = Number(offset ?? 0);
  const part = offset === undefined ? whole : whole.subarray(start, start + Number(length));
  return `BODY[${name}]${offset === undefined ? '' : `<${offset}>`} {${part.length}}\r\n${part.toString('latin1')}`;
}
