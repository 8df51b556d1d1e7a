import { beforeEach, expect, it } from 'vitest';
import { DAY } from '../../ground/clock.ts';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import type { TaskWrite } from '../../hubspot/types.ts';
import { MailEntity } from '../../mail/mail-entity.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { LeadEvent } from '../deciding/events.ts';
import { createApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { lead, reply, TUESDAY, noCampaigns } from '../test-leads.ts';
import { createRemindOwners, portalsAtRisk } from './remind-owners.ts';

const { portalId, contactId } = lead();
const entities = [LeadEntity, LeadAddressEntity, LeadLineEntity, MailEntity];

describeOnBothDatabases('a lead that nobody picks up', entities, (open) => {
  let database: TestDatabase;
  let now: number;
  let tasks: TaskWrite[];
  /** Keys of tasks that somebody completed in HubSpot. */
  let completed: Set<string>;
  let connected: boolean;
  let statuses: number;

  const clock = { now: () => now };
  const settings = { get: async () => portalSettingsSchema.parse({}) } as never;
  const apply = () =>
    createApplyEvent({
      clock,
      activity: { record: async () => undefined, showTo: async () => undefined } as never,
      assistants: { find: async () => ({ name: 'Tara', brochureUrl: null, mostActive: null }) } as never,
      settings,
      readingTimes: async () => [],
      campaigns: noCampaigns,
      carryOut: async (_tx, _lead, effect) => void (effect.do === 'write-status' && (statuses += 1)),
    });
  const remind = () =>
    createRemindOwners({
      database,
      clock,
      settings,
      applyEvent: apply(),
      outbox: {
        createTask: async (_tx, task) => void tasks.push(task),
        createdAs: async (_portal, keys) => new Map(keys.map((key) => [key, `id of ${key}`])),
      },
      hubspot: {
        portals: {
          find: async () => ({ status: connected ? 'connected' : 'disconnected' }),
          get: async () => ({ timeZone: 'Europe/Berlin' }),
        },
        owners: {
          byId: async (_portal: unknown, id: string) => ({
            ownerId: id,
            firstName: 'Rae',
            email: '',
            archived: false,
          }),
        },
        tasks: {
          completed: async (_portal: unknown, ids: readonly string[]) =>
            new Set(ids.filter((id) => completed.has(id.slice('id of '.length)))),
        },
      } as never,
    })(portalId);
  const tell = (event: LeadEvent) =>
    database.transaction((tx) => apply()(tx, { portalId, contactId, at: now, trigger: '' }, event));
  const stored = () => database.manager.findOneByOrFail(LeadEntity, { portalId, contactId });
  const pass = async (days: number): Promise<void> => {
    now += days * DAY;
    await remind();
  };

  beforeEach(async () => {
    database = await open();
    [now, tasks, completed, connected, statuses] = [TUESDAY, [], new Set(), true, 0];
    await database.manager.insert(LeadEntity, lead({ stage: 'handing_back', state: 'Hot', wakeAt: null }));
    await tell({ type: 'handed-back', to: lead().priorOwnerId, toName: 'Rae Rep' });
  });

  it('reminds the owner every two days, five times, and then is at risk', async () => {
    await pass(1);
    expect(tasks).toEqual([]);
    for (let day = 1; day <= 16; day += 1) await pass(1);
    expect(tasks.map(({ subject }) => subject)).toEqual(
      [1, 2, 3, 4, 5].map((count) => `Reminder ${count} of 5: call Ada Lovelace`),
    );
    expect(new Set(tasks.map(({ key }) => key)).size).toBe(5);
    expect(tasks[0]).toMatchObject({ ownerId: '100', priority: 'HIGH' });
    expect(await stored()).toMatchObject({ state: 'LeadAtRisk', riskAt: null, pickedUpAt: null });
    expect(statuses).toBe(1);
  });

  it('tells each due time once, however many look at once, and none twice after a leap of the clock', async () => {
    now += 40 * DAY;
    expect(await portalsAtRisk({ database, clock })).toEqual([portalId]);
    await Promise.all([remind(), remind(), remind()]);
    expect(tasks).toHaveLength(1);
    now -= 40 * DAY;
    await remind();
    expect(tasks).toHaveLength(1);
    expect(await portalsAtRisk({ database, clock })).toEqual([]);
  });

  it('ends when a task about it is completed in HubSpot', async () => {
    await pass(2);
    expect(tasks).toHaveLength(1);
    completed.add(tasks[0]?.key ?? '');
    await pass(2);
    expect(tasks).toHaveLength(1);
    expect(await stored()).toMatchObject({ state: 'Hot', riskAt: null, pickedUpAt: now });
  });

  it('ends when a person says so; at risk, it is Hot again', async () => {
    for (let count = 0; count < 6; count += 1) await pass(2);
    expect((await stored()).state).toBe('LeadAtRisk');
    await tell({ type: 'picked-up', by: 'Rae Rep' });
    expect(await stored()).toMatchObject({ state: 'Hot', pickedUpAt: now, risk: null });
    await pass(20);
    expect(tasks).toHaveLength(5);
  });

  it('begins anew with a new answer: an old task that is done says nothing of it', async () => {
    await tell({ type: 'picked-up', by: 'Rae Rep' });
    completed.add('501-1-task');
    now += DAY;
    await tell({ type: 'replied', reply: reply('SeekingMoreInfo'), text: 'And?', at: now, about: null });
    expect((await stored()).risk).toMatchObject({ count: 0, since: now });
    await pass(2);
    expect(tasks).toHaveLength(1);
  });

  it('waits while the account is not connected', async () => {
    connected = false;
    await pass(3);
    expect(tasks).toEqual([]);
    connected = true;
    await remind();
    expect(tasks).toHaveLength(1);
  });
});
