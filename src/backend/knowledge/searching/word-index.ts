import type { Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { isBeginning, wordsOf } from './words.ts';
import type { Term } from './words.ts';

/** A word that stands in more passages than this says too little to look at them all. */
export const MANY = 2_000;
/** Parameters of a statement; each database takes more. */
const ROWS = 200;

interface Indexed {
  number: number;
  /** Everything by which the passage is to be found. */
  text: string;
}

/**
 * Where the words of passages stand: FTS5 of SQLite, `tsvector` of PostgreSQL. Baton parts texts into words by itself, the
 * same for both, so that both find the same, also in Japanese, and PostgreSQL needs no extension. The account is a word
 * that no text can hold: one account's search never walks through another's passages.
 */
export interface WordIndex {
  add(tx: Tx, portalId: PortalId, passages: readonly Indexed[]): Promise<void>;
  remove(tx: Tx, numbers: readonly number[]): Promise<void>;
  /** For each term the passages that have it, by their numbers; more than `MANY`: it has some of them. */
  find(tx: Tx, portalId: PortalId, terms: readonly Term[]): Promise<number[][]>;
}

export const createWordIndex = (kind: 'sqlite' | 'postgres'): WordIndex =>
  kind === 'sqlite' ? sqlite : postgres;

/** Of the private use area, which `wordsOf` leaves out. */
const accountWord = (portalId: PortalId): string => `\uE000${portalId}`;
const indexed = (portalId: PortalId, text: string): string[] => [
  accountWord(portalId),
  ...new Set(wordsOf(text)),
];

async function inBatches<Row>(rows: readonly Row[], work: (some: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS) await work(rows.slice(start, start + ROWS));
}

const listed = (rows: unknown, terms: readonly Term[]): number[][] => {
  const found = terms.map((): number[] => []);
  // The statements below select these two.
  for (const { term, number } of rows as { term: number; number: string | number }[])
    found[term]?.push(Number(number));
  return found;
};

const sqlite: WordIndex = {
  add: (tx, portalId, passages) =>
    inBatches(passages, (some) =>
      tx.query(
        `INSERT INTO knowledge_word (rowid, words) VALUES ${some.map(() => '(?, ?)').join(', ')}`,
        some.flatMap(({ number, text }) => [number, indexed(portalId, text).join(' ')]),
      ),
    ),
  remove: (tx, numbers) =>
    inBatches(numbers, (some) =>
      tx.query(`DELETE FROM knowledge_word WHERE rowid IN (${some.map(() => '?').join(', ')})`, some),
    ),
  async find(tx, portalId, terms) {
    if (terms.length === 0) return [];
    const one = (_: Term, index: number): string =>
      `SELECT * FROM (SELECT ${index} AS term, rowid AS number FROM knowledge_word WHERE knowledge_word MATCH ? LIMIT ${MANY + 1})`;
    const asked = terms.map(
      (term) => `"${accountWord(portalId)}" AND "${term.stem}"${isBeginning(term) ? ' *' : ''}`,
    );
    return listed(await tx.query(terms.map(one).join(' UNION ALL '), asked), terms);
  },
};

const postgres: WordIndex = {
  add: (tx, portalId, passages) =>
    inBatches(passages, (some) =>
      tx.query(
        `INSERT INTO knowledge_word (number, words)
         SELECT number, words::tsvector FROM unnest($1::bigint[], $2::text[]) AS added (number, words)`,
        [
          some.map(({ number }) => number),
          some.map(({ text }) =>
            indexed(portalId, text)
              .map((word) => `'${word}'`)
              .join(' '),
          ),
        ],
      ),
    ),
  remove: (tx, numbers) =>
    inBatches(numbers, (some) =>
      tx.query('DELETE FROM knowledge_word WHERE number = ANY($1::bigint[])', [some]),
    ),
  async find(tx, portalId, terms) {
    if (terms.length === 0) return [];
    const one = (_: Term, index: number): string =>
      `(SELECT ${index} AS term, number FROM knowledge_word WHERE words @@ $${index + 1}::tsquery LIMIT ${MANY + 1})`;
    const asked = terms.map(
      (term) => `'${accountWord(portalId)}' & '${term.stem}'${isBeginning(term) ? ':*' : ''}`,
    );
    return listed(await tx.query(terms.map(one).join(' UNION ALL '), asked), terms);
  },
};
