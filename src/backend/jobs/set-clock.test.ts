import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { jobEntities } from './job-entity.ts';
import type { Jobs } from './jobs.ts';
import { createTestJobs, MovableClock } from './test-jobs.ts';

const HOUR = 3_600_000;

describeOnBothDatabases('jobs when the clock is set', jobEntities, (open) => {
  let database: TestDatabase;
  let clock: MovableClock;
  let jobs: Jobs;
  let seen: string[];

  beforeEach(async () => {
    database = await open();
    clock = new MovableClock();
    jobs = await createTestJobs(database, clock);
    seen = [];
    for (const queue of ['work', 'tick'])
      jobs.work(queue, { concurrency: 5 }, async () => void seen.push(queue));
  });
  afterEach(() => jobs.stop(200));

  const enqueue = (runAt: number) =>
    database.transaction((tx) => jobs.enqueue(tx, { queue: 'work', key: 'k', runAt }));
  const query = (statement: string) => database.manager.query<unknown[]>(statement);

  it('start now when it was set back, but for those of a schedule', async () => {
    jobs.schedule('tick', '0 0 1 1 *');
    await jobs.start();
    await enqueue(clock.now() + HOUR);
    await jobs.pullIn();
    await vi.waitFor(() => expect(seen).toEqual(['work']), { timeout: 10_000, interval: 20 });
    expect(await jobs.lag()).toMatchObject({ waiting: 1 });
    expect(seen).toEqual(['work']);
  });

  if (open.kind === 'sqlite') {
    it('that a dead process holds are taken over after a lease', async () => {
      await enqueue(clock.now());
      const held = `UPDATE job SET state = 'running', attempt = 1, locked_by = 'dead process', due_at = `;
      await query(held + String(clock.now() + HOUR));
      await jobs.pullIn();
      await jobs.start();
      clock.offsetMs = 10_000;
      await new Promise((done) => setTimeout(done, 100));
      expect(seen).toEqual([]);
      clock.offsetMs = 16_000;
      await vi.waitFor(() => expect(seen).toEqual(['work']), { timeout: 10_000, interval: 20 });
    });

    it('stay with a process that lives when it leaps ahead, for as long as that takes to tell', async () => {
      const machine = { aheadMs: 0, runsMs: 0 };
      const leaping = {
        now: () => Date.now() + machine.aheadMs + machine.runsMs,
        steady: () => Date.now() + machine.runsMs,
      };
      await enqueue(clock.now());
      const held = `UPDATE job SET state = 'running', attempt = 1, locked_by = 'living process', due_at = `;
      await query(held + String(clock.now() + 15_000));
      const other = await createTestJobs(database, leaping);
      onTestFinished(() => other.stop(200));
      other.work('work', { concurrency: 5 }, async () => void seen.push('work'));
      machine.aheadMs = HOUR;
      await other.start();
      await new Promise((done) => setTimeout(done, 100));
      expect(seen).toEqual([]);
      machine.runsMs = 8_000;
      await vi.waitFor(() => expect(seen).toEqual(['work']), { timeout: 10_000, interval: 20 });
    });
  } else {
    it('that a dead process holds are looked after as usual, also where it is the server’s clock', async () => {
      await jobs.start();
      await enqueue(clock.now() + HOUR);
      const ahead = `now() + interval '1 hour'`;
      await query(`UPDATE pgboss.job SET state = 'active', heartbeat_on = ${ahead} WHERE name = 'work'`);
      await query(`UPDATE pgboss.queue SET monitor_claim_on = ${ahead}, maintain_on = ${ahead}`);
      await jobs.pullIn();
      expect(await query(`SELECT heartbeat_on <= now() AS past FROM pgboss.job WHERE name = 'work'`)).toEqual(
        [{ past: true }],
      );
      expect(
        await query(
          `SELECT name FROM pgboss.queue WHERE monitor_claim_on > now() OR monitor_on > now() OR maintain_on > now()`,
        ),
      ).toEqual([]);
    });
  }
});
