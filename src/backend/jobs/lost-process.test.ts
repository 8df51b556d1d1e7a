import { describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseKind } from '../database/database.ts';
import { createTestDatabase, openAnother } from '../database/test-database.ts';
import { startProcess } from '../database/test-process.ts';
import type { TestProcess } from '../database/test-process.ts';
import { jobEntities } from './job-entity.ts';
import { createTestJobs, MovableClock } from './test-jobs.ts';

const script = new URL('./test-jobs.ts', import.meta.url);
/** More than any lease or heartbeat of either store. */
const LONG_MS = 22_000;

describe('jobs of several processes', () => {
  // Both at once: they wait for leases most of the time.
  it.concurrent.for(['sqlite', 'postgres'] as const)(
    'go to another one within 30 s when theirs is killed, and stay where it lives, on %s',
    { timeout: 90_000 },
    async (kind, { expect, onTestFinished }) => {
      const { url, database, remove } = await openEmpty(kind);
      onTestFinished(remove);
      const spawn = async (name: string, mode: string): Promise<TestProcess> => {
        const process = startProcess(script, [url, name, mode]);
        onTestFinished(async () => {
          process.child.kill('SIGKILL');
          await process.exited;
        });
        await process.line('started');
        return process;
      };
      const jobs = await createTestJobs(database, new MovableClock());
      const add = (job: string) =>
        database.transaction((tx) => jobs.enqueue(tx, { queue: 'work', key: job, data: { job } }));
      const finish = Promise.withResolvers<void>();
      const seen: unknown[] = [];
      jobs.work('work', { concurrency: 1 }, async (job) => {
        seen.push(job.data);
        await finish.promise;
      });
      await jobs.start();
      await add('long');
      await expect.poll(() => seen).toEqual([{ job: 'long' }]);
      const long = new Promise((ended) => setTimeout(ended, LONG_MS));

      const doomed = await spawn('doomed', 'hang');
      await add('lost');
      await doomed.line('took');
      doomed.child.kill('SIGKILL');
      const killedAt = performance.now();
      const heir = await spawn('heir', 'quick');
      expect(await heir.line('took')).toBe('heir took {"job":"lost"} attempt 2');
      expect(performance.now() - killedAt).toBeLessThan(30_000);

      await long;
      finish.resolve();
      await expect.poll(() => jobs.lag()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
      expect(seen).toHaveLength(1);
      expect(heir.lines.filter((line) => line.includes('took'))).toHaveLength(1);
      await jobs.stop();
    },
  );

  it('are there at once for one that starts a while after theirs was killed, on postgres', async () => {
    const { database, remove } = await openEmpty('postgres');
    onTestFinished(remove);
    const jobs = await createTestJobs(database, new MovableClock());
    jobs.work('work', { concurrency: 1 }, async () => undefined);
    await database.transaction((tx) => jobs.enqueue(tx, { queue: 'work' }));
    await database.manager.query(
      `UPDATE pgboss.job SET state = 'active', heartbeat_on = now() - interval '1 minute'`,
    );
    await jobs.start();
    onTestFinished(() => jobs.stop());
    expect(await database.manager.query(`SELECT id FROM pgboss.job WHERE state = 'active'`)).toEqual([]);
  });
});

async function openEmpty(kind: DatabaseKind) {
  const { url, remove } = await createTestDatabase(kind);
  const database = await openAnother(url, jobEntities);
  await database.dataSource.synchronize();
  return { url, database, remove: () => database.close().then(remove) };
}
