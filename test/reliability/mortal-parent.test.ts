import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { when } from '../world/world.ts';

const LONG = { timeout: 180_000 };

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const runs = 'setInterval(() => undefined, 1_000)';
const busy = 'for (;;);';
const stuck = `process.on('exit', () => { for (;;); }); ${runs}`;

it.each([
  ['that still starts', runs, 0],
  ['that runs', runs, 6_000],
  ['whose event loop is blocked', busy, 6_000],
  ['that does not come to its end', stuck, 6_000],
])(
  'no PostgreSQL and no Baton %s outlives the process that started it and is killed',
  LONG,
  async (_how, program, pauseMs) => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-mortal-'));
    chmodSync(folder, 0o755);
    const script = fileURLToPath(new URL('../world/mortal-parent.ts', import.meta.url));
    const parent = spawn(process.execPath, [script, join(folder, 'postgres'), program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as { postgres: number; baton: number };
    onTestFinished(() => {
      for (const pid of Object.values(pids)) if (lives(pid)) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });
    await pause(pauseMs);
    expect([lives(pids.postgres), lives(pids.baton)]).toEqual([true, true]);
    parent.kill('SIGKILL');
    await when('Baton to end', () => !lives(pids.baton), 60_000, 50);
    await when('PostgreSQL to end', () => !lives(pids.postgres), 60_000, 50);
  },
);
