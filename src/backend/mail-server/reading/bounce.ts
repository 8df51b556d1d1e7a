import type { Attachment, ParsedMail } from 'mailparser';
import type { HeaderLookup } from './automatic.ts';
import type { BounceReport } from '../types.ts';
import { beginningOf } from '../../ground/text.ts';

const MAX_DIAGNOSTIC = 500;

/** The report in a mail that says that another mail did not arrive; null if the mail is none. */
export function readBounce(mail: ParsedMail, header: HeaderLookup): BounceReport | null {
  const status = part(mail, 'message/delivery-status');
  if (status) return fromDeliveryStatus(status.content.toString('utf8'), originalMessageId(mail));
  return looksLikeBounce(mail, header) ? fromWords(mail, header) : null;
}

const part = (mail: ParsedMail, type: string): Attachment | undefined =>
  mail.attachments.find(({ contentType }) => contentType === type);

/** RFC 3464: groups of fields, the first about the message, one more for each recipient. */
function fromDeliveryStatus(content: string, original: string | null): BounceReport | null {
  const fields = content.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(fields)?.[1]?.trim() ?? '';
  const action = field('Action').toLowerCase();
  // delivered, relayed, expanded: the mail arrived, this is a receipt.
  if (action !== '' && action !== 'failed' && action !== 'delayed') return null;
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(field('Status'))?.[0] ?? null;
  return {
    recipient: address(field('Final-Recipient')) ?? address(field('Original-Recipient')),
    kind: action === 'delayed' || status?.startsWith('4') ? 'transient' : 'permanent',
    status,
    diagnostic: beginningOf(field('Diagnostic-Code') || `Action: ${action}`, MAX_DIAGNOSTIC),
    originalMessageId: original,
  };
}

const bounceSender =
  /^(mailer-daemon|postmaster|mail-?delivery|bounces?|mdaemon|maildeliverysubsystem)([+@.-]|$)/i;
const bounceSubject =
  /undeliver(able|ed)|delivery (status notification|failure|has failed|report)|failure notice|returned (e-?)?mail|mail delivery (failed|failure|subsystem)|mail system error|could not be delivered|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|non remis|échec de (la )?remise|no se pudo entregar|mancata consegna/i;
const permanentWords =
  /user unknown|unknown user|no such user|does ?n[o']t exist|address (not found|rejected)|mailbox (unavailable|not found)|recipient (rejected|not found)|invalid recipient|no longer (exists|available|active)|account (is )?disabled|existiert nicht|unbekannter empfänger|n['’]existe pas|no existe/i;
const transientWords =
  /delay|temporar|try again|will (be )?retr|over quota|quota exceeded|mailbox (is )?full|verzögert|vorübergehend|postfach (ist )?voll/i;

function looksLikeBounce(mail: ParsedMail, header: HeaderLookup): boolean {
  if (header('x-failed-recipients') !== '') return true;
  const fromDaemon =
    bounceSender.test(mail.from?.value[0]?.address ?? '') || /^\s*<>\s*$/.test(header('return-path'));
  return (
    fromDaemon &&
    (bounceSubject.test(mail.subject ?? '') || /multipart\/report/i.test(header('content-type')))
  );
}

/** Exim, qmail, Exchange before 2013 and others that report in prose. */
function fromWords(mail: ParsedMail, header: HeaderLookup): BounceReport {
  const text = mail.text ?? '';
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
  const reply = /\b([45])\d\d[ -]/.exec(text)?.[1];
  const transient = status
    ? status.startsWith('4')
    : !permanentWords.test(text) && (reply === '4' || transientWords.test(`${mail.subject} ${text}`));
  return {
    recipient: address(header('x-failed-recipients')) ?? address(text.slice(0, 4000)),
    kind: transient ? 'transient' : 'permanent',
    status,
    diagnostic: diagnosticLine(text),
    originalMessageId: originalMessageId(mail),
  };
}

function diagnosticLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const telling =
    lines.find((line) => permanentWords.test(line) || /\b[45]\d\d[ -]/.test(line)) ?? lines[0] ?? '';
  return beginningOf(telling, MAX_DIAGNOSTIC);
}

const address = (text: string): string | null =>
  /[^\s<>;:"'(),]+@[^\s<>;:"'(),]+[^\s<>;:"'(),.]/.exec(text)?.[0].toLowerCase() ?? null;

/** From the headers of the mail that came back: attached, or quoted below the report. */
function originalMessageId(mail: ParsedMail): string | null {
  const returned = mail.attachments.find(({ contentType }) =>
    /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType),
  );
  const text = returned ? returned.content.toString('utf8') : (mail.text ?? '');
  const found = /^\s*Message-ID:\s*(<[^<>\s]+>)/im.exec(
    text.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' '),
  )?.[1];
  return found ?? mail.inReplyTo ?? null;
}
