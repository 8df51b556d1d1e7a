import type { Db, QueueOptions } from 'pg-boss';
import { z } from 'zod';
import { DAY, HOUR, SECOND } from '../../ground/clock.ts';
import type { Tx } from '../../database/database.ts';
import { errorCatalog } from '../../ground/errors.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import type { ClaimedJob, QueueSettings } from './job-store.ts';

/** The queue of pg-boss in which jobs lie that failed for the last time. */
export const DEAD_LETTERS = 'dead-letters';
/** The shortest that pg-boss takes. */
const HEARTBEAT_SECONDS = 10;
const YEAR_SECONDS = (365 * DAY) / SECOND;

/** node-postgres: its pool, or one connection of it. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export const asBossDatabase = (connection: Queryable): Db => ({
  executeSql: (text, values) => connection.query(text, values),
});

/** The connection that the transaction runs on; outside a transaction, any. */
export const connectionOf = async (tx: Tx, pool: Queryable): Promise<Queryable> =>
  tx.queryRunner ? ((await tx.queryRunner.connect()) as Queryable) : pool;

export const attemptOf = (job: ClaimedJob) => ({ id: job.id, retryCount: job.attempt - 1 });

const seconds = (ms: number): number => Math.max(1, Math.round(ms / SECOND));

export const queueOptions = (queue: QueueSettings): QueueOptions & { deadLetter: string } => ({
  retryLimit: queue.attempts - 1,
  retryBackoff: true,
  retryDelay: seconds(queue.backoffMs),
  retryDelayMax: seconds(queue.backoffMaxMs),
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // A living process may take its time: the heartbeat tells the dead from the slow.
  expireInSeconds: (23 * HOUR) / SECOND,
  retentionSeconds: YEAR_SECONDS,
  // Of failed jobs only; the dead letter is the copy that stays. Done jobs are deleted at once.
  deleteAfterSeconds: 3_600,
  deadLetter: DEAD_LETTERS,
});

export const deadLetterQueue: QueueOptions = { retentionSeconds: YEAR_SECONDS };

const message = z.object({ message: z.string(), code: z.string().nullish() });

/** What pg-boss stored: our own error, or its words wrapped in `value` when a process died during the last attempt. */
export const deadLetterRow = z.object({
  id: z.string(),
  queue: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  attempts: z.number(),
  failedAt: z.number(),
  error: z
    .union([message, z.object({ value: message }).transform((output) => output.value)])
    .transform((error) => ({
      code: isErrorCode(error.code) ? error.code : null,
      message: error.message,
    })),
});

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorCatalog;
