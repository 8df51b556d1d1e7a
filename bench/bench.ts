import { parseArgs } from 'node:util';
import { bulk } from './bulk.ts';
import { calls } from './calls.ts';
import { cards } from './cards.ts';
import { campaignCalls } from './campaign-calls.ts';
import { campaignPages } from './campaign-pages.ts';
import { enrolling } from './enrolling.ts';
import { facts } from './facts.ts';
import type { Benchmark } from './figures.ts';
import { intake } from './intake.ts';
import { knowledge } from './knowledge.ts';
import { limiter } from './limiter.ts';
import { load } from '../test/world/machine.ts';
import { memory } from './memory.ts';
import { pages } from './pages.ts';
import { pickUp } from './pick-up.ts';
import { reading } from './reading.ts';
import { report } from './report.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  'pick-up': pickUp,
  calls,
  bulk,
  intake,
  limiter,
  'campaign-calls': campaignCalls,
  enrolling,
  memory,
  cards,
  pages,
  'campaign-pages': campaignPages,
  reading,
  facts,
  knowledge,
};

/**
 * `npm run bench -- [name …]`: runs the named benchmarks, or all, one after the other.
 * @throws on a name that does not exist, and on any option
 */
async function main(args: string[]): Promise<void> {
  const { positionals: named } = parseArgs({ args, allowPositionals: true });
  const unknown = named.filter((name) => !benchmarks[name]);
  if (unknown.length > 0) {
    throw new Error(
      `There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
    );
  }
  for (const [name, run] of Object.entries(benchmarks)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const before = load();
    report(name, await run(), before);
  }
}

await main(process.argv.slice(2));
