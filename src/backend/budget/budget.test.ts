import type { EntitySchema } from 'typeorm';
import { beforeEach, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { DAY, HOUR } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { portalId } from '../ground/identifiers.ts';
import { createAccountDays } from '../hubspot/limiter/account-days.ts';
import { LimitEntity, limiterEntities } from '../hubspot/limiter/limiter-entity.ts';
import { createLimiter } from '../hubspot/limiter/limiter.ts';
import { collectingLogger, standingClock } from '../hubspot/test-hubspot.ts';
import type { Portal } from '../hubspot/types.ts';
import type { NewJob } from '../jobs/jobs.ts';
import type { OutgoingMail } from '../mail-server/types.ts';
import { createSettings } from '../settings/settings.ts';
import { SettingsEntity } from '../settings/settings-entity.ts';
import { apply, change } from './allowed.ts';
import { NoticeEntity } from './notice-entity.ts';
import { noticeDaemon, noticeWords, tellQueue } from './notices.ts';
import type { NoticeDeps } from './notices.ts';
import { estimate } from './use.ts';

// TypeORM's entity type is invariant in its rows.
const entities = [...limiterEntities, SettingsEntity, NoticeEntity] as unknown as EntitySchema<never>[];
const ACCOUNT = portalId(4242);
/** 22:00 in Berlin. */
const START = Date.UTC(2026, 10, 21, 21);
const ZONE = 'Europe/Berlin';

describeOnBothDatabases('the budget that an admin sets', entities, (open) => {
  let database: TestDatabase;
  let clock: ReturnType<typeof standingClock>;
  let jobs: NewJob[];
  let mails: OutgoingMail[];
  let portal: Pick<Portal, 'portalId' | 'status' | 'timeZone' | 'connectedByEmail' | 'credential'>;
  /** What becomes of the next mail. */
  let failing: BatonError | null;

  beforeEach(async () => {
    database = await open();
    [clock, jobs, mails, failing] = [standingClock(START), [], [], null];
    portal = {
      portalId: ACCOUNT,
      status: 'connected',
      timeZone: ZONE,
      connectedByEmail: 'ada@acme.example',
      credential: 'oauth',
    };
  });

  function newProcess() {
    const limiter = createLimiter({
      database,
      clock,
      random: { fraction: () => 0 },
      days: createAccountDays(clock, async () => ZONE),
    });
    const settings = createSettings({ database });
    const hubspot = { portals: { find: async () => portal }, limits: limiter.limits };
    const deps = {
      database,
      clock,
      logger: collectingLogger().logger,
      jobs: { enqueue: async (_tx: unknown, job: NewJob) => void jobs.push(job) },
      hubspot,
      settings,
      assistants: { list: async () => [{ email: 'tara@acme.example' }], mailbox: () => ({}) },
      mailServer: {
        send: async (_account: unknown, mail: OutgoingMail) => {
          if (failing) throw failing;
          mails.push(mail);
        },
      },
    } as unknown as NoticeDeps & Parameters<typeof change>[0]; // Nothing else is asked for.
    return { deps, limiter };
  }
  const allow = (perDay: number | null) =>
    database.transaction((tx) =>
      change(newProcess().deps, tx, ACCOUNT, { apiBudget: { perTenSeconds: 200, perDay } }),
    );
  const use = (dayUsed: number) =>
    database.manager.update(
      LimitEntity,
      { portalId: ACCOUNT, bucket: 'general' },
      { dayUsed, dayEnds: START + 2 * HOUR },
    );
  const look = () => noticeDaemon(newProcess().deps).run();
  async function runJobs(): Promise<void> {
    for (const { data } of jobs.splice(0)) await tellQueue(newProcess().deps).run(data);
  }

  it('changes with what the limiter reads, or not at all', async () => {
    await allow(1_000);
    await expect(
      database.transaction(async (tx) => {
        await change(newProcess().deps, tx, ACCOUNT, { dataSync: { on: false, since: START } });
        throw new Error('it died');
      }),
    ).rejects.toThrow('it died');
    expect(await newProcess().limiter.limits.state(ACCOUNT)).toMatchObject({ perDay: 1_000, dataSync: true });
    expect((await createSettings({ database }).get(ACCOUNT)).dataSync.on).toBe(true);
  });

  it('of an app stays within HubSpot’s own bound; one with a token of the account does not', async () => {
    const everyMs = async () =>
      (await database.manager.findOneByOrFail(LimitEntity, { portalId: ACCOUNT, bucket: 'general' })).everyMs;
    await allow(null);
    expect(await everyMs()).toBe(97);
    portal.credential = 'access-token';
    await database.transaction((tx) => apply(newProcess().deps, tx, ACCOUNT));
    expect(await everyMs()).toBe(52);
  });

  it('is told of at 80 % and at 100 %, once a day, however many processes look', async () => {
    await allow(1_000);
    await use(790);
    await look();
    expect(jobs).toEqual([]);
    await use(800);
    await Promise.all([look(), look(), look()]);
    await runJobs();
    await look();
    await runJobs();
    expect(mails.map(({ subject }) => subject)).toEqual(['80 % of today’s HubSpot API calls are used']);
    expect(mails[0]).toMatchObject({ to: { email: 'ada@acme.example' }, automatic: true });
    await use(1_200);
    await look();
    await runJobs();
    expect(mails[1]?.subject).toBe('Today’s HubSpot API calls are used up');
    clock.advance(DAY);
    await database.manager.update(
      LimitEntity,
      { portalId: ACCOUNT, bucket: 'general' },
      { dayUsed: 900, dayEnds: START + DAY + 2 * HOUR },
    );
    await look();
    await runJobs();
    expect(mails).toHaveLength(3);
  });

  it('is told of again where the mail did not leave, and not where it is no news any more', async () => {
    await allow(1_000);
    await use(850);
    await look();
    const told = [...jobs];
    failing = new BatonError('MAIL_UNAVAILABLE', undefined, { retry: 'backoff' });
    await expect(runJobs()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
    failing = null;
    jobs = [...told];
    await runJobs();
    jobs = [...told];
    await runJobs();
    expect(mails, 'the job ran twice').toHaveLength(1);

    await use(1_000);
    await look();
    await allow(100_000);
    await runJobs();
    expect(mails).toHaveLength(1);
  });

  it('is said on the page alone where nobody can be written to', async () => {
    await allow(1_000);
    await use(850);
    failing = new BatonError('MAILBOX_NOT_CONFIGURED');
    await look();
    await runJobs();
    portal.connectedByEmail = null;
    await use(1_000);
    await look();
    await runJobs();
    expect(mails).toEqual([]);
    expect(await database.manager.countBy(NoticeEntity, { told: true })).toBe(2);
  });
});

describe('words and arithmetic', () => {
  it('say what waits and until when, in the account’s own time', () => {
    const state = {
      used: 8_123,
      perDay: 10_000,
      spent: false,
      dataSync: true,
      dayEndsAt: START + 2 * HOUR,
    } as const;
    const { text } = noticeWords({ ...state, waiting: 'bulk' }, 80, ZONE);
    expect(text).toContain('Baton made 8,123 of 10,000 calls to HubSpot today.');
    expect(text).toContain(
      'API budget reached: emails to be logged, regular checks and lists wait until 22 November, 00:00.',
    );
    const spent = noticeWords({ ...state, perDay: null, spent: true, waiting: 'assignment' }, 100, ZONE);
    expect(spent.subject).toBe('HubSpot takes no more API calls today');
  });

  it('estimate more contacts from those of the account, once there are enough', () => {
    const counts = [
      { purpose: 'assignment', calls: 300 },
      { purpose: 'campaign', calls: 100 },
      { purpose: 'check', calls: 9_000 },
    ] as const;
    expect(estimate(counts, 100)).toEqual({ per1000: 4_000, measured: { contacts: 100, calls: 400 } });
    expect(estimate(counts, 49)).toEqual({ per1000: 11_000, measured: null });
    expect(estimate([], 0).measured).toBeNull();
  });
});
