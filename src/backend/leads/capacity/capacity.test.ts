import { beforeEach, expect, it } from 'vitest';
import type { Assistant } from '../../assistants/assistants.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { assigned, lead, TUESDAY, noCampaigns } from '../test-leads.ts';
import { createStartQueued } from './start-queued.ts';

const { portalId, assistantId } = lead();
const entities = [LeadEntity, LeadAddressEntity, LeadLineEntity, MailEntity];

describeOnBothDatabases('an assistant that may follow up two contacts at once', entities, (open) => {
  let database: TestDatabase;
  let now: number;
  let connected: boolean;
  let tara: Assistant;

  const assistants = { find: async () => tara } as never;
  const apply = () =>
    createApplyEvent({
      clock: { now: () => now },
      activity: { record: async () => undefined, showTo: async () => undefined } as never,
      assistants,
      settings: { get: async () => portalSettingsSchema.parse({}) } as never,
      readingTimes: async () => [],
      campaigns: noCampaigns,
      carryOut: async () => undefined,
    });
  const tell = (id: number, event: LeadEvent) =>
    database.transaction((tx) =>
      apply()(tx, { portalId, contactId: contactId(id), at: now, trigger: '' }, event),
    );
  const handOver = async (id: number) => {
    now += 1_000;
    const facts = { ...assigned().facts, email: `${id}@customer.example.com` };
    await tell(id, assigned({ facts }));
  };
  const start = () =>
    createStartQueued({
      database,
      assistants,
      hubspot: {
        portals: { find: async () => ({ status: connected ? 'connected' : 'disconnected' }) },
      } as never,
      applyEvent: apply(),
      clock: { now: () => now },
    })();
  const waiting = async (): Promise<ContactId[]> => {
    const found = await database.manager.findBy(LeadEntity, { portalId, stage: 'queued', state: 'New' });
    return found.map((one) => one.contactId).sort();
  };

  beforeEach(async () => {
    database = await open();
    [now, connected] = [TUESDAY, true];
    tara = { portalId, assistantId, name: 'Tara', brochureUrl: null, mostActive: 2 } as Assistant;
    for (const id of [1, 2, 3, 4]) await handOver(id);
  });

  it('lets the others wait as New, without an email planned', async () => {
    expect(await waiting()).toEqual(['3', '4']);
    const third = await database.manager.findOneByOrFail(LeadEntity, { portalId, contactId: contactId(3) });
    expect(third).toMatchObject({ wakeAt: null, stage: 'queued' });
    expect(await start()).toBe(0);
  });

  it('starts the one that came first when a place is free, once, however many look at once', async () => {
    await tell(1, { type: 'stop-asked', by: 'Rae Rep' });
    await handOver(5);
    const started = await Promise.all([start(), start(), start()]);
    expect(started.reduce((all, one) => all + one, 0)).toBe(1);
    expect(await waiting()).toEqual(['4', '5']);
    const third = await database.manager.findOneByOrFail(LeadEntity, { portalId, contactId: contactId(3) });
    expect(third).toMatchObject({ stage: 'nurturing', state: 'Cold' });
    expect(third.wakeAt).toBeGreaterThan(now);
  });

  it('who rests keeps the place; without a limit all start', async () => {
    await tell(1, { type: 'pause-asked', by: 'Rae Rep' });
    expect(await start()).toBe(0);
    tara = { ...tara, mostActive: null };
    expect(await start()).toBe(2);
    expect(await waiting()).toEqual([]);
  });

  it('starts nobody while the account is not connected', async () => {
    await tell(1, { type: 'stop-asked', by: 'Rae Rep' });
    connected = false;
    expect(await start()).toBe(0);
  });

  it('never gives more places than there are, when many are handed over at once', async () => {
    await Promise.all([5, 6, 7, 8].map((id) => tell(id, assigned())));
    expect((await waiting()).length).toBe(6);
  });
});
