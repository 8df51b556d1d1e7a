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
  /** It did not arrive yet, and is tried again. */
  delayed: boolean;
}

const text = z.string().catch('');
const words = z.union([z.string(), z.number()]).transform(String).catch('');
const people = z.array(z.object({ emailAddress: text, status: text, diagnosticCode: text })).catch([]);

const notice = (what: string, one: Omit<Notification, 'what' | 'delayed'>): Notification => ({
  ...one,
  what: meaning(what),
  delayed: DELAYED.test(what),
});

const DELAYED = /defer|delay|temporary|\btransient$/i;

function meaning(event: string): Notification['what'] {
  // A provider's word for mail that answers by itself, though Postmark lists it among the bounces.
  if (/autoresponder|challenge|addresschange|\bsubscribe\b/i.test(event)) return 'nothing';
  if (/complain|spam/i.test(event)) return 'complaint';
  if (/unsubscri|manualsuppression/i.test(event)) return 'unsubscribe';
  return /bounce|fail|drop|defer|delay|reject|out_of_band/i.test(event) ? 'bounce' : 'nothing';
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
      headers: z.array(z.object({ name: text, value: text })).catch([]),
    }),
  })
  .transform(({ notificationType, eventType, bounce, complaint, mail }) => {
    const person = bounce?.bouncedRecipients[0] ?? complaint?.complainedRecipients[0];
    return notice(notificationType || eventType, {
      recipient: orNull(person?.emailAddress ?? mail.destination[0] ?? ''),
      status: orNull(person?.status ?? ''),
      diagnostic:
        person?.diagnosticCode || [bounce?.bounceType, bounce?.bounceSubType].filter(Boolean).join(' '),
      // SES gives mails an id of its own; the one they left with stands in their header.
      messageId: bracketed(
        mail.headers.find(({ name }) => /^message-id$/i.test(name))?.value ??
          mail.commonHeaders?.messageId ??
          '',
      ),
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
    SuppressSending: z.boolean().catch(false),
    SuppressionReason: text,
  })
  .transform((one) =>
    notice(one.SuppressSending ? one.SuppressionReason : `${one.RecordType} ${one.Type}`.trim(), {
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
      severity: text,
      reason: text,
      recipient: text,
      'delivery-status': z.object({ code: words, message: text, description: text }).optional(),
      message: z.object({ headers: z.object({ 'message-id': text, from: text }) }).optional(),
    }),
  })
  .transform(({ 'event-data': one }) => {
    const status = one['delivery-status'];
    return notice(`${one.event} ${one.severity}`.trim(), {
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

/** An event of SparkPost, whatever kind it is. */
const sparkPostEvent = z.object({
  type: z.string(), rcpt_to: text, raw_rcpt_to: text, reason: text, raw_reason: text, error_code: words,
  friendly_from: text,
}); // prettier-ignore

const sparkPost = z
  .array(z.object({ msys: z.record(z.string(), sparkPostEvent) }))
  .min(1)
  .transform(([one], context) => {
    const [event] = Object.values(one?.msys ?? {});
    if (!event) return (context.addIssue({ code: 'custom', message: 'no event' }), z.NEVER);
    return notice(event.type, {
      recipient: orNull(event.rcpt_to || event.raw_rcpt_to),
      status: null,
      diagnostic: event.raw_reason || event.reason || event.error_code,
      messageId: null,
      from: orNull(event.friendly_from),
    });
  });

const sns = z.object({ Type: z.string(), Message: z.string() });
const known = z.union([ses, postmark, mailgun, sendgrid, sparkPost]);

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
