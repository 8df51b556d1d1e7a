import { fillCompileCache } from '../test/world/compile-cache.ts';
import { readOrder, type Order } from './order.ts';
import { isClean, runsText, verdictOf, writeRun, type Run } from './report.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const MINUTE = 60_000;
/** Of one scenario, on a machine half as fast that does other things as well. */
const LIMIT_MS = { short: 25 * MINUTE, full: 180 * MINUTE } as const;
/** Of all of a short version, with one seed: the gate ends it a little later. */
const ALL_SHORT_MS = 35 * MINUTE;
/**
 * How many run at a time in a short version, which must fit into the gate: of those that work, as many as the smallest
 * machine has processors, and beside them those that mostly wait. The full version measures, one scenario at a time.
 */
const LANES = { work: 2, wait: 2 } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function runAll({ size, chosen }: Order, seed: number): Promise<Run[]> {
  const runs: Run[] = [];
  const end = performance.now() + ALL_SHORT_MS;
  const lane = async (queue: Scenario[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const left = size === 'short' ? Math.max(0, end - performance.now()) : Infinity;
      const limitMs = Math.min(LIMIT_MS[size], left);
      const run = await runScenario(next, { size, seed, limitMs }, say);
      writeRun(run);
      runs.push(run);
      say(verdictOf(run));
    }
  };
  const lanes = (count: number, queue: Scenario[]) => Array.from({ length: count }, () => lane(queue));
  if (size === 'full') await lane([...chosen]);
  else {
    const waiting = chosen.filter(({ waits }) => waits);
    const working = chosen.filter(({ waits }) => !waits);
    await Promise.all([...lanes(LANES.work, working), ...lanes(LANES.wait, waiting)]);
  }
  const place = ({ name }: Run): number => chosen.findIndex((scenario) => scenario.name === name);
  return runs.sort((a, b) => place(a) - place(b));
}

/** `npm run faults -- [name …] [--full] [--seed N …] [--seeds N]`: does to the real product what goes wrong, and counts. */
async function main(words: string[]): Promise<void> {
  const order = readOrder(words, scenarios);
  say(`${order.chosen.map(({ name }) => name).join(', ')}: ${order.size}, seed ${order.seeds.join(', ')}`);
  fillCompileCache();
  const runs: Run[] = [];
  for (const seed of order.seeds) runs.push(...(await runAll(order, seed)));
  say(`\n${runsText(runs)}`);
  process.exit(runs.every(isClean) ? 0 : 1);
}

await main(process.argv.slice(2));
