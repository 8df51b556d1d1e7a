/**
 * `npm run sync -- check FILE [--json] [--offline]`: checks the definition of a sync, and its source unless
 * `--offline`. Exits 0 when done, 2 when something was
 * refused before any call.
 */
import { parseArgs } from 'node:util';
import { isBatonError } from '../ground/errors.ts';
import { check } from '../syncs/definition/check.ts';
import type { Asked, Surroundings } from '../syncs/definition/check.ts';

/** Each resolves to the exit code: 0 done, 1 rows failed, 2 refused before a call. */
const subcommands: Readonly<Record<string, (asked: Asked, around: Surroundings) => Promise<number>>> = {
  check,
};

const USAGE = `Usage: npm run sync -- ${Object.keys(subcommands).join('|')} FILE [--json] [--offline]\n`;

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, offline: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [name = '', file, ...more] = positionals;
  const subcommand = subcommands[name];
  if (!subcommand || file === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const write = (text: string) => void process.stdout.write(text);
  return await subcommand({ file, ...values }, { env: process.env, write });
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isBatonError(error) ? `${error.code}: ` : ''}${message}\n${USAGE}`);
  process.exitCode = 2;
}
