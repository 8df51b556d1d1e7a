import { z } from 'zod';

/** What a mail provider's notification tells of one mail. */
export interface Notification {
  what: 'bounce' | 'complaint' | 'unsubscribe' | 'nothing';
  recipient: string | null;
  status: string | null;
  diagnostic: string;
  /** With angle brackets. */
  messageId: string | null;
  /** The address that had sent the mail. */
  from: string | null;
}

const text = z.string().catch('');
const words = z.union([z.string(), z.number()]).transform(String).catch('');
const people = z.array(z.object({ emailAddress: text, status: text, diagnosticCode: text })).catch([]);

const notice = (what: string, one: Omit<Notification, 'what'>): Notification => ({
  ...one,
  what: meaning(what),
});

function meaning(event: string): Notification['what'] {
  if (/complain|spam/i.test(event)) return 'complaint';
  if (/unsubscri|subscriptionchange/i.test(event)) return 'unsubscribe';
  return /bounce|fail|drop|defer/i.test(event) ? 'bounce' : 'nothing';
}

const orNull = (value: string): string | null => (value === '' ? null : value);
const bracketed = (id: string): string | null => (id === '' ? null : `<${id.replace(/^<|>$/g, '')}>`);

/** Amazon SES, by itself or in the envelope of SNS. */
const ses = z
  .object({
    notificationType: text,
    eventType: text,
    bounce: z.object({ bounceType: text, bounceSubType: text, bouncedRecipients: people }).optional(),
    complaint: z.object({ complainedRecipients: people }).optional(),
    mail: z.object({
      source: text,
      destination: z.array(text).catch([]),
      commonHeaders: z.object({ messageId: text }).optional(),
    }),
  })
  .transform(({ notificationType, eventType, bounce, complaint, mail }) => {
    const person = bounce?.bouncedRecipients[0] ?? complaint?.complainedRecipients[0];
    return notice(notificationType || eventType, {
      recipient: orNull(person?.emailAddress ?? mail.destination[0] ?? ''),
      status: orNull(person?.status ?? ''),
      diagnostic:
        person?.diagnosticCode || [bounce?.bounceType, bounce?.bounceSubType].filter(Boolean).join(' '),
      messageId: bracketed(mail.commonHeaders?.messageId ?? ''),
      from: orNull(mail.source),
    });
  });

const postmark = z
  .object({
    RecordType: z.string(),
    Type: text,
    Email: text,
    Recipient: text,
    Description: text,
    Details: text,
    From: text,
  })
  .transform((one) =>
    notice(/spam/i.test(one.Type) ? one.Type : one.RecordType, {
      recipient: orNull(one.Email || one.Recipient),
      status: null,
      diagnostic: `${one.Type}: ${one.Details || one.Description}`,
      messageId: null,
      from: orNull(one.From),
    }),
  );

const mailgun = z
  .object({
    'event-data': z.object({
      event: z.string(),
      reason: text,
      recipient: text,
      'delivery-status': z.object({ code: words, message: text, description: text }).optional(),
      message: z.object({ headers: z.object({ 'message-id': text, from: text }) }).optional(),
    }),
  })
  .transform(({ 'event-data': one }) => {
    const status = one['delivery-status'];
    return notice(one.event, {
      recipient: orNull(one.recipient),
      status: null,
      diagnostic: `${status?.code ?? ''} ${status?.message || status?.description || one.reason}`.trim(),
      messageId: bracketed(one.message?.headers['message-id'] ?? ''),
      from: orNull(one.message?.headers.from ?? ''),
    });
  });

const sendgrid = z
  .array(
    z.object({ event: z.string(), email: text, reason: text, response: text, status: text, 'smtp-id': text }),
  )
  .min(1)
  .transform(([one]) =>
    notice(one?.event ?? '', {
      recipient: orNull(one?.email ?? ''),
      status: orNull(one?.status ?? ''),
      diagnostic: one?.reason || (one?.response ?? ''),
      messageId: bracketed(one?.['smtp-id'] ?? ''),
      from: null,
    }),
  );

const sns = z.object({ Type: z.string(), Message: z.string() });
const known = z.union([ses, postmark, mailgun, sendgrid]);

/** The notification that a text begins with; null if it begins with none that is known. */
export function readNotification(content: string): Notification | null {
  const data = jsonAtStart(content.trim());
  const envelope = sns.safeParse(data);
  const inner = envelope.success ? jsonAtStart(envelope.data.Message) : data;
  const notification = known.safeParse(inner);
  return notification.success ? notification.data : null;
}

/** SNS appends how to unsubscribe below an empty line. */
function jsonAtStart(content: string): unknown {
  if (!/^[[{]/.test(content)) return undefined;
  // Old mail servers break a long line with an exclamation mark.
  const whole = content.replace(/!\r?\n /g, '');
  for (const candidate of [
    whole,
    whole.split(/\r?\n\s*\r?\n--/)[0] ?? '',
    whole.split(/\r?\n\r?\n/)[0] ?? '',
  ]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      // Not only JSON: the next, shorter one.
    }
  }
  return undefined;
}
