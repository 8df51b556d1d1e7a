import type { Clock, Random } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { DurableJobs } from './durable-jobs.ts';
import type { Jobs } from './jobs.ts';
import { PostgresJobStore } from './postgres-store.ts';
import { SqliteJobStore } from './sqlite-store.ts';

export interface JobsDependencies {
  database: Database;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** How often to look for jobs that other processes added. Default 200 ms on SQLite, 500 ms on PostgreSQL. */
  pollMs?: number;
}

/** Durable jobs in the given database: pg-boss on PostgreSQL, a table of our own on SQLite. */
export function createJobs(deps: JobsDependencies): Jobs {
  const store = deps.database.kind === 'sqlite' ? new SqliteJobStore(deps) : new PostgresJobStore(deps);
  return new DurableJobs({ ...deps, store });
}
