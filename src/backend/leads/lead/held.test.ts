import { expect, it } from 'vitest';
import { LeadEntity } from './lead-entity.ts';
import { createApplyEvent } from './apply.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import { assigned, lead, noCampaigns, reply } from '../test-leads.ts';

/** Wednesday 3 October 2029, 10:00 in Berlin. */
const UNITY_DAY = Date.UTC(2029, 9, 3, 8);
const { portalId, contactId } = lead();
const entities = [LeadEntity, LeadAddressEntity, LeadLineEntity, MailEntity];

describeOnBothDatabases('why the next email waits', entities, (open) => {
  const start = async () => {
    const database = await open();
    let now = UNITY_DAY;
    const apply = createApplyEvent({
      readingTimes: async () => [],
      campaigns: noCampaigns,
      clock: { now: () => now },
      activity: { record: async () => undefined, showTo: async () => undefined } as never,
      assistants: { find: async () => ({ name: 'Tara', brochureUrl: null, mostActive: null }) } as never,
      settings: { get: async () => portalSettingsSchema.parse({}) } as never,
      carryOut: async () => undefined,
    });
    return (at: number, event: LeadEvent) => {
      now = at;
      const occurrence = { portalId, contactId, at, trigger: '' };
      return database.transaction(async (tx) => (await apply(tx, occurrence, event)).lead);
    };
  };

  it('is a holiday between the hand-over and the first email', async () => {
    const tell = await start();
    const told = await tell(UNITY_DAY, assigned());
    expect(told?.held).toEqual({
      why: 'holiday',
      text: 'Wednesday 3 October is a public holiday in Germany (Tag der Deutschen Einheit).',
      until: told?.wakeAt,
    });
    expect(new Date(told?.wakeAt ?? 0).toISOString()).toBe('2029-10-04T07:00:00.000Z');
  });

  it('is what the mailbox says, until another moment is planned', async () => {
    const tell = await start();
    const monday = Date.UTC(2029, 9, 8, 8);
    expect((await tell(monday, assigned()))?.held).toBeNull();
    const until = monday + 86_400_000;
    const held = { why: 'daily-cap', text: 'Tara’s mailbox reached today’s 80 emails.', until } as const;
    expect((await tell(monday, { type: 'mail-held', step: 0, ...held }))?.held).toEqual(held);
    const sent = { type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: '' } as const;
    expect((await tell(until, sent))?.held).toBeNull();
  });

  it('stays what keeps it paused when the contact is away meanwhile, and is over with the pause', async () => {
    const tell = await start();
    const monday = Date.UTC(2029, 9, 8, 8);
    await tell(monday, assigned());
    await tell(monday, { type: 'campaign-paused', why: 'The campaign “Spring” is paused.' });
    const away = await tell(monday, {
      type: 'replied',
      reply: reply('OutOfOffice', { date: '2029-10-22' }),
      text: 'I am away until 22 October.',
      at: monday,
      about: null,
    });
    expect(away).toMatchObject({ stage: 'paused', held: { why: 'campaign', until: away?.wakeAt } });
    const resumed = await tell(monday, { type: 'campaign-resumed', why: 'It goes on.' });
    expect(resumed).toMatchObject({ stage: 'nurturing', held: null });
    await tell(monday, { type: 'campaign-paused', why: 'The campaign “Spring” is paused.' });
    expect((await tell(monday, { type: 'resume-asked', by: 'Rae Rep' }))?.held).toBeNull();
    expect((await tell(monday, { type: 'pause-asked', by: 'Rae Rep' }))?.held).toBeNull();
  });

  it('is of no concern where another step is due by now', async () => {
    const tell = await start();
    await tell(UNITY_DAY, assigned());
    const late = { type: 'mail-held', step: 2, why: 'hours', text: '', until: 1 } as const;
    expect((await tell(UNITY_DAY, late))?.wakeAt).not.toBe(1);
  });
});
