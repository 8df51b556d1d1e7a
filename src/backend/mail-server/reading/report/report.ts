import type { Attachment, ParsedMail } from 'mailparser';
import { beginningOf } from '../../../ground/text.ts';
import type { BounceCause, BounceReport } from '../../types.ts';
import type { HeaderLookup } from '../automatic.ts';
import { readableText } from '../charset/charset.ts';
import type { Notification } from '../machine/notification.ts';
import { causeOfStatus, causeOfWords, kindOf } from './cause.ts';
import { isDeliveryReport, isReturnedMail, isStatusPart, saysDelayed } from './recognise.ts';
import { recipientOf } from './recipient.ts';

const MAX_DIAGNOSTIC = 500;
const MAX_TEXT = 20_000;

/** What one recipient's group of fields says (RFC 3464), wherever it stands. */
interface Fields {
  action: string;
  status: string | null;
  diagnostic: string;
  recipient: string;
}

/** The report in a mail that says that another mail did not arrive, or not yet; null if the mail is none. */
export function readReport(mail: ParsedMail, header: HeaderLookup, fullText: string): BounceReport | null {
  const text = beginningOf(fullText, MAX_TEXT);
  if (!isDeliveryReport(mail, header, text)) return null;
  const part = mail.attachments.find(({ contentType }) => isStatusPart(contentType));
  const fields = readFields(part ? textOf(part) : text);
  // delivered, relayed, expanded: the mail arrived, this is a receipt.
  if (/^(deliver(ed|able)|relayed|expanded)/.test(fields.action)) return null;
  const prose = aboveReturnedMail(text);
  const status = fields.status ?? statusIn(prose);
  const cause = causeOf(fields, status, `${mail.subject ?? ''}\n${prose}`);
  return {
    recipient: recipientOf(mail, header, fields.recipient, prose),
    kind: kindOf(cause),
    cause,
    status,
    diagnostic: beginningOf(
      fields.diagnostic || tellingLine(prose) || `Action: ${fields.action}`,
      MAX_DIAGNOSTIC,
    ),
    originalMessageId: originalMessageId(mail, text),
  };
}

/** What a provider's notification says of a mail that did not arrive; null if it tells of something else. */
export function reportOf(notification: Notification | null): BounceReport | null {
  if (notification?.what !== 'bounce') return null;
  const { recipient, status, diagnostic, messageId, delayed } = notification;
  const cause = delayed ? 'delayed' : causeOfNotification(status, diagnostic);
  return {
    recipient: recipient?.toLowerCase() ?? null,
    kind: kindOf(cause),
    cause,
    status: statusIn(status ?? '') ?? statusIn(diagnostic),
    diagnostic: beginningOf(diagnostic, MAX_DIAGNOSTIC),
    originalMessageId: messageId,
  };
}

function causeOfNotification(status: string | null, diagnostic: string): BounceCause {
  const known = causeOfWords(diagnostic) ?? causeOfStatus(statusIn(status ?? '') ?? statusIn(diagnostic));
  const temporary = /transient|soft|defer|temporar/i.test(diagnostic);
  return known ?? (/^(hard ?bounce|permanent)/i.test(diagnostic) && !temporary ? 'unknown-user' : 'other');
}

/** The first group that failed, else the first one. */
function readFields(content: string): Fields {
  const unfolded = beginningOf(content, MAX_TEXT)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ');
  const groups = unfolded
    .split(/\n{2,}/)
    .filter((group) => /^[ \t>]*(final|original)-recipient\s*:/im.test(group));
  const group =
    groups.find((one) => /^[ \t>]*action\s*:\s*(failed|expired)/im.test(one)) ?? groups[0] ?? unfolded;
  const field = (name: string): string =>
    new RegExp(`^[ \\t>]*${name}[ \\t]*:[ \\t]*(\\S.*)$`, 'im').exec(group)?.[1]?.trim() ?? '';
  return {
    action: field('Action').toLowerCase(),
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(field('Status'))?.[0] ?? null,
    diagnostic: field('Diagnostic-Code'),
    recipient: field('Final-Recipient') || field('Original-Recipient'),
  };
}

