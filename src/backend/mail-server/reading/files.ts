import type { Attachment, ParsedMail } from 'mailparser';
import { beginningOf, storable } from '../../ground/text.ts';
import type { IncomingFile } from '../types.ts';

const MAX_NAME = 120;
/** Pictures that the text shows are what a signature is made of, up to this size, and files of Outlook hold its text. */
const SMALL = 64 * 1024;

/** Parts that belong to the form of a mail, and are no files of its writer. */
const ofTheForm =
  /^(multipart\/|message\/(?!rfc822)|text\/rfc822-headers|application\/(x-)?(pgp-|pkcs7-)|application\/(ics|pgp$))/i;

/** What the writer of a mail attached. `raw`: its bytes, which may be cut. */
export function filesOf(mail: ParsedMail, raw: Buffer): IncomingFile[] {
  const cut = isCut(mail, raw);
  return mail.attachments.flatMap((part, at) => {
    if (isOfTheForm(part, mail.html || '')) return [];
    const whole = !(cut && at === mail.attachments.length - 1);
    return [{ name: nameOf(part, at), content: part.content, whole }];
  });
}

function isOfTheForm(part: Attachment, html: string): boolean {
  const { contentType, content, cid, filename } = part;
  if (ofTheForm.test(contentType)) return true;
  if (/^text\/calendar/i.test(contentType))
    return /^METHOD:(REPLY|CANCEL)/im.test(content.toString('latin1'));
  if (content.length > SMALL) return false;
  const isShown = cid !== undefined && html.includes(`cid:${cid}`);
  const isOutlooks = /ms-tnef/i.test(contentType) || /^winmail\.dat$/i.test(filename ?? '');
  return isOutlooks || (/^image\//i.test(contentType) && isShown);
}

/** Does the mail end before its parts do? */
function isCut(mail: ParsedMail, raw: Buffer): boolean {
  const type = mail.headerLines.find(({ key }) => key === 'content-type')?.line ?? '';
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const name = boundary?.[1] ?? boundary?.[2];
  return name !== undefined && raw.lastIndexOf(`--${name}--`, undefined, 'latin1') < 0;
}

/** Ends of names for parts that have none. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/plain': '.txt',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};

/** A name comes from outside: no path, nothing that hides its end or breaks a line. */
function nameOf({ filename, contentType }: Attachment, at: number): string {
  const clean = storable(filename ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[/\\:]+/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (clean === '') return `file ${at + 1}${endings[contentType.toLowerCase()] ?? ''}`;
  if (clean.length <= MAX_NAME) return clean;
  const ending = /\.[^.]{1,12}$/.exec(clean)?.[0] ?? '';
  return `${beginningOf(clean, MAX_NAME - ending.length)}${ending}`;
}
