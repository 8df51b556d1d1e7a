import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { blackHoles } from './black-holes.ts';
import { clockJump } from './clock-jump.ts';
import { fillCompileCache } from './compile-cache.ts';
import { histories } from './histories.ts';
import { killPostgres } from './kill-postgres.ts';
import { killSqlite } from './kill-sqlite.ts';
import { isClean, runsText, writeRun, type Run } from './report.ts';
import type { Scenario, Size } from './scenario.ts';
import { signatures } from './signatures.ts';
import { starters } from './starters.ts';
import { useOwnTemporaryFolder } from './temporary.ts';

const scenarios: readonly Scenario[] = [
  killSqlite,
  killPostgres,
  starters,
  clockJump,
  histories,
  signatures,
  ...blackHoles,
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Order {
  size: Size;
  seed: number;
  chosen: Scenario[];
}

/** @throws with what there is when a word is not known */
function readOrder(words: string[]): Order {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { full: { type: 'boolean', default: false }, seed: { type: 'string' } },
  });
  const unknown = positionals.filter((word) => !scenarios.some(({ name }) => name === word));
  if (unknown.length > 0)
    throw new Error(
      `There is no scenario ${unknown.join(', ')}. There are: ${scenarios.map(({ name }) => name).join(', ')}.`,
    );
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  if (!Number.isInteger(seed)) throw new Error(`A seed is a whole number, not ${values.seed ?? ''}.`);
  const chosen = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  return { size: values.full ? 'full' : 'short', seed, chosen };
}

async function runOne(scenario: Scenario, { size, seed }: Order): Promise<Run> {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1_000;
  const tell = (progress: string): void => say(`${scenario.name}, ${Math.round(seconds())} s: ${progress}`);
  const about = { name: scenario.name, size, seed };
  try {
    tell('begins');
    const outcome = await scenario.run(size, seed, tell);
    return { ...about, seconds: seconds(), outcome, error: null };
  } catch (error) {
    return { ...about, seconds: seconds(), outcome: null, error: String((error as Error).stack) };
  }
}

/** The short version must fit into the gate: it uses all processors. The full one measures, one scenario at a time. */
async function runAll(order: Order): Promise<Run[]> {
  const runs: Run[] = [];
  const isShort = order.size === 'short';
  const waiting = order.chosen.filter(({ waits }) => isShort && waits);
  const left = order.chosen.filter((scenario) => !waiting.includes(scenario));
  const lane = async (queue: Scenario[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const run = await runOne(next, order);
      writeRun(run);
      runs.push(run);
    }
  };
  const lanes = isShort ? Math.min(2, availableParallelism()) : 1;
  const working = Array.from({ length: lanes }, () => lane(left));
  await Promise.all([...working, ...waiting.map((scenario) => lane([scenario]))]);
  const place = ({ name }: Run): number => order.chosen.findIndex((scenario) => scenario.name === name);
  return runs.sort((a, b) => place(a) - place(b));
}

/** `npm run faults -- [name …] [--full] [--seed N]`: does to the real product what goes wrong, and counts. */
async function main(words: string[]): Promise<void> {
  const order = readOrder(words);
  useOwnTemporaryFolder(say);
  say(`${order.chosen.map(({ name }) => name).join(', ')}: ${order.size}, seed ${order.seed}`);
  fillCompileCache();
  const runs = await runAll(order);
  say(`\n${runsText(runs)}`);
  process.exit(runs.every(isClean) ? 0 : 1);
}

await main(process.argv.slice(2));
