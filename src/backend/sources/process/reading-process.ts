import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { BatonError } from '../../ground/errors.ts';
import { snapshotOf, insideFolder } from '../files/inside-folder.ts';
import { rowOf } from '../rows.ts';
import type { RowStream } from '../rows.ts';
import type { ReadingAnswer, ReadingTask } from './task.ts';

/** As it is in the sources, and as it is built. */
const CHILD = new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url);

export interface QueriedFile {
  kind: ReadingTask['kind'];
  folder: string;
  path: string;
  query: string;
  /** The longest that it may take for the next rows, in milliseconds. */
  timeoutMs: number;
}

/**
 * The rows of a query on a file, from a process of its own that knows no secret: whatever the query does, the process can
 * be ended, and takes neither the time nor the memory of Baton.
 */
export function queriedFileRows({ kind, folder, path, query, timeoutMs }: QueriedFile): RowStream {
  return async function* ({ signal, batch, onColumns }) {
    const file = await insideFolder(folder, path);
    // SQLite looks after that itself, also while others write.
    const snapshot = kind === 'sqlite' ? null : await snapshotOf(file, path);
    const child = fork(CHILD, {
      serialization: 'advanced',
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', end, { once: true });
    try {
      const task: ReadingTask = { kind, file, query, batch };
      let names: string[] = [];
      let next = ask(child, task, timeoutMs);
      for (let answer = await next; !('end' in answer); answer = await next) {
        if ('failed' in answer) throw failure(answer, path);
        next = ask(child, 'next', timeoutMs);
        // It is looked at when its turn comes.
        next.catch(() => undefined);
        if ('columns' in answer) {
          names = answer.columns.map(({ name }) => name);
          onColumns(answer.columns);
        } else yield answer.rows.map((values) => rowOf(names, values));
      }
      await snapshot?.check();
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  };
}

function ask(child: ChildProcess, message: ReadingTask | 'next', timeoutMs: number): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      child.off('message', answered).off('exit', gone).off('error', gone);
    };
    const answered = (answer: unknown): void => {
      settle();
      resolve(answer as ReadingAnswer);
    };
    const fail = (message: string): void => {
      settle();
      reject(new BatonError('SOURCE_FAILED', message));
    };
    const gone = (): void =>
      fail('The process that reads the file ended. It may be damaged, or larger than the memory allows.');
    const timer = setTimeout(
      () => fail(`The query gave no rows for ${timeoutMs / 1_000} seconds and was ended. Make it faster.`),
      timeoutMs,
    );
    child.on('message', answered).on('exit', gone).on('error', gone);
    child.send(message, (error) => error && gone());
  });
}

const ADVICE: readonly [RegExp, string][] = [
  [
    /not a database|malformed|No magic bytes|too small to be a Parquet/i,
    'Check that it is such a file and complete.',
  ],
  [
    /unable to open/i,
    'Check that Baton may read it; a database in WAL mode needs a folder that can be written to.',
  ],
  [/locked/i, 'Another program writes to it for long: try again.'],
  [/no such|does not exist|not found/i, 'Check the names of tables and columns.'],
  [/Permission Error|disabled/i, 'Queries read that one file and nothing else.'],
];

function failure({ failed, refused }: Extract<ReadingAnswer, { failed: string }>, path: string): BatonError {
  if (refused) return new BatonError('SOURCE_REFUSED', failed);
  const advice = ADVICE.find(([pattern]) => pattern.test(failed))?.[1] ?? 'Check the query.';
  return new BatonError('SOURCE_FAILED', `${path} said: ${failed.replace(/\.?\s*$/, '')}. ${advice}`);
}
