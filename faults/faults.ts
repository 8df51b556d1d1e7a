import { availableParallelism } from 'node:os';
import { approvals } from './approvals.ts';
import { blackHoles } from './black-holes.ts';
import { clockJump } from './clock-jump.ts';
import { fillCompileCache } from './compile-cache.ts';
import { histories } from './histories.ts';
import { killPostgres } from './kill-postgres.ts';
import { killSqlite } from './kill-sqlite.ts';
import { letters } from './letters.ts';
import { readOrder, type Order } from './order.ts';
import { isClean, runsText, writeRun, type Run } from './report.ts';
import type { Scenario, Size } from './scenario.ts';
import { signatures } from './signatures.ts';
import { starters } from './starters.ts';
import { useOwnTemporaryFolder } from '../test/world/temporary.ts';

const scenarios: readonly Scenario[] = [
  killSqlite,
  killPostgres,
  starters,
  clockJump,
  histories,
  signatures,
  approvals,
  letters,
  ...blackHoles,
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function runOne(scenario: Scenario, size: Size, seed: number): Promise<Run> {
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
async function runAll(order: Order, seed: number): Promise<Run[]> {
  const runs: Run[] = [];
  const isShort = order.size === 'short';
  const waiting = order.chosen.filter(({ waits }) => isShort && waits);
  const left = order.chosen.filter((scenario) => !waiting.includes(scenario));
  const lane = async (queue: Scenario[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const run = await runOne(next, order.size, seed);
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

/** `npm run faults -- [name …] [--full] [--seed N …] [--seeds N]`: does to the real product what goes wrong, and counts. */
async function main(words: string[]): Promise<void> {
  const order = readOrder(words, scenarios);
  useOwnTemporaryFolder(say);
  say(`${order.chosen.map(({ name }) => name).join(', ')}: ${order.size}, seed ${order.seeds.join(', ')}`);
  fillCompileCache();
  const runs: Run[] = [];
  for (const seed of order.seeds) runs.push(...(await runAll(order, seed)));
  say(`\n${runsText(runs)}`);
  process.exit(runs.every(isClean) ? 0 : 1);
}

await main(process.argv.slice(2));
