import type { Tx } from '../database/database.ts';
import type { ErrorCode } from '../ground/errors.ts';
import type { WorkOptions } from '../room/queue.ts';

/**
 * Durable jobs. A job says "look at this", never "the world is so": it may run twice, late and in any order, so a
 * handler reads the current state and does what is missing. Two adapters, one battery of tests: pg-boss on
 * PostgreSQL, an own table on SQLite.
 */
export interface Jobs {
  /** Adds a job in the caller's transaction: it exists exactly if the transaction commits. */
  enqueue(tx: Tx, job: NewJob): Promise<void>;
  /** Registers the handler of a queue. Call before `start`. */
  work<Data extends JobData>(
    queue: string,
    options: WorkOptions,
    handler: (job: Job<Data>) => Promise<void>,
  ): void;
  /** Runs a queue's handler at every tick of a cron expression (UTC, five fields), once over all processes. */
  schedule(queue: string, cron: string): void;
  /** Starts the workers and timers of this process. */
  start(): Promise<void>;
  /** Stops taking jobs, waits for running handlers at most `graceMs`, and hands unfinished ones back. */
  stop(graceMs?: number): Promise<void>;
  /**
   * After the clock was set back: jobs that wait start now, schedules go on by the clock as it is. What a job was
   * waiting for is looked at by its handler.
   */
  pullIn(): Promise<void>;
  /** Jobs that failed for the last time, newest first. */
  deadLetters(limit?: number): Promise<DeadLetter[]>;
  /** Puts a dead letter back into its queue with fresh attempts. Resolves to false if it is not there. */
  redrive(id: string): Promise<boolean>;
  /** Waiting and running jobs, and the age in ms of the oldest due one: for /readyz and /metrics. */
  lag(): Promise<{ waiting: number; running: number; dead: number; oldestDueMs: number }>;
}

export type JobData = Readonly<Record<string, string | number | boolean | null>>;

export interface NewJob {
  queue: string;
  data?: JobData;
  /** At most one job with this key waits in a queue. A second one is dropped, keeping the earlier `runAt` of the two. */
  key?: string;
  /** Epoch ms; default now. */
  runAt?: number;
}

export interface Job<Data extends JobData = JobData> {
  id: string;
  queue: string;
  data: Data;
  /** 1 on the first run. */
  attempt: number;
}

export interface DeadLetter {
  id: string;
  queue: string;
  data: JobData;
  attempts: number;
  failedAt: number;
  error: { code: ErrorCode | null; message: string };
}
