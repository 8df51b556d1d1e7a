import { describe, expect, it } from 'vitest';
import { parseIncoming } from './parse.ts';

const mail = (headers: readonly string[], body: string | Buffer) =>
  Buffer.concat([
    Buffer.from(['To: Tara <tara@acme.example.com>', ...headers, '', ''].join('\r\n')),
    typeof body === 'string' ? Buffer.from(body) : body,
  ]);
const ann = 'From: Ann <ann@northwind.example.com>';
const parts = (type: string, ...bodies: string[]) =>
  mail(
    [ann, 'Subject: x', `Content-Type: ${type}; boundary="b"`],
    `${bodies.map((body) => `--b\r\nContent-Type: ${body}\r\n`).join('')}--b--\r\n`,
  );
const calendar = (lines: string) =>
  parts(
    'multipart/alternative',
    'text/plain\r\n\r\n',
    `text/calendar; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\n${lines}\r\nEND:VCALENDAR`,
  );

describe('the form of a mail', () => {
  it.each([
    ['METHOD:REPLY\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@northwind.example.com', 'AgreedToMeet'],
    ['METHOD:REPLY\r\nATTENDEE;CN=Ann;PART\r\n STAT=DECLINED:mailto:ann@northwind.example.com', 'Other'],
    ['METHOD:REPLY\r\nATTENDEE;PARTSTAT=TENTATIVE:mailto:ann@northwind.example.com', 'Other'],
    ['METHOD:COUNTER\r\nATTENDEE:mailto:ann@northwind.example.com', 'AgreedToMeet'],
    ['METHOD:CANCEL', 'Other'],
  ])('reads a calendar answer: %s', async (lines, expected) => {
    const read = await parseIncoming(calendar(lines));
    expect(read).toMatchObject({ certain: { class: expected, silent: false }, autoSubmitted: false });
  });

  it('leaves a no with a comment to its words', async () => {
    const read = await parseIncoming(
      calendar(
        'METHOD:REPLY\r\nATTENDEE;PARTSTAT=DECLINED:mailto:ann@northwind.example.com\r\nCOMMENT:Take me off your list',
      ),
    );
    expect(read).toMatchObject({ certain: null, text: 'Take me off your list' });
  });

  it('reads a complaint, also one that hides the person', async () => {
    const arf = (fields: string) =>
      parts(
        'multipart/report; report-type=feedback-report',
        'text/plain\r\n\r\nSpam?',
        `message/feedback-report\r\n\r\n${fields}`,
        'message/rfc822\r\n\r\nMessage-ID: <baton.1@acme.example.com>\r\nTo: bo@northwind.example.com\r\n\r\nHi',
      );
    expect(await parseIncoming(arf('Feedback-Type: abuse\r\nVersion: 1'))).toMatchObject({
      certain: { class: 'Unsubscribed', silent: false },
      complaint: true,
      about: 'bo@northwind.example.com',
      inReplyTo: '<baton.1@acme.example.com>',
      bounce: null,
    });
    expect(await parseIncoming(arf('Feedback-Type: auth-failure'))).toMatchObject({
      certain: { class: 'Other', silent: true },
      complaint: false,
    });
  });

  it.each([
    ['Read: Our idea', 'Your message was read on Monday, 23 November 2026 09:00.'],
    ['Gelesen: Vorschlag', 'Ihre Nachricht wurde am Montag gelesen.'],
    ['開封済み: ご提案', 'メッセージは 2026年11月23日に開封されました。'],
    ['Recall: Our idea', 'Ann would like to recall the message, "Our idea".'],
  ])('tells the lead nothing of %s', async (subject, text) => {
    const read = await parseIncoming(mail([ann, `Subject: ${subject}`], text));
    expect(read).toMatchObject({ certain: { class: 'Other', silent: true }, autoSubmitted: true });
  });

  it.each([
    'unsubscribe',
    'Re: UNSUBSCRIBE',
    'Abmelden',
    'Désinscription',
    'Darse de baja',
    '配信停止',
    'Unsubscribe me please',
    'unsubscribe:8fk2-11',
  ])('takes the subject %s for a request', async (subject) => {
    const read = await parseIncoming(mail([ann, `Subject: ${subject}`], ''));
    expect(read.certain?.class).toBe('Unsubscribed');
  });

  it.each([
    ['Re: How to unsubscribe customers who left', 'Good question.'],
    ['Read: the attached plan', 'I have a question about the plan you sent. Could you call?'],
    ['Re: Stop the line in Berlin?', 'Yes.'],
  ])('takes %s for a person', async (subject, text) => {
    expect(await parseIncoming(mail([ann, `Subject: ${subject}`], text))).toMatchObject({
      certain: null,
      autoSubmitted: false,
    });
  });

  it('reads a challenge, and mail to many, as no person', async () => {
    const challenge = mail(
      [ann, 'Subject: Please confirm your message'],
      'Your message is on hold. Click https://x.example.com to prove you are a person.',
    );
    expect((await parseIncoming(challenge)).certain?.class).toBe('SupportAutoResponse');
    const news = [ann, 'Subject: News', 'List-Unsubscribe: <https://x.example.com/u>'];
    expect((await parseIncoming(mail(news, 'Buy now'))).certain).toMatchObject({
      class: 'Other',
      silent: true,
    });
    const answer = [...news, 'In-Reply-To: <baton.1@acme.example.com>'];
    expect((await parseIncoming(mail(answer, 'Thursday is fine'))).certain).toBeNull();
  });
});

describe('flowed text', () => {
  it('ends a quoted paragraph where the depth changes, and joins the answer', async () => {
    const body = '> Hello, shall we \r\n> talk on Thursday? \r\nYes, Thursday \r\nsuits me.\r\n';
    const read = await parseIncoming(mail([ann, 'Content-Type: text/plain; format=flowed'], body));
    expect(read.text).toBe('Yes, Thursday suits me.');
    expect(read.fullText).toContain('> Hello, shall we talk on Thursday?');
  });
});
