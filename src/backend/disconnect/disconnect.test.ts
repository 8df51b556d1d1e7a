import { afterEach, beforeEach, expect, it } from 'vitest';
import { ActivityEntity } from '../activity/activity-entity.ts';
import { createActivity } from '../activity/activity.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import { jobEntities } from '../jobs/job-entity.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { registerQueues } from '../jobs/register-queues.ts';
import { createTestJobs, MovableClock, testRandom } from '../jobs/test-jobs.ts';
import { createApplyEvent } from '../leads/lead/apply.ts';
import { createHandBackAll } from '../leads/hand-back/hand-back-all.ts';
import { LeadLineEntity } from '../leads/list/line-entity.ts';
import { LeadEntity } from '../leads/lead/lead-entity.ts';
import type { Stage } from '../leads/deciding/states.ts';
import { createLeads } from '../leads/leads.ts';
import { lead, noCampaigns } from '../leads/test-leads.ts';
import { createLogger } from '../ground/logger.ts';
import { SettingsEntity } from '../settings/settings-entity.ts';
import { createSettings } from '../settings/settings.ts';
import { createDisconnect } from './disconnect.ts';
import type { Disconnect } from './disconnect.ts';

const PORTAL = portalId(4242);
const OTHER = portalId(4343);
const entities = [...jobEntities, LeadEntity, LeadLineEntity, ActivityEntity, SettingsEntity] as never[];

/** Everything of HubSpot that leaving an account depends on. */
const newHubSpot = () => ({
  connected: true,
  waiting: 0,
  refused: new Set<string>(),
  left: [] as string[],
});

