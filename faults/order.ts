import { parseArgs } from 'node:util';
import type { Scenario, Size } from './scenario.ts';

/** What is to be run: every chosen scenario with every seed. */
export interface Order {
  size: Size;
  seeds: number[];
  chosen: Scenario[];
}

/** Seeds are below this: short enough to be typed. */
const SEEDS = 1_000_000;

/**
 * Reads `[name …] [--full] [--seed N …] [--seeds N]`. Without a seed, one is made up; `--seeds`: as many.
 * @throws with what there is when a word is not known
 */
export function readOrder(
  words: string[],
  scenarios: readonly Scenario[],
  chance: () => number = Math.random,
): Order {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      full: { type: 'boolean', default: false },
      seed: { type: 'string', multiple: true },
      seeds: { type: 'string' },
    },
  });
  const unknown = positionals.filter((word) => !scenarios.some(({ name }) => name === word));
  if (unknown.length > 0)
    throw new Error(
      `There is no scenario ${unknown.join(', ')}. There are: ${scenarios.map(({ name }) => name).join(', ')}.`,
    );
  if (values.seed && values.seeds !== undefined)
    throw new Error('Either --seed, with the seeds that you want, or --seeds, with how many fresh ones.');
  return {
    size: values.full ? 'full' : 'short',
    seeds: values.seed?.map(wholeNumber) ?? freshSeeds(wholeNumber(values.seeds ?? '1'), chance),
    chosen: scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
  };
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`A whole number is wanted, not ${text}.`);
  return Number(text);
}

function freshSeeds(count: number, chance: () => number): number[] {
  const seeds = new Set<number>();
  while (seeds.size < Math.max(1, count)) seeds.add(Math.floor(chance() * SEEDS));
  return [...seeds];
}
