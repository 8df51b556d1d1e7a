/**
 * Jobs for tests, with a clock that can be moved; run as a process, it works on a queue and prints what it does:
 * `node test-jobs.ts <database url> <name> <hang|quick>`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Random } from '../ground/clock.ts';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import { createLogger } from '../ground/logger.ts';
import { createJobs } from './create-jobs.ts';
import { jobEntities } from './job-entity.ts';
import type { Jobs } from './jobs.ts';

export const testRandom: Random = {
  uuid: () => randomUUID(),
  fraction: () => 0.5,
  bytes: (length) => randomBytes(length),
};

/** Real time plus an offset. */
export class MovableClock implements Clock {
  offsetMs = 0;
  now(): number {
    return Date.now() + this.offsetMs;
  }
}

export const createTestJobs = (
  database: Database,
  clock: Clock,
  logger: Logger = createLogger('silent'),
): Promise<Jobs> =>
  createJobs({ database, clock, random: testRandom, logger, pollMs: database.kind === 'sqlite' ? 20 : 100 });

async function runWorker(url: string, name: string, mode: string): Promise<void> {
  const database = await openDatabase({ url, entities: jobEntities, migrations: [] });
  const jobs = await createTestJobs(database, new MovableClock(), createLogger('error'));
  jobs.work('work', { concurrency: 5 }, async (job) => {
    process.stdout.write(`${name} took ${JSON.stringify(job.data)} attempt ${job.attempt}\n`);
    if (mode === 'hang') await new Promise(() => undefined);
  });
  await jobs.start();
  process.stdout.write(`${name} started\n`);
}

if (import.meta.main) {
  const [url = '', name = '', mode = 'quick'] = process.argv.slice(2);
  await runWorker(url, name, mode);
}
