import { parentPort, workerData } from 'node:worker_threads';
import { extract } from './extract.ts';
import type { ReadingTask } from './types.ts';

// Given by `reader.ts`, which is the only one to start this.
parentPort?.postMessage(await extract(workerData as ReadingTask));
