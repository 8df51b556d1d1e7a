import { describe, expect, it, vi } from 'vitest';
import { parseIncoming } from '../mail-server/reading/parse.ts';
import { classifyReply } from './classify.ts';
import { tellsNothing, understand } from './understand.ts';

const when = { receivedAt: Date.UTC(2026, 10, 23, 9), timeZone: 'Europe/Berlin', question: '' };
const mail = (headers: readonly string[], body: string): Buffer =>
  Buffer.from(
    ['From: ann@northwind.example.com', 'To: tara@acme.example.com', ...headers, '', body].join('\r\n'),
  );
const report = (status: string, action = 'failed', said = 'user unknown'): Buffer =>
  mail(
    ['Subject: Undelivered', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    `--b\r\nContent-Type: text/plain\r\n\r\nThursday at 3 pm works for me.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; ann@northwind.example.com\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status} ${said}\r\n--b--`,
  );
const calendar = (status: string, words: string): Buffer =>
  mail(
    ['Subject: Idea', 'Content-Type: multipart/alternative; boundary=b'],
    `--b\r\nContent-Type: text/plain\r\n\r\n${words}\r\n--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nATTENDEE;PARTSTAT=${status}:mailto:ann@northwind.example.com\r\nEND:VCALENDAR\r\n--b--`,
  );

describe('what a mail means', () => {
  it.each([
    ['a report, whatever it says', report('5.1.1'), 'Bounce'],
    ['a full mailbox', report('5.2.2', 'failed', 'mailbox full'), 'SoftBounce'],
    ['a delay', report('4.4.1', 'delayed', 'timed out'), 'SoftBounce'],
    ['a click on yes', calendar('ACCEPTED', ''), 'AgreedToMeet'],
    ['a click on no', calendar('DECLINED', ''), 'Other'],
    ['a subject that asks for an end', mail(['Subject: Unsubscribe'], 'Thursday works.'), 'Unsubscribed'],
    ['a receipt', mail(['Subject: Read: Idea'], 'Your mail was read on Monday. Yes!'), 'Other'],
  ])('is what its form says: %s', async (_what, raw, expected) => {
    const read = understand(await parseIncoming(raw), when);
    expect(read).toMatchObject({
      class: expected,
      confidence: 1,
      doubtful: false,
      secondary: [],
      legal: false,
      date: null,
    });
    expect(read.evidence).not.toBe('');
  });

  it('is what its form says, also if a model says something else of the words', async () => {
    const other = vi.fn(classifyReply).mockImplementation((reply) => ({
      ...classifyReply(reply),
      class: 'AgreedToMeet',
      doubtful: true,
    }));
    const read = understand(await parseIncoming(report('5.1.1')), when, other);
    expect(read).toMatchObject({ class: 'Bounce', doubtful: false });
  });

  it('is what the words say that a person wrote with a no', async () => {
    const read = understand(await parseIncoming(calendar('DECLINED', 'Please take me off your list.')), when);
    expect(read.class).toBe('Unsubscribed');
  });

  it('is nothing where a delay or a receipt tells of no answer', async () => {
    const delayed = await parseIncoming(report('4.4.1', 'delayed', 'timed out'));
    expect(tellsNothing(delayed)).toBe(true);
    expect(tellsNothing(await parseIncoming(report('5.1.1')))).toBe(false);
    expect(tellsNothing(await parseIncoming(mail(['Subject: Re: Idea'], 'Thanks')))).toBe(false);
  });
});
