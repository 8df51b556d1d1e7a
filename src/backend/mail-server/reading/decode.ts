import { convert } from 'html-to-text';
import { simpleParser, type ParsedMail } from 'mailparser';
import { BatonError } from '../../ground/errors.ts';
import { decodeBytes, isGarbled, readableText } from './charset.ts';
import { unflow } from './flowed.ts';
import { textOfWinmail } from './winmail.ts';

const contentTypes = /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;
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
  const types = bytes.match(contentTypes) ?? [];
  // The parser joins flowed lines of different depths: it is told that none are.
  const fixed = bytes
    .replace(contentTypes, (type) => type.replace(flowed, 'format=fixed'))
    .replace(shownInside, '$1attachment');
  let mail = await parse(fixed);
  let text = readableText(textOf(mail) || bodyOf(mail, bytes));
  if (isGarbled(text)) {
    mail = await parse(asLatin1(fixed));
    text = decodeBytes(textOf(mail));
  }
  const flows = types.find((type) => flowed.test(type));
  const unflowed = flows === undefined || !mail.text ? text : unflow(text, /delsp\s*=\s*"?yes/i.test(flows));
  return { mail, fullText: unflowed.replace(/\r\n?/g, '\n').trim() };
}

async function parse(bytes: string): Promise<ParsedMail> {
  try {
    return await simpleParser(Buffer.from(bytes, 'latin1'), {
      keepDeliveryStatus: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    });
  } catch (error) {
    throw new BatonError('MAIL_UNREADABLE', undefined, { cause: error });
  }
}

/** The same mail with every text part in Latin-1, whose characters are its bytes. */
function asLatin1(bytes: string): string {
  const relabelled = bytes.replace(contentTypes, (type) =>
    /^content-type:\s*text\//i.test(type)
      ? `${type.replace(/;\s*charset\s*=\s*("[^"\r\n]*"|[^\s;]*)/gi, '')}; charset=iso-8859-1`
      : type,
  );
  const header = /^[\s\S]*?\r?\n\r?\n/.exec(relabelled)?.[0] ?? relabelled;
  return /^content-type:/im.test(header)
    ? relabelled
    : `Content-Type: text/plain; charset=iso-8859-1\r\n${relabelled}`;
}

/** Of a mail whose parts cannot be told from one another: what stands below its header, as it is. */
const bodyOf = (mail: ParsedMail, bytes: string): string =>
  mail.attachments.length > 0 ? '' : (/\r?\n\r?\n([\s\S]*)/.exec(bytes)?.[1] ?? '').slice(0, MAX_BODY);
const MAX_BODY = 100_000;

function textOf(mail: ParsedMail): string {
  // A part whose header is broken, so that the parser did not take it for text.
  const broken = mail.attachments.filter(({ contentType }) => /^text\/plain\s+\S/i.test(contentType));
  const lost = broken.map(({ content }) => content.subarray(0, MAX_BODY).toString('utf8'));
  const plain = [...lost, mail.text ?? ''].join('\n');
  if (plain.trim() !== '') return plain;
  if (mail.html) return textOfHtml(mail.html);
  return textOfWinmail(mail.attachments);
}

/** What mail programs wrap the earlier mail in, besides `blockquote`. */
const quoting = [
  'div.gmail_quote_container',
  'div.yahoo_quoted',
  'div.protonmail_quote',
  'div.zmail_extra',
  'blockquote',
];
const MAX_HTML = 1_000_000;

const textOfHtml = (html: string): string =>
  convert(html.slice(0, MAX_HTML), {
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