function causeOf(fields: Fields, status: string | null, prose: string): BounceCause {
  if (fields.action === 'delayed' || (fields.action === '' && onlyDelayed(prose))) return 'delayed';
  const answer = fields.diagnostic.replace(/^[\w-]{1,40}\s*;/, '') || tellingLines(prose);
  const own = statusIn(answer) ?? status;
  if (own !== null && /^[45]\.1\.[78]$/.test(own)) return 'policy';
  const cause = causeOfWords(answer) ?? causeOfStatus(own) ?? causeOfWords(prose);
  // A name server that could not be asked says nothing of the host.
  if (cause === 'host-unknown' && own?.startsWith('4')) return 'expired';
  return cause ?? (given(fields, own) ? 'expired' : 'other');
}

/** Given up after temporary refusals. */
const given = (fields: Fields, status: string | null): boolean =>
  fields.action === 'expired' ||
  status?.startsWith('4') === true ||
  /^\D{0,12}4\d\d\b/.test(fields.diagnostic);

const failed =
  /permanent|fatal|gave up|giving up|given up|returned|returning|has failed|failed permanently|couldn'?t be delivered\.|no further|expired|endgültig|définitive|definitiv|5\d\d[ -]5\.|失敗しました/i;

/** What will be said if it is given up is not yet so. */
const CONDITIONS = /\b(if|falls|wenn|si|se|als|indien)\b[^.\n]{0,80}/gi;

function onlyDelayed(prose: string): boolean {
  const text = prose.slice(0, 3_000);
  return saysDelayed.test(text) && !failed.test(text.replace(CONDITIONS, ''));
}

const statusIn = (text: string): string | null =>
  /(?:^|[\s#(:-])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;

/** Nothing of the mail that came back is the report's: its words may speak of anything. */
function aboveReturnedMail(text: string): string {
  const cut =
    /^[\s>]*(-{2,}[^\n]{0,80}(original|copy of|returned|undelivered|unsent|headers? of|below this line)[^\n]{0,60}|Received:[ \t]from[^\n]*|Return-Path:[^\n]*|(MIME-Version|X-Mailer|Message-Id):[^\n]*)$/im.exec(
      text,
    );
  const above = cut ? text.slice(0, cut.index) : text;
  return above.trim().length > 40 ? above : text;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, 200)
    .map((line) => line.trim())
    .filter(Boolean);
const answerStart = /(?:^|[\s:<(#'"])[45](?:\d\d[ -]|\.\d{1,3}\.\d{1,3}\b)/;
const isAnswer = (line: string): boolean => answerStart.test(line);

/** What a mail server answered, as far as a report in prose quotes it: it is wrapped over a few lines. */
function tellingLines(text: string): string {
  const lines = linesOf(text);
  const at = lines.findIndex(isAnswer);
  const start = answerStart.exec(lines[at] ?? '')?.index ?? 0;
  const next = lines.findIndex((line, index) => index > at && isAnswer(line) && line.includes('@'));
  return at < 0
    ? ''
    : lines
        .slice(at, Math.min(at + 4, next < 0 ? Infinity : next))
        .join(' ')
        .slice(start);
}

function tellingLine(text: string): string {
  const lines = linesOf(text);
  return lines.find(isAnswer) ?? lines.find((line) => causeOfWords(line) !== null) ?? lines[0] ?? '';
}

const textOf = (part: Attachment): string =>
  readableText(part.content.subarray(0, MAX_TEXT).toString('utf8'));

/** From the headers of the mail that came back: attached, or quoted below the report. */
function originalMessageId(mail: ParsedMail, text: string): string | null {
  const returned = mail.attachments.find(({ contentType }) => isReturnedMail(contentType));
  const headers = (returned ? textOf(returned) : text).replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
  return (
    /^[\s>]*(?:X-)?(?:Original-)?Message-ID:\s*(<[^<>\s]+>)/im.exec(headers)?.[1] ?? mail.inReplyTo ?? null
  );
}
