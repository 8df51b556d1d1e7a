import type { Clock, Random } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import { DurableJobs } from './durable-jobs.ts';
import type { Jobs } from './jobs.ts';
import type { JobStore } from './stores/job-store.ts';
import { SqliteJobStore } from './stores/sqlite-store.ts';

export interface JobsDependencies {
  database: Database;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** How often to look for jobs that other processes added. Default 200 ms on SQLite, 500 ms on PostgreSQL. */
  pollMs?: number;
}

/** Durable jobs in the given database: pg-boss on PostgreSQL, a table of our own on SQLite. */
export const createJobs = async (deps: JobsDependencies): Promise<Jobs> =>
  new DurableJobs({ ...deps, store: await createStore(deps) });

async function createStore(deps: JobsDependencies): Promise<JobStore> {
  if (deps.database.kind === 'sqlite') return new SqliteJobStore(deps);
  // Loaded only where it is used: pg-boss takes several megabytes.
  const { PostgresJobStore } = await import('./stores/postgres-store.ts');
  return new PostgresJobStore(deps);
}
