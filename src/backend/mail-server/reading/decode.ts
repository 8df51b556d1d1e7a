import { convert } from 'html-to-text';
import { simpleParser, type MailParserOptions, type ParsedMail } from 'mailparser';
import { BatonError } from '../../ground/errors.ts';
import { decodeBytes, readableText } from './charset/charset.ts';
import { headerInUtf8 } from './charset/header.ts';
import { labelsIn, partDecoder, withLabel } from './charset/parts.ts';
import { unflow } from './flowed.ts';
import { readWinmail } from './winmail/winmail.ts';

/** The header of the mail and of each part: lines with a name and a colon at the top, or below a boundary. */
const headers =
  /(?:^|(?<=\n--[^\r\n]{1,200}\r?\n))(?:[\x21-\x39\x3b-\x7e]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+/g;
const contentType = /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;
/** A returned mail that is shown in place would be read as part of the report. */
const shownInside = /^(content-type:[ \t]*message\/rfc822[^\r\n]*\r?\ncontent-disposition:[ \t]*)inline/gim;
const flowed = /format\s*=\s*"?flowed"?/i;

/**
 * The parts of a mail and its plain text as a person reads it: in the character set that its bytes are in, whatever it
 * says; flowed lines joined (RFC 3676); HTML as text where there is no other, with what it quotes behind ">".
 * @throws BatonError MAIL_UNREADABLE
 */
export async function decode(raw: Buffer): Promise<{ mail: ParsedMail; fullText: string }> {
  const bytes = raw.toString('latin1');
  const labels = labelsIn(bytes);
  const types = (bytes.match(headers) ?? []).flatMap((header) => header.match(contentType) ?? []);
  const mail = await parse(prepared(bytes, labels), labels);
  const text = readableText(textOf(mail) || bodyOf(mail, raw, labels));
  const flows = types.find((type) => flowed.test(type));
  const unflowed = flows === undefined || !mail.text ? text : unflow(text, /delsp\s*=\s*"?yes/i.test(flows));
  return { mail, fullText: unflowed.replace(/\r\n?/g, '\n').trim() };
}

/** The same mail, so that the parser neither joins lines of different depths nor decodes anything by itself. */
function prepared(bytes: string, labels: readonly string[]): string {
  return bytes.replace(headers, (header, at: number) => {
    const typed = header
      .replace(contentType, (type) => withLabel(type.replace(flowed, 'format=fixed')))
      .replace(shownInside, '$1attachment');
    if (at > 0) return typed;
    const readable = headerInUtf8(typed, labels);
    return /^content-type:/im.test(readable)
      ? readable
      : `${withLabel('Content-Type: text/plain')}\r\n${readable}`;
  });
}

async function parse(bytes: string, labels: readonly string[]): Promise<ParsedMail> {
  try {
    return await simpleParser(Buffer.from(bytes, 'latin1'), {
      // The parser makes one for each part, as it does with the class of this name from `iconv`; the types tell otherwise.
      Iconv: partDecoder(labels) as unknown as NonNullable<MailParserOptions['Iconv']>,
      keepDeliveryStatus: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    });
  } catch (error) {
    throw new BatonError('MAIL_UNREADABLE', undefined, { cause: error });
  }
}

/** Of a mail whose parts cannot be told from one another: what stands below its header, as it is. */
function bodyOf(mail: ParsedMail, raw: Buffer, labels: readonly string[]): string {
  const start = /\r?\n\r?\n/.exec(raw.subarray(0, MAX_BODY).toString('latin1'));
  if (mail.attachments.length > 0 || !start) return '';
  const from = start.index + start[0].length;
  return decodeBytes(raw.subarray(from, from + MAX_BODY), '', labels);
}
const MAX_BODY = 100_000;

function textOf(mail: ParsedMail): string {
  // A part whose header is broken, so that the parser did not take it for text.
  const broken = mail.attachments.filter(({ contentType }) => /^text\/plain\s+\S/i.test(contentType));
  const lost = broken.map(({ content }) => decodeBytes(content.subarray(0, MAX_BODY), ''));
  const plain = [...lost, mail.text ?? ''].join('\n');
  if (plain.trim() !== '') return plain;
  if (mail.html) return textOfHtml(mail.html);
  return textInWinmail(mail);
}

/** Below the line that ends a mail, the names of the files that nobody else can take out. */
function textInWinmail({ attachments }: ParsedMail): string {
  const winmail = readWinmail(attachments);
  if (!winmail) return '';
  const text = winmail.text || textOfHtml(winmail.html);
  return winmail.files.length > 0 ? `${text}\n\n-- \nIn winmail.dat: ${winmail.files.join(', ')}` : text;
}

/** What mail programs wrap the earlier mail in, besides `blockquote`. */
const quoting = [
  'div.gmail_quote_container',
  'div.yahoo_quoted',
  'div.protonmail_quote',
  'div.zmail_extra',
  'blockquote',
];
/** What a person newly wrote is at most a small part of it. */
const MAX_HTML = 400_000;
/** Pictures that stand in the page itself. */
const INLINE_DATA = /data:[^"'\s>)]{1000,}/g;

const textOfHtml = (html: string): string =>
  convert(html.replace(INLINE_DATA, '').slice(0, MAX_HTML), {
    wordwrap: false,
    limits: { maxDepth: 100 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'hr', options: { length: 20 } },
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'h2', options: { uppercase: false } },
      { selector: 'h3', options: { uppercase: false } },
      ...quoting.map((selector) => ({ selector, format: 'blockquote', options: { trimEmptyLines: true } })),
    ],
  });
