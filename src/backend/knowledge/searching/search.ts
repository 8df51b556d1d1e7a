import type { Database, Tx } from '../../database/database.ts';
import type { AssistantId, PortalId } from '../../ground/identifiers.ts';
import { KnowledgeItemEntity } from '../knowledge-entity.ts';
import type { KnowledgePassage } from '../knowledge-entity.ts';
import type { PassageStore } from './passage-store.ts';
import type { TodayOf } from '../today.ts';
import { MANY } from './word-index.ts';
import type { WordIndex } from './word-index.ts';
import { closeness, termsOf } from './terms.ts';
import { validItems } from './valid-items.ts';
import type { ValidItem } from './valid-items.ts';
import { wordsOf } from './words.ts';
import type { Term } from './words.ts';

/** A passage that answers, and where it is from. */
export interface FoundPassage {
  itemId: string;
  title: string;
  /** ISO date from which it is. */
  asOf: string;
  /** Its place in the item, 0-based. */
  ordinal: number;
  text: string;
  /** 0 to 1: how much of what was asked stands in it, rare words counting more. */
  score: number;
}

export interface SearchDeps {
  database: Database;
  index: WordIndex;
  passages: PassageStore;
  todayOf: TodayOf;
}

/** A question of more words than this is a text: the first of them tell what it is about. */
const MOST_TERMS = 40;
/** So many passages are read and compared at once. */
const LOOKED_AT = 60;

/** The passages that answer a question best, in any of the eight languages, the best first. */
export async function search(
  deps: SearchDeps,
  portalId: PortalId,
  assistantId: AssistantId | null,
  { question, limit }: { question: string; limit: number },
): Promise<FoundPassage[]> {
  const { manager } = deps.database;
  const terms = termsOf(question, MOST_TERMS);
  const items = new Map((await validItems(deps, portalId, assistantId)).map((item) => [item.itemId, item]));
  if (terms.length === 0 || items.size === 0 || limit <= 0) return [];
  const all = await countPassages(manager, portalId);
  const weighed = weigh(terms, await deps.index.find(manager, portalId, terms), all);
  const found: FoundPassage[] = [];
  const numbers = candidates(weighed);
  // Those of other assistants, and what has expired, are found as well: so it goes on until there are enough.
  for (let start = 0; start < numbers.length && found.length < limit; start += LOOKED_AT) {
    const some = await deps.passages.byNumber(manager, portalId, numbers.slice(start, start + LOOKED_AT));
    found.push(...some.flatMap((passage) => asFound(passage, items.get(passage.itemId), weighed)));
  }
  return found.sort(byScore).slice(0, limit);
}

const countPassages = async (tx: Tx, portalId: PortalId): Promise<number> =>
  (await tx.sum(KnowledgeItemEntity, 'passages', { portalId })) ?? 0;

interface Weighed {
  term: Term;
  weight: number;
  numbers: readonly number[];
}

/** Rare words tell most (inverse document frequency as in BM25). */
const weigh = (terms: readonly Term[], found: readonly (readonly number[])[], all: number): Weighed[] =>
  terms.map((term, index) => {
    const numbers = found[index] ?? [];
    const having = Math.min(numbers.length, all);
    const rarity = Math.log(1 + (all - having + 0.5) / (having + 0.5));
    return { term, weight: rarity, numbers };
  });

/** By the weight of what they have. Words that stand nearly everywhere only count where nothing else was found. */
function candidates(weighed: readonly Weighed[]): number[] {
  const rare = weighed.filter(({ numbers }) => numbers.length <= MANY);
  const counted = rare.some(({ numbers }) => numbers.length > 0) ? rare : weighed;
  const scores = new Map<number, number>();
  for (const { weight, numbers } of counted)
    for (const number of numbers) scores.set(number, (scores.get(number) ?? 0) + weight);
  return [...scores].sort(([a, first], [b, second]) => second - first || a - b).map(([number]) => number);
}

/** A word that only the title has is less than one that stands in the passage. */
const IN_TITLE = 0.6;
/** Of two passages with the same words the shorter one is about them. At most this much of the score. */
const SHORT = 0.04;

function asFound(
  { ordinal, text, itemId }: KnowledgePassage,
  item: ValidItem | undefined,
  weighed: readonly Weighed[],
): FoundPassage[] {
  if (!item) return [];
  const words = wordsOf(text);
  const [own, titled] = [new Set(words), new Set(wordsOf(item.title))];
  const sum = weighed.reduce((total, { weight }) => total + weight, 0);
  const had = weighed.reduce(
    (total, { term, weight }) =>
      total + weight * Math.max(closeness(term, own), IN_TITLE * closeness(term, titled)),
    0,
  );
  const score = (had / sum) * (1 - SHORT + SHORT / (1 + words.length / 100));
  return [
    { itemId, title: item.title, asOf: item.asOf, ordinal, text, score: Math.round(score * 1e4) / 1e4 },
  ];
}

/** The newer of two that say as much. */
const byScore = (a: FoundPassage, b: FoundPassage): number =>
  b.score - a.score ||
  (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0) ||
  a.itemId.localeCompare(b.itemId) ||
  a.ordinal - b.ordinal;
