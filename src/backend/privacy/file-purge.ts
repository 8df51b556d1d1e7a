import type { Database, Tx } from '../database/database.ts';
import { SECOND } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { plainQueue, untilItSucceeds } from '../room/queue.ts';
import type { Queue } from '../room/queue.ts';

const PURGE_FILES_QUEUE = 'database.purge-deleted';

/** Asks for what the transaction deletes to be taken out of the database's files as well. */
export const askForFilePurge = (jobs: Pick<Jobs, 'enqueue'>, tx: Tx): Promise<void> =>
  jobs.enqueue(tx, { queue: PURGE_FILES_QUEUE, key: 'all' });

export const filePurgeQueue = (database: Pick<Database, 'purgeDeleted'>): Queue =>
  plainQueue({
    name: PURGE_FILES_QUEUE,
    options: { ...untilItSucceeds, concurrency: 1, backoffMaxMs: 10 * SECOND },
    async run() {
      if (await database.purgeDeleted()) return;
      throw new BatonError(
        'DATABASE_UNAVAILABLE',
        'Another process reads the database; its log cannot be cut off yet.',
        { retry: 'backoff' },
      );
    },
  });