describeOnBothDatabases('leaving an account', entities, (open) => {
  let database: TestDatabase;
  let clock: MovableClock;
  let hubspot: ReturnType<typeof newHubSpot>;
  let disconnect: Disconnect;
  let jobs: Jobs;

  beforeEach(async () => {
    database = await open();
    clock = new MovableClock();
    hubspot = newHubSpot();
    await startProcess();
  });
  afterEach(() => jobs.stop());

  /** What a process of Baton builds at its start. */
  async function startProcess(): Promise<void> {
    jobs = await createTestJobs(database, clock);
    const settings = createSettings({ database });
    const applyEvent = createApplyEvent({
      readingTimes: async () => [],
      campaigns: noCampaigns,
      clock,
      settings,
      activity: createActivity({ database, random: testRandom }),
      assistants: { find: async () => undefined } as never,
      carryOut: async () => undefined,
    });
    // Nothing of the leads but their counts is asked for here.
    const leads = createLeads({ database, applyEvent, clock } as never);
    disconnect = createDisconnect({
      database,
      jobs,
      settings,
      leads,
      clock,
      logger: createLogger('silent'),
      handBackAll: createHandBackAll({ database, applyEvent, clock }),
      portals: {
        find: async () => ({ status: hubspot.connected ? 'connected' : 'disconnected' }) as never,
      },
      outbox: {
        pending: async (_portal, id) => ({
          waiting: 0,
          failed: hubspot.refused.has(id)
            ? [
                {
                  kind: 'contact',
                  key: 'hubspot_owner_id',
                  error: { code: 'HUBSPOT_VALIDATION', message: '' },
                },
              ]
            : [],
        }),
        waiting: async () => hubspot.waiting,
      },
      uninstall: {
        run: async (_portal, reason) => {
          hubspot.left.push(reason);
          hubspot.connected = false;
        },
      },
    });
    registerQueues(jobs, disconnect.queues);
    await jobs.start();
  }

  async function insertLeads(stages: readonly Stage[], portal = PORTAL): Promise<void> {
    const rows = stages.map((stage, index) =>
      lead({ portalId: portal, contactId: contactId(1_000 + index), stage }),
    );
    for (let start = 0; start < rows.length; start += 250)
      await database.manager.insert(LeadEntity, rows.slice(start, start + 250));
  }

  const count = (stage: Stage, portal = PORTAL) =>
    database.manager.countBy(LeadEntity, { portalId: portal, stage });
  /** As the owner's write in HubSpot does. */
  const close = async (ids?: string[]): Promise<void> => {
    const query = database.manager.createQueryBuilder().update(LeadEntity).set({ stage: 'closed' });
    query.where('portal_id = :portal', { portal: PORTAL });
    if (ids) query.andWhere('contact_id IN (:...ids)', { ids });
    await query.execute();
  };
  /** Lets the job look again, and again until it has seen `done`. */
  const eventually = async (what: string, done: () => Promise<boolean>): Promise<void> => {
    // A busy machine may take most of a minute for what takes five seconds on a calm one.
    for (let turn = 0; turn < 2_400; turn += 1) {
      if (await done()) return;
      clock.offsetMs += 3 * SECOND;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`never: ${what}`);
  };
  /** Time in which a job that is wrong would have done its wrong. */
  const looksTwice = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) {
      clock.offsetMs += 3 * SECOND;
      await new Promise((resolve) => setTimeout(resolve, database.kind === 'sqlite' ? 40 : 150));
    }
  };

  it('hands 1,000 contacts back by the transition table before the app is uninstalled', async () => {
    const stages = (['queued', 'nurturing', 'paused', 'nurturing'] as const).flatMap((stage) =>
      Array.from({ length: 250 }, () => stage),
    );
    await insertLeads(stages);
    await insertLeads(['nurturing', 'paused'], OTHER);
    await disconnect.ask(PORTAL, 'Ada Admin');
    expect(await disconnect.progress(PORTAL)).toEqual({ remaining: 1_000 });
    await eventually('all are asked for', async () => (await count('handing_back')) === 1_000);
    expect(
      await database.manager.countBy(ActivityEntity, { portalId: PORTAL, rule: 'hand-back-asked' }),
    ).toBe(1_000);
    const [entry] = await database.manager.find(ActivityEntity, { take: 1 });
    expect(entry).toMatchObject({
      title: 'Ada Admin asked for the contact back',
      trigger: 'Baton is being disconnected',
    });
    await looksTwice();
    expect(hubspot.left).toEqual([]);

    await close(Array.from({ length: 999 }, (_, index) => String(1_000 + index)));
    expect(await disconnect.progress(PORTAL)).toEqual({ remaining: 1 });
    hubspot.waiting = 1;
    await close();
    await looksTwice();
    expect(hubspot.left).toEqual([]);
    hubspot.waiting = 0;
    await eventually('the app is uninstalled', async () => hubspot.left.length > 0);
    expect(hubspot.left).toEqual(['Ada Admin disconnected Baton. Every contact was handed back.']);
    expect(await disconnect.progress(PORTAL)).toBeNull();
    expect([await count('nurturing', OTHER), await count('paused', OTHER)]).toEqual([1, 1]);
  });

  it('takes contacts along that are handed over meanwhile', async () => {
    await insertLeads(['nurturing']);
    await disconnect.ask(PORTAL, 'Ada');
    await eventually('the first is asked for', async () => (await count('handing_back')) === 1);
    await database.manager.insert(LeadEntity, lead({ contactId: contactId(9), stage: 'queued' }));
    await eventually('the second is asked for', async () => (await count('handing_back')) === 2);
    await close();
    await eventually('the app is uninstalled', async () => hubspot.left.length === 1);
  });

  it('goes on in another process after a restart', async () => {
    await insertLeads(['nurturing', 'nurturing']);
    await disconnect.ask(PORTAL, 'Ada');
    await jobs.stop();
    await startProcess();
    await eventually('all are asked for', async () => (await count('handing_back')) === 2);
    await jobs.stop();
    await close();
    await startProcess();
    await eventually('the app is uninstalled', async () => hubspot.left.length === 1);
  });

  it('ends when an admin connects the account again', async () => {
    await insertLeads(['nurturing']);
    await disconnect.ask(PORTAL, 'Ada');
    await eventually('it began', async () => (await count('handing_back')) === 1);
    await database.transaction((tx) => disconnect.forget(tx, PORTAL));
    expect(await disconnect.progress(PORTAL)).toBeNull();
    await close();
    await looksTwice();
    expect(hubspot.left).toEqual([]);
  });

  it('does not wait for ever for contacts whose hand-back HubSpot refuses', async () => {
    await insertLeads(['handing_back', 'handing_back']);
    hubspot.refused.add('1000');
    await disconnect.ask(PORTAL, 'Ada');
    clock.offsetMs += 11 * MINUTE;
    await looksTwice();
    expect(hubspot.left).toEqual([]);
    hubspot.refused.add('1001');
    await eventually('the app is uninstalled', async () => hubspot.left.length === 1);
    expect(hubspot.left[0]).toContain('2 contacts could not be handed back');
  });

  it('needs a connection, and to be asked once', async () => {
    await insertLeads(['handing_back']);
    await disconnect.ask(PORTAL, 'Ada');
    await disconnect.ask(PORTAL, 'Somebody else');
    await close();
    await eventually('the app is uninstalled', async () => hubspot.left.length > 0);
    expect(hubspot.left[0]).toContain('Ada');
    await expect(disconnect.ask(PORTAL, 'Ada')).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
