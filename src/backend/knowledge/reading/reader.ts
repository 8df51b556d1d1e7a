import { Worker } from 'node:worker_threads';
import { SECOND } from '../../ground/clock.ts';
import type { Reading, ReadingTask } from './types.ts';

export interface ReadingLimits {
  ms: number;
  /** MB of memory, for what JavaScript holds, and again for what is unpacked. */
  megabytes: number;
}

const LIMITS: ReadingLimits = { ms: 60 * SECOND, megabytes: 256 };
/** How often its memory is looked at: it unpacks less than the limit in that time. */
const LOOK_MS = 100;

/** As it is in the sources, and as it is built. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/**
 * Reads in a thread of its own, within a time and a memory: a file that was made to do harm ends that thread and nothing
 * else. @throws Error when the thread itself is broken, whatever it is given
 */
export function read(task: ReadingTask, limits: ReadingLimits = LIMITS): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      // What a library says about a strange file is no line of Baton's log.
      stdout: true,
      stderr: true,
      env: {},
    });
    const stop = (): void => {
      clearTimeout(timer);
      clearInterval(look);
      void worker.terminate();
    };
    const end = (reading: Reading): void => {
      stop();
      resolve(reading);
    };
    const timer = setTimeout(() => end(TOO_SLOW), limits.ms);
    const look = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory: unpacked }) => {
          if (unpacked > limits.megabytes * 1_048_576) end(TOO_LARGE);
        },
        // It has ended meanwhile, and said how.
        () => undefined,
      );
    }, LOOK_MS);
    worker.once('message', (reading: Reading) => end(reading));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return end(TOO_LARGE);
      stop();
      reject(error);
    });
    worker.once('exit', () => end(BROKEN));
    worker.stdout.resume();
    worker.stderr.resume();
  });
}

const TOO_SLOW: Reading = {
  problem: 'Reading this took too long and was ended. Add a shorter or simpler version of it.',
};
const TOO_LARGE: Reading = {
  problem: 'Reading this took too much memory and was ended. Add a shorter or simpler version of it.',
};
const BROKEN: Reading = { problem: 'This could not be read: it is damaged, or made in an unusual way.' };
