import type { EntitySchema } from 'typeorm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases, openAnother } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { DAY } from '../../ground/clock.ts';
import { createLogger } from '../../ground/logger.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { Database } from '../../database/database.ts';
import { standingClock } from '../test-hubspot.ts';
import { createAccountDays } from './account-days.ts';
import { createCallCounts } from './call-counts.ts';
import { CallCountEntity, limiterEntities, SaidLimitsEntity } from './limiter-entity.ts';

// TypeORM's entity type is invariant in its rows.
const entities = limiterEntities as unknown as EntitySchema<never>[];
const ACCOUNT = portalId(1);
const START = Date.UTC(2026, 10, 21, 21);

describeOnBothDatabases('what calls were made for', entities, (open) => {
  let database: TestDatabase;
  let clock: ReturnType<typeof standingClock>;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(CallCountEntity);
    await database.manager.clear(SaidLimitsEntity);
    clock = standingClock(START);
  });

  const newProcess = (on: Database = database) => {
    const days = createAccountDays(clock, async () => 'America/New_York');
    return createCallCounts({ database: on, clock, logger: createLogger('silent'), days });
  };

  it('is added up over processes, by days of the account', async () => {
    const [one, two] = [newProcess(), newProcess()];
    for (let call = 0; call < 30; call += 1) one.count(ACCOUNT, 'assignment');
    for (let call = 0; call < 12; call += 1) two.count(ACCOUNT, 'assignment');
    two.count(ACCOUNT, 'card');
    two.count(portalId(2), 'card');
    await Promise.all([one.flush(), two.flush()]);
    clock.advance(DAY);
    one.count(ACCOUNT, 'check');
    const today = { portalId: ACCOUNT, day: '2026-11-21' };
    const all = await one.read(ACCOUNT, 30);
    expect(all).toHaveLength(3);
    expect(all).toEqual(
      expect.arrayContaining([
        { ...today, purpose: 'assignment', calls: 42 },
        { ...today, purpose: 'card', calls: 1 },
        { ...today, day: '2026-11-22', purpose: 'check', calls: 1 },
      ]),
    );
    expect(await one.read(ACCOUNT, 1)).toHaveLength(1);
  });

  it('waits while the database is away', async () => {
    const away = await openAnother(database.url, entities);
    const { manager } = away;
    const flaky = Object.assign(Object.create(away) as Database, {
      transaction: async (work: Parameters<Database['transaction']>[0]) => {
        if (broken) throw new Error('away');
        return away.transaction(work);
      },
      manager,
    });
    let broken = true;
    const counts = newProcess(flaky);
    counts.count(ACCOUNT, 'status');
    await counts.flush();
    counts.count(ACCOUNT, 'status');
    broken = false;
    expect(await counts.read(ACCOUNT, 1)).toMatchObject([{ purpose: 'status', calls: 2 }]);
    await away.close();
  });

  it('is forgotten after a month', async () => {
    const counts = newProcess();
    counts.count(ACCOUNT, 'status');
    await counts.flush();
    clock.advance(20 * DAY);
    counts.count(ACCOUNT, 'status');
    await counts.flush();
    clock.advance(13 * DAY);
    await counts.forget();
    expect(await database.manager.count(CallCountEntity)).toBe(1);
  });

  it('hears what HubSpot says of its limits, and keeps the last word for all processes', async () => {
    const [one, two] = [newProcess(), newProcess()];
    one.hear(ACCOUNT, new Headers());
    const headers = {
      'x-hubspot-ratelimit-max': '110',
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      'x-hubspot-ratelimit-remaining': '97',
    };
    one.hear(ACCOUNT, new Headers(headers));
    await one.flush();
    expect(await two.said(ACCOUNT)).toMatchObject({
      most: 110,
      intervalMs: 10_000,
      remaining: 97,
      daily: null,
      dailyRemaining: null,
      at: START,
    });
    expect(await two.said(portalId(2))).toBeNull();
  });
});
