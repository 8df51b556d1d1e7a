import { createHash } from 'node:crypto';
import type { AddressObject, ParsedMail } from 'mailparser';
import { BatonError } from '../../ground/errors.ts';
import { storableData } from '../../ground/text.ts';
import type { Earlier, IncomingMail, MailAddress } from '../types.ts';
import { isAutomaticSubject, isAutomaticText, whyAutomatic, type HeaderLookup } from './automatic.ts';
import { readableText } from './charset/charset.ts';
import { decode } from './decode.ts';
import { filesOf } from './files.ts';
import { certainReading, readForm } from './machine/form.ts';
import { newText } from './new-text.ts';
import { readNotification } from './machine/notification.ts';
import { senderOfReturned } from './report/recipient.ts';
import { readReport, reportOf } from './report/report.ts';

const MAX_MESSAGE_ID = 250;

export interface ParseOptions {
  /** Epoch ms, the date of a mail that carries none. */
  receivedAt?: number;
  /** What was sent and received before in the conversation, where it is known. */
  earlier?: Earlier;
}

/**
 * Reads one mail from its bytes (RFC 5322). A mail without a Message-ID gets one made of its bytes, so that it is
 * recognised when it comes again.
 * @throws BatonError MAIL_UNREADABLE if it has no sender and is no report: then it is no mail
 */
export async function parseIncoming(raw: Buffer, options: ParseOptions = {}): Promise<IncomingMail> {
  const posted = isJson(raw);
  const { mail, fullText } = await decode(posted ? Buffer.concat([jsonHeader, raw]) : raw);
  const header = lookup(mail);
  const subject = readableText(mail.subject ?? '');
  const notification = readNotification(fullText);
  const bounce = notification ? reportOf(notification) : readReport(mail, header, fullText);
  const form = readForm(mail, header, { subject, fullText, bounce, notification });
  const text = form?.text ?? fullText;
  const from = sender(mail, header);
  if (!from && !bounce && !form)
    throw new BatonError('MAIL_UNREADABLE', 'The mail has no sender, so nobody can be answered.');
  const people = peopleOf(mail);
  const fresh = newText(text, people, options.earlier, from);
  const automaticBecause =
    (bounce ? `delivery report: ${bounce.cause}` : null) ??
    (form?.automatic === true ? form.why : null) ??
    whyAutomatic(header) ??
    (isAutomaticSubject(subject, fresh.text) ? 'subject of an automatic answer' : null) ??
    (isAutomaticText(fresh.text) ? 'says that a program sent it' : null);
  return storableData({
    messageId: messageId(mail, raw),
    inReplyTo: ids(header('in-reply-to'))[0] ?? form?.aboutMessageId ?? null,
    references: ids(header('references')),
    from: from ?? NOBODY,
    recipients: recipients(
      mail,
      header,
      notification?.from ?? (bounce || form?.complaint === true ? senderOfReturned(mail) : null),
    ),
    subject,
    ...fresh,
    fullText: text,
    html: mail.html || '',
    date: dateOf(mail, header) ?? options.receivedAt ?? 0,
    autoSubmitted: automaticBecause !== null,
    automaticBecause,
    certain: certainReading(form, bounce),
    complaint: form?.complaint === true,
    about: bounce?.recipient ?? form?.about ?? null,
    people,
    posted,
    bounce,
    files: filesOf(mail, raw),
  });
}

/** The same mail read again beside what was written before in its conversation. */
export const besideEarlier = (mail: IncomingMail, earlier: Earlier): IncomingMail => ({
  ...mail,
  ...newText(mail.fullText, mail.people, earlier, mail.from),
});

/** A provider's webhook posts its notification as it is, without a mail around it. */
const isJson = (raw: Buffer): boolean => /^\s*[[{]/.test(raw.subarray(0, 100).toString('latin1'));
const jsonHeader = Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\n');

const NOBODY: MailAddress = { email: 'mailer-daemon@no-sender.invalid', name: '' };

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

/** From, else who else the header says sent it. A word without a host is no address. */
function sender(mail: ParsedMail, header: HeaderLookup): MailAddress | null {
  const [first] = mail.from?.value ?? [];
  const name = readableText(first?.name ?? '');
  const others = ['sender', 'reply-to', 'return-path'].flatMap(
    (field) => header(field).match(/[^\s<>,;"]+@[^\s<>,;"]+/) ?? [],
  );
  const email = [first?.address ?? '', ...others].find((address) => address.includes('@'));
  return email === undefined ? null : { email: email.toLowerCase(), name };
}

function messageId(mail: ParsedMail, raw: Buffer): string {
  const given = mail.messageId ?? '';
  return given !== '' && given.length <= MAX_MESSAGE_ID
    ? given
    : `<${createHash('sha256').update(raw).digest('hex')}@no-message-id.invalid>`;
}

function recipients(mail: ParsedMail, header: HeaderLookup, notified: string | null): string[] {
  const named = entriesOf(mail).map(({ address }) => address ?? '');
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to']
    .map(header)
    .map((value) => value.replace(/^<|>$/g, ''));
  const sentFrom = notified?.match(/[^\s<>]+@[^\s<>]+/) ?? [];
  const all = [...named, ...delivered, ...sentFrom].map((address) => address.toLowerCase());
  return [...new Set(all)].filter((address) => address.includes('@'));
}

const entriesOf = (mail: ParsedMail): AddressObject['value'] =>
  [mail.to, mail.cc]
    .flat()
    .flatMap((list) => (list?.value ?? []).flatMap((entry) => [entry, ...(entry.group ?? [])]));

/** Names and addresses of those whom the mail goes to, lower-cased; a name too short to tell is none. */
const peopleOf = (mail: ParsedMail): string[] => {
  const words = entriesOf(mail).flatMap(({ address = '', name }) => [
    address,
    readableText(name),
    ...namesIn(address),
  ]);
  return [...new Set(words.map((word) => word.toLowerCase().trim()).filter((word) => word.length >= 2))];
};

/** "tara.jones@…" tells two names. */
const namesIn = (address: string): string[] =>
  (address.split('@')[0] ?? '').split(/[^\p{L}]+/u).filter((word) => word.length > 2);

const ids = (value: string): string[] => value.match(/<[^<>\s]+>/g) ?? [];

/** The Date header, else the time at which the last server received the mail. */
function dateOf(mail: ParsedMail, header: HeaderLookup): number | undefined {
  const received = Date.parse(header('received').split(';').at(-1) ?? '');
  const date = mail.date?.getTime() ?? Number.NaN;
  return [date, received].find((value) => Number.isFinite(value));
}
