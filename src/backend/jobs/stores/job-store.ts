import type { Tx } from '../../database/database.ts';
import type { DeadLetter, Job, Jobs, NewJob } from '../jobs.ts';

/**
 * What differs between the databases: where jobs lie and how they are taken. The workers, timers and schedules on top
 * are the same (`workers.ts`).
 */
export interface JobStore {
  /** How often a queue is asked for work that another process put there. */
  readonly pollMs: number;
  /** How often `keepAlive` must be called for jobs that are being done. */
  readonly heartbeatMs: number;
  /** Prepares the store for these queues. May be called by many processes at once. */
  open(queues: readonly QueueSettings[]): Promise<void>;
  enqueue(tx: Tx, job: NewJob): Promise<void>;
  /** Those of the queues that have something to take now: one question for all of them, however many there are. */
  due(queues: readonly string[]): Promise<string[]>;
  /** Takes at most `limit` due jobs, oldest first; nobody else gets them while they are kept alive. */
  claim(queue: QueueSettings, limit: number): Promise<ClaimedJob[]>;
  /** Tells that the process still lives, so that its jobs are not given to another one. */
  keepAlive(jobs: readonly ClaimedJob[]): Promise<void>;
  /** Removes a job that was done, unless it was given to another process meanwhile. */
  complete(job: ClaimedJob): Promise<void>;
  /** Puts a job that failed back with a pause, or among the dead letters after its last attempt. */
  fail(queue: QueueSettings, job: ClaimedJob, error: DeadLetter['error']): Promise<void>;
  /** Gives jobs back that cannot be done now, without counting the attempt. They are due again in `afterMs`; default 0. */
  handBack(jobs: readonly ClaimedJob[], afterMs?: number): Promise<void>;
  /** Makes due what waits, but for jobs of this key; claims end within a lease. */
  pullIn(exceptKey: string): Promise<void>;
  deadLetters: Jobs['deadLetters'];
  redrive: Jobs['redrive'];
  lag: Jobs['lag'];
  close(): Promise<void>;
}

export interface ClaimedJob extends Job {
  key: string | null;
}

export interface QueueSettings {
  name: string;
  attempts: number;
  backoffMs: number;
  backoffMaxMs: number;
}

/** The settings of a queue that this process only writes to. */
export const defaultQueueSettings = (name: string): QueueSettings => ({
  name,
  attempts: 10,
  backoffMs: 1_000,
  backoffMaxMs: 5 * 60_000,
});

/** The longest error message that is kept. */
export const ERROR_LENGTH = 2_000;
