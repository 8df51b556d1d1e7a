import { EntitySchema } from 'typeorm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { key } from '../database/columns.ts';
import type { Database, Tx } from '../database/database.ts';
import { describeOnBothDatabases, openAnother } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { BatonError } from '../ground/errors.ts';
import { jobEntities } from './job-entity.ts';
import type { Job, Jobs, NewJob } from './jobs.ts';
import { createTestJobs, MovableClock } from './test-jobs.ts';

const noteEntity = new EntitySchema<{ id: string }>({
  name: 'note',
  tableName: 'note',
  columns: { id: key() },
});
const entities = [...jobEntities, noteEntity as EntitySchema<never>];
const SECOND = 1_000;

describeOnBothDatabases('jobs', entities, (open) => {
  let database: TestDatabase;
  let clock: MovableClock;
  let jobs: Jobs;
  const started: { jobs: Jobs; database?: Database }[] = [];

  const addProcess = async (url: string): Promise<Jobs> => {
    const connection = await openAnother(url, entities);
    const other = await createTestJobs(connection, clock);
    started.push({ jobs: other, database: connection });
    return other;
  };
  const enqueue = (job: Partial<NewJob> = {}) =>
    database.transaction((tx) => jobs.enqueue(tx, { queue: 'work', ...job }));
  /** Runs the queue in this process and collects what its handler got. */
  const collect = (handler: (job: Job) => Promise<void> = async () => undefined, options = {}): Job[] => {
    const seen: Job[] = [];
    jobs.work('work', { concurrency: 5, backoffMs: SECOND, ...options }, async (job) => {
      seen.push(job);
      await handler(job);
    });
    return seen;
  };
  const until = (check: () => unknown, timeout = 10 * SECOND) => vi.waitFor(check, { timeout, interval: 20 });
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const settled = () => until(async () => expect(await jobs.lag()).toMatchObject({ waiting: 0, running: 0 }));

  beforeEach(async () => {
    database = await open();
    clock = new MovableClock();
    jobs = await createTestJobs(database, clock);
    started.push({ jobs });
  });
  afterEach(async () => {
    for (const each of started.splice(0)) {
      await each.jobs.stop(200);
      await each.database?.close();
    }
  });

  it('does a job with its data, once, and forgets it', async () => {
    const seen = collect();
    await jobs.start();
    await enqueue({ data: { portalId: '4242', count: 3, on: true, none: null } });
    await settled();
    expect(seen).toEqual([
      {
        id: expect.any(String),
        queue: 'work',
        data: { portalId: '4242', count: 3, on: true, none: null },
        attempt: 1,
      },
    ]);
    expect(await jobs.lag()).toEqual({ waiting: 0, running: 0, dead: 0, oldestDueMs: 0 });
  });

  it('does what was enqueued before anybody worked', async () => {
    await enqueue({ data: { n: 1 } });
    const seen = collect();
    await jobs.start();
    await until(() => expect(seen).toHaveLength(1));
  });

  it('has no job when the transaction rolls back, and shows none before it commits', async () => {
    const seen = collect();
    await jobs.start();
    const rolledBack = database.transaction(async (tx) => {
      await jobs.enqueue(tx, { queue: 'work', data: { n: 1 } });
      await jobs.enqueue(tx, { queue: 'work', data: { n: 2 }, key: 'k' });
      throw new Error('undo');
    });
    await expect(rolledBack).rejects.toThrow('undo');
    await database.transaction(async (tx) => {
      await jobs.enqueue(tx, { queue: 'work', data: { n: 3 } });
      await pause(300);
      expect(seen).toEqual([]);
    });
    await until(() => expect(seen.map((job) => job.data)).toEqual([{ n: 3 }]));
  });

  it('takes any number of jobs without a key, and at most so many at once', async () => {
    let atOnce = 0;
    let most = 0;
    const seen = collect(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await pause(5);
      atOnce -= 1;
    });
    await jobs.start();
    await database.transaction(async (tx) => {
      for (let n = 0; n < 60; n += 1) await jobs.enqueue(tx, { queue: 'work', data: { n } });
    });
    await settled();
    expect(new Set(seen.map((job) => job.data['n']))).toHaveLength(60);
    expect(seen).toHaveLength(60);
    expect(most).toBe(5);
  });

  it('keeps one waiting job per key under 20 concurrent enqueues, and per queue', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => enqueue({ key: 'contact-1', data: { n } })));
    await enqueue({ key: 'contact-2', data: { n: 100 } });
    await enqueue({ key: 'contact-1', queue: 'elsewhere' });
    expect((await jobs.lag()).waiting).toBe(3);
    const seen = collect();
    await jobs.start();
    await until(async () => expect((await jobs.lag()).waiting).toBe(1));
    await pause(100);
    expect(seen).toHaveLength(2);
  });

  it('lets two transactions ask for the same keys in opposite order', async () => {
    await jobs.start();
    const askFor = (keys: string[]) =>
      database.transaction(async (tx) => {
        for (const each of keys) {
          await jobs.enqueue(tx, { queue: 'work', key: each });
          await pause(20);
        }
      });
    await Promise.all([askFor(['a', 'b']), askFor(['b', 'a']), askFor(['a', 'b'])]);
    expect((await jobs.lag()).waiting).toBe(2);
  });

  it('lets a key wait again while its job runs', async () => {
    const first = Promise.withResolvers<void>();
    const seen = collect((job) => (job.data['n'] === 1 ? first.promise : Promise.resolve()));
    await jobs.start();
    await enqueue({ key: 'k', data: { n: 1 } });
    await until(() => expect(seen).toHaveLength(1));
    await enqueue({ key: 'k', data: { n: 2 } });
    first.resolve();
    await until(() => expect(seen.map((job) => job.data['n'])).toEqual([1, 2]));
  });

  it('runs a key after the commit of everyone who enqueued it', async () => {
    await enqueue({ key: 'k' });
    const found: number[] = [];
    jobs.work('work', { concurrency: 1 }, async () => {
      found.push(await database.manager.getRepository(noteEntity).count());
    });
    await database.transaction(async (tx) => {
      await tx.createQueryBuilder().insert().into(noteEntity).values({ id: 'written' }).execute();
      await jobs.enqueue(tx, { queue: 'work', key: 'k' });
      const workers = jobs.start();
      await pause(300);
      void workers.catch(() => undefined);
    });
    await until(() => expect(found.at(-1)).toBe(1));
  });

  it('waits for runAt, and keeps the earlier of two', async () => {
    const seen = collect();
    await jobs.start();
    await enqueue({ key: 'later', runAt: clock.now() + 3_600_000 });
    await enqueue({ key: 'sooner', runAt: clock.now() + 3_600_000 });
    await enqueue({ key: 'sooner', runAt: clock.now() + 400 });
    await enqueue({ key: 'sooner', runAt: clock.now() + 7_200_000 });
    await pause(200);
    expect(seen).toEqual([]);
    await until(() => expect(seen).toHaveLength(1));
    expect((await jobs.lag()).waiting).toBe(1);
  });

  it('keeps the earliest of those that one transaction asks for, and of nobody after a rollback', async () => {
    const seen = collect();
    await jobs.start();
    const ask = (tx: Tx, inMs: number) =>
      jobs.enqueue(tx, { queue: 'work', key: 'one', runAt: clock.now() + inMs });
    const failing = database.transaction(async (tx) => {
      await ask(tx, 0);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await database.transaction(async (tx) => {
      for (const inMs of [3_600_000, 7_200_000, 400, 500]) await ask(tx, inMs);
    });
    await until(() => expect(seen).toHaveLength(1));
    expect((await jobs.lag()).waiting).toBe(0);
  });

  it('tries again after a pause, counting attempts, and does the job in the end', async () => {
    const seen = collect(async (job) => {
      if (job.attempt < 3) throw new Error('not yet');
    });
    await jobs.start();
    await enqueue({ data: { n: 1 } });
    await until(() => expect(seen).toHaveLength(1));
    await pause(150);
    expect(seen).toHaveLength(1);
    if (open.kind === 'sqlite') for (const offset of [2, 5]) await advanceAndWait(offset * SECOND, seen);
    await settled();
    expect(seen.map((job) => [job.id, job.attempt])).toEqual(
      [1, 2, 3].map((attempt) => [seen[0]?.id, attempt]),
    );
  });
  const advanceAndWait = async (offsetMs: number, seen: Job[]) => {
    const before = seen.length;
    clock.offsetMs = offsetMs;
    await until(() => expect(seen.length).toBeGreaterThan(before));
    await pause(50);
  };

  it('keeps what failed for the last time with its error, and does it again on demand', async () => {
    let broken = true;
    const seen = collect(
      async () => {
        if (broken) throw new BatonError('MAIL_REJECTED', 'no such mailbox');
      },
      { attempts: 1 },
    );
    await jobs.start();
    await enqueue({ key: 'k', data: { mail: 'm1' } });
    await until(async () => expect(await jobs.lag()).toMatchObject({ dead: 1, waiting: 0, running: 0 }));
    const [letter] = await jobs.deadLetters();
    expect(letter).toEqual({
      id: expect.any(String),
      queue: 'work',
      data: { mail: 'm1' },
      attempts: 1,
      failedAt: expect.any(Number),
      error: { code: 'MAIL_REJECTED', message: 'no such mailbox' },
    });
    expect(Math.abs((letter?.failedAt ?? 0) - Date.now())).toBeLessThan(60 * SECOND);

    broken = false;
    expect(await jobs.redrive('not-there')).toBe(false);
    expect(await jobs.redrive('7f1f6f2e-0000-4000-8000-000000000000')).toBe(false);
    expect(await jobs.redrive(letter?.id ?? '')).toBe(true);
    await settled();
    expect(seen.map((job) => [job.data, job.attempt])).toEqual([
      [{ mail: 'm1' }, 1],
      [{ mail: 'm1' }, 1],
    ]);
    expect(await jobs.deadLetters()).toEqual([]);
  });

  it('lists the newest dead letters first', async () => {
    collect(() => Promise.reject(new Error('never')), { attempts: 1, concurrency: 1 });
    await jobs.start();
    for (const n of [1, 2, 3]) {
      await enqueue({ data: { n } });
      await until(async () => expect((await jobs.lag()).dead).toBe(n));
    }
    expect((await jobs.deadLetters(2)).map((letter) => letter.data['n'])).toEqual([3, 2]);
  });

  it('does not pile up retries of a key that is asked for while it fails', async () => {
    const seen = collect(() => Promise.reject(new Error('down')), {
      backoffMs: 3_600_000,
      backoffMaxMs: 3_600_000,
    });
    await jobs.start();
    for (let n = 1; n <= 4; n += 1) {
      await enqueue({ key: 'k' });
      await until(() => expect(seen).toHaveLength(n));
    }
    await until(async () => expect(await jobs.lag()).toMatchObject({ waiting: 1, running: 0 }));
  });

  it('runs a schedule once over three processes, each time it is due', { timeout: 120_000 }, async () => {
    clock.offsetMs = 60_000 - (Date.now() % 60_000) - 2_000;
    const ticks: string[] = [];
    const all = [jobs, await addProcess(database.url), await addProcess(database.url)];
    for (const each of all) {
      each.work('tick', { concurrency: 1 }, async (job) => void ticks.push(job.id));
      each.schedule('tick', '* * * * *');
    }
    await Promise.all(all.map((each) => each.start()));
    // Where starting took longer than the rest of the minute, it is the next one.
    await until(() => expect(ticks).toHaveLength(1), 90 * SECOND);
    await pause(500);
    expect(ticks).toHaveLength(1);
    await until(async () => expect(await jobs.lag()).toMatchObject({ waiting: 1, running: 0 }));
  });

  it('refuses a schedule that is none, and a second handler', () => {
    expect(() => jobs.schedule('tick', 'every day')).toThrow();
    collect();
    expect(() => collect()).toThrow(/has a handler already/);
  });

  it('starts in many processes at once', async () => {
    const all = await Promise.all(
      Array.from({ length: open.kind === 'sqlite' ? 2 : 8 }, () => addProcess(database.url)),
    );
    const seen: string[] = [];
    for (const each of all) each.work('work', { concurrency: 1 }, async (job) => void seen.push(job.id));
    await Promise.all(all.map((each) => each.start()));
    await Promise.all(Array.from({ length: 20 }, () => enqueue()));
    await until(() => expect(seen).toHaveLength(20));
    expect(new Set(seen)).toHaveLength(20);
  });

  it('hands unfinished jobs back when it stops, without counting the attempt', async () => {
    const seen = collect(() => new Promise(() => undefined));
    await jobs.start();
    await enqueue({ data: { n: 1 } });
    await until(() => expect(seen).toHaveLength(1));
    await jobs.stop(50);
    const other = await addProcess(database.url);
    const taken: Job[] = [];
    other.work('work', { concurrency: 1 }, async (job) => void taken.push(job));
    await other.start();
    await until(() => expect(taken.map((job) => [job.id, job.attempt])).toEqual([[seen[0]?.id, 1]]));
  });

  it('lets running jobs finish when it stops', async () => {
    const finish = Promise.withResolvers<void>();
    const seen = collect(() => finish.promise);
    await jobs.start();
    await enqueue();
    await until(() => expect(seen).toHaveLength(1));
    const stopping = jobs.stop();
    finish.resolve();
    await stopping;
    const other = await addProcess(database.url);
    expect(await other.lag()).toMatchObject({ waiting: 0, running: 0 });
  });

  it('tells how long the oldest due job waits', async () => {
    await enqueue({ runAt: clock.now() + 3_600_000 });
    expect(await jobs.lag()).toMatchObject({ waiting: 1, oldestDueMs: 0 });
    await enqueue();
    await pause(120);
    const lag = await jobs.lag();
    expect(lag.waiting).toBe(2);
    expect(lag.oldestDueMs).toBeGreaterThanOrEqual(100);
  });

  if (open.kind === 'sqlite') {
    it('does not take its own running job again when the clock jumps ahead', async () => {
      const finish = Promise.withResolvers<void>();
      const seen = collect(() => finish.promise);
      await jobs.start();
      await enqueue();
      await until(() => expect(seen).toHaveLength(1));
      clock.offsetMs = 7 * 86_400_000;
      await pause(200);
      finish.resolve();
      await settled();
      expect(seen).toHaveLength(1);
    });

    it('goes by the injected clock', async () => {
      const seen = collect();
      await jobs.start();
      await enqueue({ runAt: clock.now() + 86_400_000 });
      await pause(100);
      expect(seen).toEqual([]);
      clock.offsetMs = 86_400_000;
      await until(() => expect(seen).toHaveLength(1));
    });

    it('buries a job that killed its process in every attempt', async () => {
      collect(undefined, { attempts: 2 });
      await enqueue({ data: { n: 1 } });
      await database.manager.query(
        `UPDATE job SET state = 'running', attempt = 2, locked_by = 'dead process', due_at = 0`,
      );
      await jobs.start();
      await until(async () => expect((await jobs.lag()).dead).toBe(1));
      expect((await jobs.deadLetters())[0]?.error.message).toMatch(/process ended/);
    });

    it('ignores the end of an attempt that was given to another process', async () => {
      const finish = Promise.withResolvers<void>();
      const seen = collect(() => finish.promise);
      await jobs.start();
      await enqueue();
      await until(() => expect(seen).toHaveLength(1));
      await database.manager.query(`UPDATE job SET attempt = 2, locked_by = 'another process'`);
      finish.resolve();
      await pause(100);
      expect(await jobs.lag()).toMatchObject({ running: 1 });
    });
  }
});
