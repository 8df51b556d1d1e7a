/**
 * `node test/world/mortal-parent.ts <folder> <program>`: starts what a fault scenario starts, to be killed over it, with a
 * program in place of Baton. Tells the pids, on one line, while that one still starts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBatonProcess } from '../../src/sandbox/local/baton-process.ts';
import { startServer } from './postgres.ts';

const [, , home = '', program = ''] = process.argv;
await startServer(home);
const postgres = Number(readFileSync(join(home, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
const baton = startBatonProcess({
  clock: { offsetMs: 0, onChange: () => () => undefined },
  logFile: null,
  environment: {},
  program: ['--import', './src/sandbox/ground/clock-preload.ts', '--eval', program],
});
process.stdout.write(`${JSON.stringify({ postgres, baton: baton.pid })}\n`);
setInterval(() => undefined, 1_000);
