import { In, Like } from 'typeorm';
import type { Exclusion, ExclusionsAdded, ExclusionsView } from '../../cards/exclusions/contract.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Suppressions } from '../unsubscribe/suppressions.ts';
import { ExclusionEntity } from './exclusion-entity.ts';
import type { ExclusionRow } from './exclusion-entity.ts';
import { fits, isWild, namesOf, readPattern } from './pattern.ts';

const PAGE = 25;
const SHOWN_REFUSALS = 10;
/** Rows of one statement: SQLite takes a limited number of values. */
const CHUNK = 200;

export interface Exclusions {
  /** Those of the addresses (lower-cased) that the account never writes to. */
  among(portalId: PortalId, addresses: readonly string[], tx?: Tx): Promise<Set<string>>;
  /** How many patterns there are. */
  count(portalId: PortalId): Promise<number>;
  view(portalId: PortalId, query: { search: string; page: number }): Promise<ExclusionsView>;
  /** @param text a list: one a line, or separated by commas, semicolons or tabs; CSV with the reason in the second column */
  add(portalId: PortalId, added: { text: string; reason: string; by: string }): Promise<ExclusionsAdded>;
  remove(portalId: PortalId, pattern: string): Promise<void>;
  /** These people are erased: that they are not written to is remembered without their names. */
  forget(portalId: PortalId, addresses: ReadonlySet<string>): Promise<void>;
}

interface Deps {
  database: Database;
  clock: Clock;
  suppressions: Pick<Suppressions, 'add'>;
  /** Told in the transaction that excludes somebody. */
  onExcluded(tx: Tx, portalId: PortalId): Promise<void>;
}

export function createExclusions(deps: Deps): Exclusions {
  const { database } = deps;
  return {
    among: (portalId, addresses, tx = database.manager) => among(tx, portalId, addresses),
    count: (portalId) => database.manager.countBy(ExclusionEntity, { portalId }),
    view: (portalId, query) => view(database.manager, portalId, query),
    add: (portalId, added) => add(deps, portalId, added),
    async remove(portalId, pattern) {
      await database.manager.delete(ExclusionEntity, { portalId, pattern });
    },
    forget: (portalId, addresses) =>
      database.transaction(async (tx) => {
        const rows = await tx.findBy(ExclusionEntity, { portalId, pattern: In([...addresses]) });
        for (const { pattern } of rows) {
          await deps.suppressions.add(tx, portalId, pattern, 'excluded');
          await tx.delete(ExclusionEntity, { portalId, pattern });
        }
      }),
  };
}

async function among(tx: Tx, portalId: PortalId, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const names = [...new Set(addresses.flatMap(namesOf))];
  const rows = await tx.find(ExclusionEntity, {
    select: { pattern: true, wild: true },
    where: [
      { portalId, wild: false, pattern: In(names) },
      { portalId, wild: true },
    ],
  });
  const named = new Set(rows.filter(({ wild }) => !wild).map(({ pattern }) => pattern));
  const wild = rows.filter((row) => row.wild).map(({ pattern }) => pattern);
  return new Set(
    addresses.filter(
      (address) =>
        namesOf(address).some((name) => named.has(name)) || wild.some((pattern) => fits(pattern, address)),
    ),
  );
}

/** What is looked for stands for itself: `%` and `_` mean nothing. */
const containing = (search: string) => Like(`%${search.toLowerCase().replace(/[%_\\]/g, '')}%`);

async function view(
  tx: Tx,
  portalId: PortalId,
  { search, page }: { search: string; page: number },
): Promise<ExclusionsView> {
  const total = await tx.countBy(ExclusionEntity, { portalId });
  const where = search === '' ? { portalId } : { portalId, pattern: containing(search) };
  const found = search === '' ? total : await tx.countBy(ExclusionEntity, where);
  const pages = Math.max(1, Math.ceil(found / PAGE));
  const shownPage = Math.min(Math.max(0, page), pages - 1);
  const rows = await tx.find(ExclusionEntity, {
    where,
    order: { at: 'DESC', pattern: 'ASC' },
    skip: shownPage * PAGE,
    take: PAGE,
  });
  return { total, found, shown: rows.map(shown), page: shownPage, pages };
}

const shown = ({ pattern, reason, addedBy, at }: ExclusionRow): Exclusion => ({
  pattern,
  reason,
  addedBy,
  at,
});

async function add(
  { database, clock, onExcluded }: Deps,
  portalId: PortalId,
  { text, reason, by }: { text: string; reason: string; by: string },
): Promise<ExclusionsAdded> {
  const { wanted, refused } = readList(text, reason);
  const at = clock.now();
  const rows = [...wanted].map(([pattern, why]): ExclusionRow => ({
    portalId,
    pattern,
    wild: isWild(pattern),
    reason: why,
    addedBy: by,
    at,
  }));
  const added = await database.transaction(async (tx) => {
    const before = await tx.countBy(ExclusionEntity, { portalId });
    for (let start = 0; start < rows.length; start += CHUNK)
      await tx
        .createQueryBuilder()
        .insert()
        .into(ExclusionEntity)
        .values(rows.slice(start, start + CHUNK))
        .orIgnore()
        .execute();
    const more = (await tx.countBy(ExclusionEntity, { portalId })) - before;
    if (more > 0) await onExcluded(tx, portalId);
    return more;
  });
  return {
    ...(await view(database.manager, portalId, { search: '', page: 0 })),
    added,
    known: rows.length - added,
    refused: refused.slice(0, SHOWN_REFUSALS),
    refusedCount: refused.length,
  };
}

const LONGEST_REASON = 200;
const heading = /^(e-?mail|address|domain|e-?mail address|pattern)$/i;

/** By pattern the reason: the line's own, else the one given for all. */
function readList(text: string, reason: string) {
  const wanted = new Map<string, string>();
  const refused: { line: string; why: string }[] = [];
  for (const { entry, own } of text.split(/\r\n?|\n/).flatMap(entriesOf)) {
    const read = readPattern(entry);
    if ('why' in read) {
      if (!heading.test(entry)) refused.push({ line: entry.slice(0, 80), why: read.why });
    } else wanted.set(read.pattern, (own === '' ? reason.trim() : own).slice(0, LONGEST_REASON));
  }
  return { wanted, refused };
}

/** A line of CSV is an entry with its reason; a line of several addresses is as many entries. */
function entriesOf(line: string): { entry: string; own: string }[] {
  const cells = (line.match(/"(?:[^"]|"")*"|[^,;\t]+/g) ?? [])
    .map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"')
        .trim(),
    )
    .filter((cell) => cell !== '');
  const [first, ...rest] = cells;
  if (first === undefined) return [];
  if (rest.length > 0 && rest.every((cell) => 'pattern' in readPattern(cell)))
    return cells.map((entry) => ({ entry, own: '' }));
  return [{ entry: first, own: rest[0] ?? '' }];
}
