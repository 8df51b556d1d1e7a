import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { jobEntities } from './job-entity.ts';
import type { Job, Jobs, NewJob } from './jobs.ts';
import { createTestJobs, MovableClock } from './test-jobs.ts';

const closed = ['API_BUDGET_USED', 'DATA_SYNC_OFF'] as const;

describeOnBothDatabases('jobs of an account that may not be called now', [...jobEntities], (open) => {
  let clock: MovableClock;
  let jobs: Jobs;
  let enqueue: (job: Partial<NewJob>) => Promise<void>;
  beforeEach(async () => {
    const database = await open();
    clock = new MovableClock();
    jobs = await createTestJobs(database, clock);
    enqueue = (job) => database.transaction((tx) => jobs.enqueue(tx, { queue: 'work', ...job }));
  });
  afterEach(() => jobs.stop(200));

  const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10 * SECOND, interval: 20 });

  it('count no attempt, pause before they look again, pile up no twins, and are done in the end', async () => {
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
});
