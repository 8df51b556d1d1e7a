/**
 * `npm run sync -- check|plan|run|undo|status FILE_OR_NAME [--json] [--portal ID]`: syncs as code. Exits 0 when done, 1
 * when rows failed or the run broke off, 2 when something was refused before any call.
 */
import { parseArgs } from 'node:util';
import { isBatonError } from '../ground/errors.ts';
import { check } from '../syncs/definition/check.ts';
import { perform, showOrUndo } from './sync-file.ts';
import type { Asked } from './sync-file.ts';
import type { Around } from './sync-runs.ts';

/** Each resolves to the exit code. */
const subcommands: Readonly<Record<string, (asked: Asked, around: Around) => Promise<number>>> = {
  check,
  plan: (asked, around) => perform('plan', asked, around),
  run: (asked, around) => perform('run', asked, around),
  undo: (asked, around) => showOrUndo('undo', asked, around),
  status: (asked, around) => showOrUndo('status', asked, around),
};

const USAGE = `Usage: npm run sync -- ${Object.keys(subcommands).join('|')} FILE [--json] [--offline] [--verify] [--portal ID]
undo and status also take the name of a sync. --offline: check leaves the source alone.
--verify: status looks for events that were sent.
`;

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      offline: { type: 'boolean', default: false },
      portal: { type: 'string' },
      verify: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [name = '', file, ...more] = positionals;
  const subcommand = subcommands[name];
  if (!subcommand || file === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  // The first asks for an end at the next batch; the second ends the process, and the next run goes on from there.
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const write = (text: string) => void process.stdout.write(text);
  const { json, offline, portal, verify } = values;
  return await subcommand(
    { file, json, offline },
    { env: process.env, write, json, portal, verify, signal: cancel.signal },
  );
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isBatonError(error) ? `${error.code}: ` : ''}${message}\n${USAGE}`);
  process.exitCode = 2;
}
