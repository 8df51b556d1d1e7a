import { describe, expect, it } from 'vitest';
import { parseIncoming } from '../parse.ts';

const read = (data: unknown) => parseIncoming(Buffer.from(JSON.stringify(data)));
const RECIPIENT = 'bo@northwind.example.com';
const ID = '<baton.1@acme.example.com>';

/** Of each provider, what it posts and what of it is certain. */
const ses = (kind: string, rest: object) => ({
  notificationType: kind,
  mail: {
    source: 'tara@acme.example.com',
    messageId: '0102018f-own',
    destination: [RECIPIENT],
    headers: [{ name: 'Message-ID', value: ID }],
  },
  ...rest,
});
const person = { emailAddress: RECIPIENT, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
const sendGrid = (event: string, rest: object = {}) => [{ event, email: RECIPIENT, 'smtp-id': ID, ...rest }];
const sparkPost = (kind: string, type: string, rest: object = {}) => [
  { msys: { [kind]: { type, rcpt_to: RECIPIENT, friendly_from: 'tara@acme.example.com', ...rest } } },
];
const postmark = (RecordType: string, Type: string, rest: object = {}) => ({
  RecordType, Type, Email: RECIPIENT, From: 'tara@acme.example.com', ...rest,
}); // prettier-ignore
const mailgun = (event: string, rest: object = {}) => ({
  'event-data': {
    event,
    recipient: RECIPIENT,
    message: { headers: { 'message-id': ID.slice(1, -1) } },
    ...rest,
  },
});

describe('notifications of mail providers', () => {
  it.each([
    ['SES', ses('Bounce', { bounce: { bounceType: 'Permanent', bouncedRecipients: [person] } }), 'Bounce'],
    ['SES', ses('Complaint', { complaint: { complainedRecipients: [person] } }), 'Unsubscribed'],
    ['SES', ses('DeliveryDelay', {}), 'SoftBounce'],
    ['SNS', { Type: 'Notification', Message: JSON.stringify(ses('Delivery', {})) }, 'Other'],
    ['SendGrid', sendGrid('bounce', { reason: '552 mailbox full' }), 'SoftBounce'],
    ['SendGrid', sendGrid('bounce', { reason: '550 5.1.1 user unknown', status: '5.1.1' }), 'Bounce'],
    ['SendGrid', sendGrid('deferred', { response: '452 mailbox full' }), 'SoftBounce'],
    ['SendGrid', sendGrid('spamreport'), 'Unsubscribed'],
    ['SendGrid', sendGrid('group_unsubscribe'), 'Unsubscribed'],
    ['SparkPost', sparkPost('message_event', 'bounce', { raw_reason: '550 5.1.1 user unknown' }), 'Bounce'],
    ['SparkPost', sparkPost('message_event', 'delay', { raw_reason: '450 greylisted' }), 'SoftBounce'],
    ['SparkPost', sparkPost('message_event', 'spam_complaint'), 'Unsubscribed'],
    ['SparkPost', sparkPost('unsubscribe_event', 'list_unsubscribe'), 'Unsubscribed'],
    ['Postmark', postmark('Bounce', 'HardBounce'), 'Bounce'],
    ['Postmark', postmark('Bounce', 'Transient', { Details: '452 4.2.2 mailbox full' }), 'SoftBounce'],
    ['Postmark', postmark('Bounce', 'AutoResponder'), 'Other'],
    ['Postmark', postmark('SpamComplaint', ''), 'Unsubscribed'],
    [
      'Postmark',
      postmark('SubscriptionChange', '', { SuppressSending: true, SuppressionReason: 'ManualSuppression' }),
      'Unsubscribed',
    ],
    ['Mailgun', mailgun('complained'), 'Unsubscribed'],
    ['Mailgun', mailgun('failed', { severity: 'temporary', 'delivery-status': { code: 452 } }), 'SoftBounce'],
    [
      'Mailgun',
      mailgun('failed', { severity: 'permanent', 'delivery-status': { code: 550, message: 'user unknown' } }),
      'Bounce',
    ],
  ])('of %s are read as they are posted: %j', async (_provider, data, expected) => {
    expect(await read(data)).toMatchObject({
      certain: { class: expected },
      about: RECIPIENT,
      autoSubmitted: true,
      posted: true,
    });
  });

  it.each([
    ['SES', ses('Bounce', { bounce: { bounceType: 'Permanent', bouncedRecipients: [person] } })],
    ['SendGrid', sendGrid('bounce', { reason: '550 user unknown' })],
    ['Mailgun', mailgun('failed', { severity: 'permanent' })],
  ])('of %s name the mail by the id that it left with', async (_provider, data) => {
    expect((await read(data)).bounce?.originalMessageId).toBe(ID);
  });

  it('name the assistant where they say who had sent', async () => {
    const events = [
      ses('Complaint', {}),
      postmark('Bounce', 'HardBounce'),
      sparkPost('message_event', 'bounce'),
    ];
    for (const event of events) expect((await read(event)).recipients).toContain('tara@acme.example.com');
  });
});
