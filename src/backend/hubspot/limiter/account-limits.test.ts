import type { EntitySchema } from 'typeorm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../database/test-database.ts';
import type { TestDatabase } from '../../database/test-database.ts';
import { DAY, HOUR } from '../../ground/clock.ts';
import { portalId } from '../../ground/identifiers.ts';
import { standingClock } from '../test-hubspot.ts';
import type { Lane } from '../types.ts';
import { createAccountDays } from './account-days.ts';
import { LimitEntity, limiterEntities } from './limiter-entity.ts';
import { createLimiter } from './limiter.ts';

// TypeORM's entity type is invariant in its rows.
const entities = limiterEntities as unknown as EntitySchema<never>[];
const ACCOUNT = portalId(1);
const OTHER = portalId(2);
/** 22:00 in Berlin. */
const START = Date.UTC(2026, 10, 21, 21);
const NOBODY = { perTenSeconds: 110, perDay: null, dataSync: true };

describeOnBothDatabases('what an admin allows', entities, (open) => {
  let database: TestDatabase;
  let clock: ReturnType<typeof standingClock>;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.manager.clear(LimitEntity);
    clock = standingClock(START);
  });

  /** A process of Baton in which only waiting for the budget takes time. */
  const newProcess = () =>
    createLimiter({
      database,
      clock,
      random: { fraction: () => 0 },
      sleep: async (ms) => clock.advance(ms),
      days: createAccountDays(clock, async () => 'Europe/Berlin'),
    });
  const allow = (
    budget: ReturnType<typeof newProcess>,
    allowed: Partial<typeof NOBODY> | { perDay: number },
  ) => database.transaction((tx) => budget.limits.set(tx, ACCOUNT, { ...NOBODY, ...allowed }));
  /** How many of these calls may leave. */
  async function left(budget: ReturnType<typeof newProcess>, lane: Lane, calls: number): Promise<number> {
    let count = 0;
    for (let call = 0; call < calls; call += 1)
      await budget.acquire(ACCOUNT, lane, 'general').then(
        () => (count += 1),
        () => undefined,
      );
    return count;
  }

  it.each([100, 150, 200])('lets at most %i calls leave in 10 s, and 90 % of them', async (perTenSeconds) => {
    const budget = newProcess();
    await allow(budget, { perTenSeconds });
    const times: number[] = [];
    for (let call = 0; call < 3 * perTenSeconds; call += 1) {
      await budget.acquire(ACCOUNT, 'interactive', 'general');
      times.push(clock.now());
    }
    const most = Math.max(
      ...times.map((from) => times.filter((at) => at >= from && at - from < 10_000).length),
    );
    expect(most).toBeLessThanOrEqual(perTenSeconds - 3);
    const rate = ((times.length - 1) / ((times.at(-1) ?? 0) - START)) * 10_000;
    expect(rate).toBeGreaterThanOrEqual(0.9 * perTenSeconds);
  });

  it('stops bulk work at 80 % of the day and assignments at 95 %; hand-backs and replies always pass', async () => {
    const budget = newProcess();
    await allow(budget, { perDay: 100 });
    expect(await left(budget, 'bulk', 90)).toBe(80);
    await expect(budget.acquire(ACCOUNT, 'bulk', 'general')).rejects.toMatchObject({
      code: 'API_BUDGET_USED',
      retry: 'after',
      retryAfterMs: 60_000,
    });
    expect(await left(budget, 'assignment', 30)).toBe(15);
    expect(await left(budget, 'interactive', 40)).toBe(40);
    expect(await budget.limits.state(ACCOUNT)).toMatchObject({
      used: 135,
      perDay: 100,
      waiting: 'assignment',
    });
    await budget.acquire(OTHER, 'bulk', 'general');
  });

  it('counts searches along, and holds them too', async () => {
    const budget = newProcess();
    await allow(budget, { perDay: 100 });
    for (let call = 0; call < 40; call += 1) await budget.acquire(ACCOUNT, 'bulk', 'search');
    expect(await left(budget, 'bulk', 60)).toBe(40);
    await expect(budget.acquire(ACCOUNT, 'bulk', 'search')).rejects.toMatchObject({
      code: 'API_BUDGET_USED',
    });
    expect((await budget.limits.state(ACCOUNT)).used).toBe(80);
  });

  it('is one count over processes, and begins anew at the account’s midnight', async () => {
    const [one, two] = [newProcess(), newProcess()];
    await allow(one, { perDay: 100 });
    expect((await left(one, 'bulk', 50)) + (await left(two, 'bulk', 50))).toBe(80);
    expect((await two.limits.state(ACCOUNT)).dayEndsAt).toBe(START + 2 * HOUR);
    clock.advance(2 * HOUR);
    expect((await one.limits.state(ACCOUNT)).used).toBe(0);
    expect(await left(two, 'bulk', 90)).toBe(80);
  });

  it('lets work go on as soon as the limit is raised, and tells what may leave', async () => {
    const [one, two] = [newProcess(), newProcess()];
    await allow(one, { perDay: 100 });
    await left(two, 'bulk', 81);
    expect(await one.limits.gate(ACCOUNT), 'this process knows of nothing').toBeNull();
    expect(await two.limits.gate(ACCOUNT)).toEqual({
      lanes: ['interactive', 'assignment'],
      onlyAlways: false,
    });
    await allow(one, { perDay: 1_000 });
    expect(await two.limits.gate(ACCOUNT)).toBeNull();
    await two.acquire(ACCOUNT, 'bulk', 'general');
  });

  it('sends all bulk calls of a line away at once, and none that goes before them', async () => {
    const budget = newProcess();
    await allow(budget, { perDay: 10 });
    await left(budget, 'bulk', 8);
    const lanes: Lane[] = ['bulk', 'assignment', 'bulk', 'interactive'];
    const ends = await Promise.allSettled(lanes.map((lane) => budget.acquire(ACCOUNT, lane, 'general')));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('holds bulk work and assignments until midnight when HubSpot says that the day is used up', async () => {
    const [one, two] = [newProcess(), newProcess()];
    await one.acquire(ACCOUNT, 'bulk', 'general');
    await one.limits.spent(ACCOUNT);
    for (const lane of ['bulk', 'assignment'] as const)
      await expect(two.acquire(ACCOUNT, lane, 'general')).rejects.toMatchObject({ code: 'API_BUDGET_USED' });
    await two.acquire(ACCOUNT, 'interactive', 'general');
    expect(await two.limits.state(ACCOUNT)).toMatchObject({ spent: true, waiting: 'assignment', used: 2 });
    clock.advance(2 * HOUR);
    await two.acquire(ACCOUNT, 'bulk', 'general');
  });

  it('goes on when HubSpot takes a call that left after it said so', async () => {
    const budget = newProcess();
    await budget.acquire(ACCOUNT, 'bulk', 'general');
    await budget.limits.spent(ACCOUNT);
    await budget.limits.taken(ACCOUNT, START - 1);
    await expect(budget.acquire(ACCOUNT, 'bulk', 'general')).rejects.toMatchObject({
      code: 'API_BUDGET_USED',
    });
    clock.advance(1_000);
    await budget.limits.taken(ACCOUNT, clock.now());
    await budget.acquire(ACCOUNT, 'bulk', 'general');
  });

  it('with data sync off lets nothing leave but hand-backs and opt-outs, in every process at once', async () => {
    const [one, two] = [newProcess(), newProcess()];
    await one.acquire(ACCOUNT, 'interactive', 'general');
    await allow(one, { dataSync: false });
    const ends = await Promise.allSettled([
      two.acquire(ACCOUNT, 'interactive', 'general', 'card'),
      two.acquire(ACCOUNT, 'interactive', 'general', 'hand-back'),
      two.acquire(ACCOUNT, 'bulk', 'search', 'check'),
      two.acquire(ACCOUNT, 'assignment', 'general', 'opt-out'),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(ends[0]).toMatchObject({ reason: { code: 'DATA_SYNC_OFF' } });
    expect(await two.limits.gate(ACCOUNT)).toMatchObject({ onlyAlways: true });
    await allow(one, {});
    await two.acquire(ACCOUNT, 'bulk', 'search', 'check');
  });

  it('does not wait for a midnight that a clock which was wrong by a month was told', async () => {
    const budget = newProcess();
    await allow(budget, { perDay: 10 });
    clock.advance(30 * DAY);
    await left(budget, 'bulk', 9);
    clock.advance(-30 * DAY);
    expect(await left(budget, 'bulk', 3)).toBe(3);
  });
});
