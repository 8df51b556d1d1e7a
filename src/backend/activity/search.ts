import type { Database } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { ActivityEntity } from './activity-entity.ts';
import type { ActivityEntry } from './activity-entity.ts';

type Kind = ActivityEntry['kind'];

/** Which entries. What is absent does not filter. */
export interface ActivityQuery {
  /** Entries of contacts of these, see `seenBy`; null: of all. */
  sight: readonly string[] | null;
  kinds?: readonly Kind[];
  contactId?: ContactId;
  assistants?: readonly string[];
  /** Entries of contacts of these persons; '' for contacts of nobody. */
  persons?: readonly string[];
  /** Epoch ms, inclusive. */
  from?: number;
  /** Epoch ms, exclusive. */
  to?: number;
  /** Entries that come after this one in the list. */
  after?: { at: number; id: string };
  limit: number;
}

export async function findActivity(
  { manager }: Database,
  portalId: PortalId,
  query: ActivityQuery,
): Promise<ActivityEntry[]> {
  const { sight, kinds, contactId, assistants, persons, from, to, after } = query;
  const find = manager
    .createQueryBuilder(ActivityEntity, 'entry')
    .where('entry.portalId = :portalId', { portalId });
  if (sight) find.andWhere(...among('entry.seenBy', 'sight', sight));
  if (kinds) find.andWhere(...among('entry.kind', 'kinds', kinds));
  if (contactId) find.andWhere('entry.contactId = :contactId', { contactId });
  if (assistants) find.andWhere(...among('entry.assistantId', 'assistants', assistants));
  if (persons) find.andWhere(...among('entry.seenBy', 'persons', persons));
  if (from !== undefined) find.andWhere('entry.at >= :from', { from });
  if (to !== undefined) find.andWhere('entry.at < :to', { to });
  if (after)
    find.andWhere('(entry.at, entry.id) < (:afterAt, :afterId)', { afterAt: after.at, afterId: after.id });
  return find.orderBy('entry.at', 'DESC').addOrderBy('entry.id', 'DESC').limit(query.limit).getMany();
}

/** An empty list means none of them, not any of them. */
function among(column: string, name: string, values: readonly string[]): [string, Record<string, unknown>] {
  return values.length === 0 ? ['1 = 0', {}] : [`${column} IN (:...${name})`, { [name]: values }];
}

export interface CountedKinds {
  sight: readonly string[] | null;
  kinds: readonly Kind[];
  /** Epoch ms, rising; one more than there are sums. */
  moments: readonly number[];
}

/** One look at the index a sum: nothing is sorted or grouped, however many entries there are. */
export async function countActivity(
  database: Database,
  portalId: PortalId,
  { sight, kinds, moments }: CountedKinds,
): Promise<Map<Kind, number[]>> {
  const spans = moments.slice(1).map((to, index) => ({ from: moments[index] ?? to, to }));
  const sums = new Map(kinds.map((kind) => [kind, spans.map(() => 0)]));
  if (sight?.length === 0 || spans.length === 0) return sums;
  const values: (string | number)[] = [];
  const put = (value: string | number): string =>
    database.kind === 'postgres' ? `$${values.push(value)}` : (values.push(value), '?');
  const counts = kinds.flatMap((kind) =>
    spans.map(
      ({
        from,
        to,
      }) => `SELECT COUNT(*) FROM activity WHERE portal_id = ${put(portalId)} AND kind = ${put(kind)}
        AND at >= ${put(from)} AND at < ${put(to)}${sight ? ` AND seen_by IN (${sight.map(put).join(', ')})` : ''}`,
    ),
  );
  const rows: { n: string | number }[] = await database.manager.query(
    counts.map((count, index) => `SELECT ${index} AS i, (${count}) AS n`).join(' UNION ALL ') + ' ORDER BY i',
    values,
  );
  rows.forEach(({ n }, index) => {
    const kind = kinds[Math.floor(index / spans.length)];
    const list = kind && sums.get(kind);
    if (list) list[index % spans.length] = Number(n);
  });
  return sums;
}
