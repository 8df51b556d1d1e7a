import { simpleParser } from 'mailparser';
import type { MailStore, StoredMail } from './store.ts';

/** A mail as the mail viewer's list shows it. */
export interface MailSummary {
  id: string;
  /** Epoch ms. */
  at: number;
  from: string;
  to: string;
  subject: string;
  /** Whose mailbox this copy lies in. */
  mailbox: string;
  /** in: arrived in this mailbox; out: the copy of what this mailbox sent. */
  direction: 'in' | 'out';
  messageId: string;
  read: boolean;
}

/** A mail opened. */
export interface MailDetail extends MailSummary {
  text: string;
  html: string;
  /** Unfolded, in the order of the mail. */
  headers: { name: string; value: string }[];
  raw: string;
}

export const summarise = (mail: StoredMail): MailSummary => ({
  id: String(mail.id),
  at: mail.at,
  from: mail.from,
  to: mail.to,
  subject: mail.subject,
  mailbox: mail.mailbox,
  direction: mail.folder === 'Sent' ? 'out' : 'in',
  messageId: mail.messageId,
  read: mail.read,
});

export async function readMail(store: MailStore, mail: StoredMail): Promise<MailDetail> {
  const raw = store.raw(mail.id);
  const parsed = await simpleParser(raw, { skipTextToHtml: true });
  return {
    ...summarise(mail),
    text: parsed.text ?? '',
    html: parsed.html || '',
    headers: parsed.headerLines.map(({ line }) => toHeader(line)),
    raw: raw.toString('utf8'),
  };
}

function toHeader(line: string): { name: string; value: string } {
  const unfolded = line.replace(/\r?\n[ \t]+/g, ' ');
  const colon = unfolded.indexOf(':');
  return { name: unfolded.slice(0, colon), value: unfolded.slice(colon + 1).trim() };
}
