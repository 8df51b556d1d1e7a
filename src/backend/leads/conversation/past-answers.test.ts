import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { assistantId, contactId, portalId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { lead } from '../test-leads.ts';
import { createPastAnswers } from './past-answers.ts';

const [PORTAL, OTHER] = [portalId(4242), portalId(4343)];
const ADA = contactId(501);

const mail = (mailId: string, change: Partial<Mail> = {}): Mail => ({
  portalId: PORTAL,
  mailId,
  contactId: ADA,
  assistantId: assistantId('tara'),
  direction: 'in',
  kind: 'reply',
  round: 1,
  step: 1,
  state: 'received',
  at: 10,
  leasedUntil: 0,
  attempts: 0,
  messageId: `<${mailId}@customer.example.com>`,
  inReplyTo: null,
  fromAddress: 'ada@customer.example.com',
  toAddress: 'tara@acme.example.com',
  subject: 'Re: Hello',
  text: mailId,
  replyClass: 'Other',
  form: 'person',
  error: null,
  ...change,
});
const out = { direction: 'out', state: 'sent', replyClass: null, form: null } as const;

describeOnBothDatabases('past answers', [LeadEntity, MailEntity], (open) => {
  it('are those that came, with their words, the newest first, as they came', async () => {
    const database = await open();
    await database.manager.insert(LeadEntity, [lead(), lead({ portalId: OTHER })]);
    await database.manager.insert(MailEntity, [
      mail('sent', { ...out, at: 5, text: 'Hello. Shall I send you the summary?' }),
      mail('later', { ...out, at: 15, text: 'What about Tuesday?' }),
      mail('old', { at: 10 }),
      mail('new', { at: 20, replyClass: 'AgreedToMeet' }),
      mail('program', { at: 12, form: 'program', replyClass: 'Retired' }),
      mail('receipt', { at: 11, form: 'certain' }),
      mail('before forms were kept', { at: 9, form: null, replyClass: 'OutOfOffice' }),
      mail('bounce', { replyClass: 'Bounce' }),
      mail('erased', { text: '' }),
      mail('of nobody', { contactId: contactId(999) }),
      mail('elsewhere', { portalId: OTHER }),
    ]);
    const past = await createPastAnswers(database).latest(PORTAL, 50);
    expect(
      past.map(({ text, before, autoSubmitted, certain }) => [text, before, autoSubmitted, certain]),
    ).toEqual([
      ['new', 'AgreedToMeet', false, false],
      ['program', 'Retired', true, false],
      ['receipt', 'Other', false, true],
      ['old', 'Other', false, false],
      ['before forms were kept', 'OutOfOffice', true, false],
    ]);
    expect(past[0]).toMatchObject({
      contactName: 'Ada Lovelace',
      timeZone: 'Europe/Berlin',
      subject: 'Re: Hello',
    });
    expect(await past[0]?.question()).toBe('What about Tuesday?');
    expect(await past[3]?.question()).toBe('Shall I send you the summary?');
    expect(await createPastAnswers(database).latest(PORTAL, 1)).toHaveLength(1);
    const ids = ['old', 'new', 'gone', 'bounce', 'erased', 'elsewhere'];
    const found = await createPastAnswers(database).these(PORTAL, ids);
    expect(found.map(({ mailId }) => mailId).sort()).toEqual(['new', 'old']);
  });
});
