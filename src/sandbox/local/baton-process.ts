import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '../ground/end-with-this-process.ts';
import { CLOCK_OFFSET_VARIABLE, type SandboxClock } from '../ground/clock.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const RESTART_DELAY_MS = 500;
const SOURCES = ['--import', './src/sandbox/ground/clock-preload.ts', 'src/backend/main.ts'];

/** The time of the machine that Baton runs on: usually HubSpot's, unless its clock is wrong. */
export type MachineClock = Pick<SandboxClock, 'offsetMs' | 'onChange'>;

export interface BatonProcessOptions {
  environment: Readonly<Record<string, string>>;
  clock: MachineClock;
  /** Node's arguments. Default: the sources, on the stand-in's clock. */
  program?: readonly string[];
  /** Baton's JSON log; null: dropped. */
  logFile: string | null;
  /** Started again whenever it ends. Default true. */
  restart?: boolean;
  /** Default 500 ms. */
  restartDelayMs?: number;
  onExit?: (code: number | null, signal: NodeJS.Signals | null) => void;
}

/** Baton as a real process of its own, on the clock it is given. */
export interface BatonProcess {
  readonly pid: number | undefined;
  kill(signal: NodeJS.Signals): void;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
}

export function startBatonProcess(options: BatonProcessOptions): BatonProcess {
  const log = options.logFile === null ? null : createWriteStream(options.logFile, { flags: 'a' });
  let stopping = false;
  let child = launch(options, log);
  const watch = (process: ChildProcess): void => {
    process.once('exit', (code, signal) => {
      options.onExit?.(code, signal);
      if (stopping || options.restart === false) return;
      setTimeout(() => {
        if (stopping) return;
        child = launch(options, log);
        watch(child);
      }, options.restartDelayMs ?? RESTART_DELAY_MS);
    });
  };
  watch(child);
  const forget = options.clock.onChange((offsetMs, evenly = false) => tellTime(child, { offsetMs, evenly }));
  return {
    get pid() {
      return child.pid;
    },
    kill: (signal) => void child.kill(signal),
    async stop() {
      stopping = true;
      forget();
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      log?.end();
    },
  };
}

function launch(options: BatonProcessOptions, log: WriteStream | null): ChildProcess {
  const child = spawn(process.execPath, options.program ?? SOURCES, {
    cwd: ROOT,
    // Only what Baton documents: the environment of the person who runs this must not leak into it.
    env: {
      PATH: process.env['PATH'],
      ...options.environment,
      [CLOCK_OFFSET_VARIABLE]: String(options.clock.offsetMs),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => log?.write(chunk));
  }
  child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  if (child.pid !== undefined) child.once('exit', endWithThisProcess(child.pid));
  return child;
}

function tellTime(child: ChildProcess, time: { offsetMs: number; evenly: boolean }): void {
  // A process that dies in this very moment is told at its next start.
  if (child.connected) child.send({ type: 'clock', ...time }, () => undefined);
}
