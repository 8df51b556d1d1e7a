import type { ParsedMail } from 'mailparser';

const MAX_PART = 20_000;

/** The beginning of the first part of a type, with its folded lines joined; null if there is none. */
export function partText(mail: ParsedMail, type: RegExp): string | null {
  const part = mail.attachments.find(({ contentType }) => type.test(contentType));
  if (!part) return null;
  return part.content
    .subarray(0, MAX_PART)
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ');
}

/** The value of a field in such a part; '' if it has none. */
export const fieldOf = (fields: string, name: string): string =>
  new RegExp(`^${name}[ \\t]*:[ \\t]*(\\S.*)$`, 'im').exec(fields)?.[1]?.trim() ?? '';

export const addressIn = (text: string): string | null =>
  /[^\s<>;:"'(),]{1,64}@[^\s<>;:"'(),]{1,254}[^\s<>;:"'(),.]/.exec(text)?.[0].toLowerCase() ?? null;

export const messageIdIn = (text: string): string | null => /<[^<>\s]{3,250}>/.exec(text)?.[0] ?? null;
