import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandom } from '../src/backend/ground/system.ts';
import { assistantId, portalId } from '../src/backend/ground/identifiers.ts';
import { migrate } from '../src/backend/database/migrate.ts';
import { openDatabase } from '../src/backend/database/database.ts';
import { entities, migrations } from '../src/backend/house/schema.ts';
import { createItems } from '../src/backend/knowledge/items.ts';
import { createPassageStore } from '../src/backend/knowledge/searching/passage-store.ts';
import { search } from '../src/backend/knowledge/searching/search.ts';
import { createWordIndex } from '../src/backend/knowledge/searching/word-index.ts';
import { withPostgres } from '../test/world/database.ts';
import { discard } from '../test/world/temporary.ts';
import { quantile } from './figures.ts';
import type { Figure, Result } from './figures.ts';

const PORTAL = portalId(4242);
const TARA = assistantId('tara');
const ITEMS = 1_000;
const PASSAGES = 10;
const ROUNDS = 200;

/** How fast the passages are found that answer a question, among 10,000 of one account. */
export async function knowledge(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  try {
    const sqlite = await measure('SQLite', `sqlite:${folder}/knowledge.sqlite`);
    const postgres = await withPostgres((origin) => measure('PostgreSQL', `${origin}/postgres`), {});
    return {
      setting: [
        `${ITEMS.toLocaleString('en-US')} items of ${PASSAGES} passages of about 800 characters, words as frequent as in English (Zipf);`,
        `${ROUNDS} questions of 5 to 9 words, one after the other, rare words, common ones and words that stand nowhere.`,
      ],
      figures: [...sqlite, ...postgres],
    };
  } finally {
    discard(folder);
  }
}

async function measure(kind: string, url: string): Promise<Figure[]> {
  const database = await openDatabase({ url, entities, migrations });
  try {
    await migrate(database);
    const index = createWordIndex(database.kind);
    const deps = {
      database,
      index,
      passages: createPassageStore({ index, random: systemRandom }),
      todayOf: async () => '2026-11-29',
      jobs: { enqueue: async () => undefined },
      assistants: { find: async () => undefined },
      clock: { now: () => 0 },
      random: systemRandom,
    };
    const items = createItems(deps);
    const adding: number[] = [];
    for (let number = 0; number < ITEMS; number += 1) {
      const item = { kind: 'text', title: `Item ${number}`, assistantId: null, expiresOn: null } as const;
      adding.push(await timed(() => items.add(PORTAL, { ...item, text: textOf(number) }, 'bench')));
    }
    const asking: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const question = Array.from({ length: 5 + (round % 5) }, () => word()).join(' ');
      asking.push(await timed(() => search(deps, PORTAL, TARA, { question, limit: 5 })));
    }
    const ms = (what: string, values: number[], share: number): Figure => ({
      what: `${kind}: ${what}`,
      value: quantile(values, share),
      unit: 'ms',
    });
    return [
      ms('a question, median', asking, 0.5),
      ms('– p95', asking, 0.95),
      ms(`a text of ${PASSAGES} passages added, median`, adding, 0.5),
    ];
  } finally {
    await database.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The same texts and questions in every run. */
let seed = 7;
function chance(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
}

const VOCABULARY = 20_000;
/** The n-th commonest word comes about 1/n times as often as the commonest. */
const word = (): string => `w${Math.floor(VOCABULARY ** chance()).toString(36)}ord`;
const textOf = (number: number): string =>
  Array.from(
    { length: PASSAGES },
    (_, part) => `${number}-${part} ${Array.from({ length: 120 }, () => word()).join(' ')}.`,
  ).join('\n\n');
