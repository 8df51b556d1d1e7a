import { readdirSync, readFileSync } from 'node:fs';
import { draftLines } from '../scripts/draft-lines.ts';
import { quantile, type Result } from './figures.ts';
import { settledMemory } from './settled-memory.ts';

const ROUNDS = 5;
const folder = new URL('../src/backend/facts/drafts/', import.meta.url);

/** What it costs to look every claim of a draft up in its sources, and what the lists of words keep in memory. */
export async function facts(): Promise<Result> {
  const drafts = readdirSync(folder).flatMap((file) =>
    draftLines(readFileSync(new URL(file, folder), 'utf8'), file),
  );
  // Baton has these open for its answers already.
  await Promise.all([import('../src/backend/replies/dates.ts'), import('countries-and-timezones')]);
  const before = settledMemory();
  const { checkDraft } = await import('../src/backend/facts/check-draft.ts');
  const costs = drafts.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [at, { draft, sources }] of drafts.entries()) {
      const start = process.cpuUsage();
      checkDraft(draft, sources);
      const { user, system } = process.cpuUsage(start);
      if (round > 0) costs[at]?.push((user + system) / 1_000);
    }
  const kept = settledMemory() - before;
  const each = costs.map((rounds) => quantile(rounds, 0.5));
  return {
    setting: [
      `${drafts.length} labelled drafts in eight languages with their sources, ${ROUNDS} times after once. CPU of the process, user`,
      'and system. Memory: heap and buffers after a collection, before the check is loaded and after all.',
    ],
    figures: [
      {
        what: 'claims of a draft looked up, median',
        value: quantile(each, 0.5),
        unit: 'ms CPU',
        target: '≤ 5 ms',
      },
      { what: '– p99', value: quantile(each, 0.99), unit: 'ms CPU' },
      { what: 'more memory with the lists of words', value: kept, unit: 'MB', target: '≤ 20 MB' },
    ],
  };
}
