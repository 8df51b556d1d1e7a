import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { RefusedQuery } from './task.ts';
import type { FileBatches, ReadingAnswer, ReadingTask } from './task.ts';

// Started by `reading-process.ts`, which asks for the rows of one query, batch by batch.

/**
 * Ends this process when the one that started it has died: a query that never ends would go on for ever, and while it
 * does, nothing else of this thread runs.
 */
const WATCH = `setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL'); }, 1_000)`;
new Worker(WATCH, { eval: true }).unref();

const answer = (message: ReadingAnswer): void => void process.send?.(message);
process.once('disconnect', () => process.exit());

const batchesOf = async (task: ReadingTask): Promise<FileBatches> =>
  task.kind === 'sqlite'
    ? (await import('./sqlite.ts')).sqliteBatches(task)
    : (await import('./parquet.ts')).parquetBatches(task);

const [task] = (await once(process, 'message')) as [ReadingTask];
try {
  for await (const batch of await batchesOf(task)) {
    // Before it is answered, so that the next question is not missed.
    const asked = once(process, 'message');
    answer(batch);
    await asked;
  }
  answer({ end: true });
} catch (error) {
  const failed = error instanceof Error ? error.message : String(error);
  answer({ failed, refused: error instanceof RefusedQuery });
}
