import { beforeEach, expect, it } from 'vitest';
import { DAY } from '../../ground/clock.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { lead, TUESDAY, noCampaigns } from '../test-leads.ts';
import type { Doubt } from './mail-servers.ts';
import { verifyFirst } from './verify.ts';

const { portalId } = lead();
const entities = [LeadEntity, LeadAddressEntity, LeadLineEntity, MailEntity];

describeOnBothDatabases('a first email to an address that may not exist', entities, (open) => {
  let database: TestDatabase;
  let now: number;
  let doubt: Doubt | null;

  const apply = () =>
    createApplyEvent({
      clock: { now: () => now },
      activity: { record: async () => undefined, showTo: async () => undefined } as never,
      assistants: { find: async () => ({ name: 'Tara', brochureUrl: null, mostActive: null }) } as never,
      settings: { get: async () => portalSettingsSchema.parse({}) } as never,
      readingTimes: async () => [],
      campaigns: noCampaigns,
      carryOut: async () => undefined,
    });
  const stored = (id = 501) =>
    database.manager.findOneByOrFail(LeadEntity, { portalId, contactId: contactId(id) });
  const put = (change: Partial<Lead> = {}) =>
    database.manager.insert(LeadEntity, lead({ wakeAt: null, ...change }));
  const prepare = async (id = 501) =>
    verifyFirst(
      {
        database,
        applyEvent: apply(),
        clock: { now: () => now },
        mailServers: { doubtOf: async () => doubt },
      },
      { step: 0 } as Mail,
      await stored(id),
    );
  const tell = (event: LeadEvent) =>
    database.transaction((tx) =>
      apply()(tx, { portalId, contactId: contactId(501), at: now, trigger: '' }, event),
    );

  beforeEach(async () => {
    database = await open();
    [now, doubt] = [TUESDAY, 'unknown'];
    await put();
  });

  it('waits a day as Pending, says why, and then leaves; the next one keeps twice its distance', async () => {
    expect(await prepare()).toMatchObject({ verdict: 'drop' });
    expect(await stored()).toMatchObject({
      state: 'Pending',
      stage: 'nurturing',
      wakeAt: TUESDAY + DAY,
      held: {
        why: 'unverified',
        text: expect.stringContaining('lovelace.example.com'),
        until: TUESDAY + DAY,
      },
    });
    now += DAY;
    expect(await prepare()).toBeNull();
    await tell({ type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: '' });
    // Four business days instead of two, over a weekend.
    expect((await stored()).wakeAt).toBe(TUESDAY + 7 * DAY);
    now = TUESDAY + 7 * DAY;
    await tell({ type: 'woke' });
    expect(await stored()).toMatchObject({ state: 'Cold', wakeAt: null });
  });

  it('is written to one at a time', async () => {
    for (const id of [502, 503]) await put({ contactId: contactId(id), email: `${id}@x.example.com` });
    for (const id of [501, 502, 503]) await prepare(id);
    const times = await Promise.all([501, 502, 503].map(async (id) => (await stored(id)).wakeAt ?? 0));
    expect(times.map((at) => (at - TUESDAY - DAY) / 3_600_000)).toEqual([0, 1, 2]);
  });

  it('goes back when on another day, too, nobody takes mail there', async () => {
    doubt = 'none';
    await prepare();
    now += DAY;
    expect(await prepare()).toMatchObject({ verdict: 'drop' });
    expect(await stored()).toMatchObject({
      stage: 'handing_back',
      state: 'DeActivated',
      subState: 'invalid_email',
    });
  });

  it('is Cold as soon as it can be verified; an address that had an email is not looked up', async () => {
    await prepare();
    doubt = null;
    expect(await prepare()).toBeNull();
    expect((await stored()).state).toBe('Cold');
    doubt = 'none';
    await database.manager.update(LeadEntity, { portalId }, { step: 1 });
    expect(await prepare()).toBeNull();
  });
});
