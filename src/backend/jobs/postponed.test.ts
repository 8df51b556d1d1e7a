import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { describeOnBothDatabases, openAnother } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { jobEntities } from './job-entity.ts';
import type { Job, Jobs, NewJob } from './jobs.ts';
import { createTestJobs, MovableClock } from './test-jobs.ts';

const closed = ['API_BUDGET_USED', 'DATA_SYNC_OFF'] as const;

describeOnBothDatabases('jobs that cannot be done now', [...jobEntities], (open) => {
  let database: TestDatabase;
  let clock: MovableClock;
  let jobs: Jobs;
  let enqueue: (job: Partial<NewJob>) => Promise<void>;
  beforeEach(async () => {
    database = await open();
    clock = new MovableClock();
    jobs = await createTestJobs(database, clock);
    enqueue = (job) => database.transaction((tx) => jobs.enqueue(tx, { queue: 'work', ...job }));
  });
  afterEach(() => jobs.stop(200));

  const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30 * SECOND, interval: 20 });

  it('of an account that may not be called count no attempt, pause before they look again, pile up no twins, and are done in the end', async () => {
    let isOpen = false;
    const seen: Job[] = [];
    jobs.work('work', { concurrency: 5, attempts: 2 }, async (job) => {
      seen.push(job);
      const code = closed[seen.length % 2] ?? closed[0];
      if (!isOpen) throw new BatonError(code, undefined, { retry: 'after', retryAfterMs: SECOND });
    });
    await jobs.start();
    await enqueue({ key: 'one' });
    await until(() => expect(seen).toHaveLength(1));
    await new Promise((done) => setTimeout(done, 300));
    expect(seen, 'not at once').toHaveLength(1);
    await enqueue({ key: 'one' });
    for (let turn = 3; turn <= 6; turn += 1) {
      clock.offsetMs += 2 * SECOND;
      await until(() => expect(seen.length).toBeGreaterThanOrEqual(turn));
    }
    expect(new Set(seen.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    await until(async () => expect(await jobs.lag()).toMatchObject({ dead: 0, waiting: 1 }));
    isOpen = true;
    clock.offsetMs += 2 * SECOND;
    await until(async () => expect(await jobs.lag()).toMatchObject({ waiting: 0, running: 0, dead: 0 }));
  });

  it.each([
    ['fail', () => new Error('no')],
    ['are postponed', () => new BatonError(closed[0], undefined, { retry: 'after', retryAfterMs: MINUTE })],
  ])('pile up no twins though two of a key %s at the same instant', async (_how, error) => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const connection = await openAnother(database.url, jobEntities);
    const other = await createTestJobs(connection, clock);
    onTestFinished(async () => {
      await other.stop(200);
      await connection.close();
    });
    const allRun = Promise.withResolvers<void>();
    let running = 0;
    for (const each of [jobs, other]) {
      each.work('work', { concurrency: keys.length, backoffMs: MINUTE }, async () => {
        running += 1;
        await allRun.promise;
        throw error();
      });
      await each.start();
    }
    for (const runs of [keys.length, 2 * keys.length]) {
      await Promise.all(keys.map((key) => enqueue({ key })));
      await until(() => expect(running).toBe(runs));
    }
    allRun.resolve();
    await until(async () => expect(await jobs.lag()).toMatchObject({ running: 0 }));
    expect(await jobs.lag()).toMatchObject({ waiting: keys.length, dead: 0 });
  });
});
