import { simpleParser, type AddressObject } from 'mailparser';
import type { MailStore, StoredMail } from './store.ts';

export interface Envelope {
  /** Empty for reports, as RFC 5321 wants it. */
  from: string;
  to: readonly string[];
}

/** Puts a mail into its recipients' inboxes and, for the one who sent it, into Sent. */
export async function deliver(
  store: MailStore,
  envelope: Envelope,
  raw: Buffer,
  options: { at: number; sentCopyFor: string | null },
): Promise<StoredMail[]> {
  const headers = await readHeaders(raw);
  const copy = { at: options.at, ...headers };
  const sent =
    options.sentCopyFor === null
      ? []
      : [store.add({ ...copy, mailbox: options.sentCopyFor.toLowerCase(), folder: 'Sent', raw })];
  const received = envelope.to.map((recipient) => {
    const mailbox = recipient.toLowerCase();
    return store.add({
      ...copy,
      mailbox,
      folder: 'INBOX',
      raw: Buffer.concat([trace(envelope.from, mailbox, options.at), raw]),
    });
  });
  return [...sent, ...received];
}

/** The lines a delivering server puts on top (RFC 5321, 4.4). */
function trace(returnPath: string, mailbox: string, at: number): Buffer {
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  const lines = [
    `Return-Path: <${returnPath}>`,
    `Delivered-To: ${mailbox}`,
    `Received: from localhost by mail.sandbox.example.com; ${date}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

async function readHeaders(raw: Buffer): Promise<Pick<StoredMail, 'messageId' | 'from' | 'to' | 'subject'>> {
  const end = raw.indexOf('\r\n\r\n');
  const head = end < 0 ? raw : raw.subarray(0, end + 4);
  const mail = await simpleParser(head, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return {
    messageId: mail.messageId ?? '',
    from: firstAddress(mail.from),
    to: firstAddress(mail.to),
    subject: mail.subject ?? '',
  };
}

function firstAddress(header: AddressObject | AddressObject[] | undefined): string {
  const [first] = [header].flat();
  return (first?.value[0]?.address ?? '').toLowerCase();
}
