import { afterEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { startProcess } from '../database/test-process.ts';
import type { TestProcess } from '../database/test-process.ts';
import { jobEntities } from './job-entity.ts';
import { createTestJobs, MovableClock } from './test-jobs.ts';

const script = new URL('./test-jobs.ts', import.meta.url);
/** More than any lease or heartbeat of either store. */
const LONG_MS = 22_000;

describeOnBothDatabases('jobs of several processes', jobEntities, (open) => {
  const processes: TestProcess[] = [];
  const spawn = async (url: string, name: string, mode: string): Promise<TestProcess> => {
    const process = startProcess(script, [url, name, mode]);
    processes.push(process);
    await process.line('started');
    return process;
  };
  afterEach(async () => {
    for (const process of processes.splice(0)) {
      process.child.kill('SIGKILL');
      await process.exited;
    }
  });

  it(
    'go to another one within 30 s when theirs is killed, and stay where it lives',
    { timeout: 90_000 },
    async () => {
      const database = await open();
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

      const doomed = await spawn(database.url, 'doomed', 'hang');
      await add('lost');
      await doomed.line('took');
      doomed.child.kill('SIGKILL');
      const killedAt = performance.now();
      const heir = await spawn(database.url, 'heir', 'quick');
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
});
