import { createHash } from 'node:crypto';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { BatonError } from '../../ground/errors.ts';
import { isAutoSubmitted, type HeaderLookup } from './automatic.ts';
import { readBounce } from './bounce.ts';
import type { IncomingMail, MailAddress } from '../types.ts';
import { visibleText } from './visible-text.ts';
import { storableData } from '../../ground/text.ts';

/**
 * Reads one mail from its bytes (RFC 5322). A mail without a Message-ID gets one made of its bytes, so that it is
 * recognised when it comes again.
 * @param receivedAt epoch ms, the date of a mail that carries none
 * @throws BatonError MAIL_UNREADABLE if it has no sender: then it is no mail
 */
export async function parseIncoming(raw: Buffer, receivedAt = 0): Promise<IncomingMail> {
  const mail = await read(raw);
  const header = lookup(mail);
  const from = sender(mail);
  if (!from) throw new BatonError('MAIL_UNREADABLE', 'The mail has no sender, so nobody can be answered.');
  const fullText = (mail.text ?? '').replace(/\r\n?/g, '\n').trim();
  return storableData({
    messageId: mail.messageId ?? `<${createHash('sha256').update(raw).digest('hex')}@no-message-id.invalid>`,
    inReplyTo: ids(header('in-reply-to'))[0] ?? null,
    references: ids(header('references')),
    from,
    recipients: recipients(mail, header),
    subject: mail.subject ?? '',
    text: visibleText(fullText),
    fullText,
    html: mail.html || '',
    date: dateOf(mail, header) ?? receivedAt,
    autoSubmitted: isAutoSubmitted(header),
    bounce: readBounce(mail, header),
  });
}

async function read(raw: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(raw, { keepDeliveryStatus: true, skipTextToHtml: true, skipImageLinks: true });
  } catch (error) {
    throw new BatonError('MAIL_UNREADABLE', undefined, { cause: error });
  }
}

/** The topmost line of a name counts: it is the one the last server wrote. */
function lookup(mail: ParsedMail): HeaderLookup {
  return (name) => {
    const line = mail.headerLines.find(({ key }) => key === name)?.line ?? '';
    return line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
  };
}

function sender(mail: ParsedMail): MailAddress | null {
  const [first] = mail.from?.value ?? [];
  return first?.address ? { email: first.address.toLowerCase(), name: first.name } : null;
}

function recipients(mail: ParsedMail, header: HeaderLookup): string[] {
  const named = [mail.to, mail.cc].flat().flatMap((list) => addressesOf(list));
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to']
    .map(header)
    .map((value) => value.replace(/^<|>$/g, ''));
  const all = [...named, ...delivered].map((address) => address.toLowerCase());
  return [...new Set(all)].filter((address) => address.includes('@'));
}

const addressesOf = (list: AddressObject | undefined): string[] =>
  (list?.value ?? [])
    .flatMap((entry) => [entry, ...(entry.group ?? [])])
    .flatMap(({ address }) => address ?? []);

const ids = (value: string): string[] => value.match(/<[^<>\s]+>/g) ?? [];

/** The Date header, else the time at which the last server received the mail. */
function dateOf(mail: ParsedMail, header: HeaderLookup): number | undefined {
  const received = Date.parse(header('received').split(';').at(-1) ?? '');
  const date = mail.date?.getTime() ?? Number.NaN;
  return [date, received].find((value) => Number.isFinite(value));
}
