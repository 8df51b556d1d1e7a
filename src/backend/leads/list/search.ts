import type { SelectQueryBuilder } from 'typeorm';
import type { AttentionKind, LeadSort } from '../../../cards/pages/contract.ts';
import type { Database } from '../../database/database.ts';
import { DAY } from '../../ground/clock.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { needsPerson } from '../deciding/states.ts';
import { LeadLineEntity } from './line-entity.ts';
import type { LeadLine } from './line-entity.ts';
import { patterns } from './words.ts';

/** Which leads. What is absent does not filter. */
export interface LeadQuery {
  /** Leads of contacts of these, see `seenBy`; null: all. */
  sight: readonly string[] | null;
  /** Epoch ms: what needs attention depends on it. */
  now: number;
  contactIds?: readonly ContactId[];
  search?: string;
  states?: readonly string[];
  with?: 'assistant' | 'person';
  assistants?: readonly string[];
  /** Owner ids; `none`: the contact had no owner. */
  priorOwners?: readonly string[];
  /** Reply classes; `none`: no answer yet. */
  answers?: readonly string[];
  /** When the next email leaves, epoch ms: from inclusive, to exclusive; null: none is planned. */
  nextEmail?: { from?: number; to?: number } | null;
  attention?: AttentionKind | 'any';
}

export interface LeadPage {
  sort: LeadSort;
  direction: 'ascending' | 'descending';
  /** The last line of the page before. */
  after?: { value: string | number; contactId: string };
  limit: number;
}

export const NOBODY = 'none';
/** After so long it is history that nobody took a lead up. */
const HISTORY_AFTER = 90 * DAY;
const PAUSED_LONG = 7 * DAY;

type Find = SelectQueryBuilder<LeadLine>;

/** The lines of an account that match. */
export function linesOf({ manager }: Database, portalId: PortalId, query: LeadQuery): Find {
  const find = manager
    .createQueryBuilder(LeadLineEntity, 'line')
    .where('line.portalId = :portalId', { portalId });
  if (query.sight) among(find, 'seenBy', query.sight);
  if (query.contactIds) among(find, 'contactId', query.contactIds);
  if (query.states) among(find, 'state', query.states);
  if (query.assistants) among(find, 'assistantId', query.assistants);
  if (query.priorOwners) among(find, 'priorOwnerId', query.priorOwners);
  if (query.answers) among(find, 'lastAnswer', query.answers);
  if (query.with) find.andWhere(`line.stage ${query.with === 'person' ? '=' : '<>'} 'closed'`);
  if (query.nextEmail !== undefined) leavesIn(find, query.nextEmail);
  if (query.attention) find.andWhere(`(${attention(query.attention)})`, moments(query.now));
  for (const [index, pattern] of patterns(query.search ?? '').entries())
    find.andWhere(`line.words LIKE :word${index} ESCAPE '!'`, { [`word${index}`]: pattern });
  return find;
}

/** An empty list means none of them, not any of them. */
function among(find: Find, column: keyof LeadLine, values: readonly string[]): void {
  const named = values.filter((value) => value !== NOBODY);
  const either = [
    ...(named.length > 0 ? [`line.${column} IN (:...${column})`] : []),
    ...(values.includes(NOBODY) ? [`line.${column} IS NULL`] : []),
  ];
  find.andWhere(either.length > 0 ? `(${either.join(' OR ')})` : '1 = 0', { [column]: named });
}

function leavesIn(find: Find, window: NonNullable<LeadQuery['nextEmail']> | null): void {
  if (window === null) find.andWhere('line.nextEmailAt IS NULL');
  else find.andWhere('line.nextEmailAt IS NOT NULL');
  if (window?.from !== undefined)
    find.andWhere('line.nextEmailAt >= :leavesFrom', { leavesFrom: window.from });
  if (window?.to !== undefined) find.andWhere('line.nextEmailAt < :leavesTo', { leavesTo: window.to });
}

const waiting = `line.stage = 'closed' AND line.pickedUpAt IS NULL AND line.state IN (${[...needsPerson].map((state) => `'${state}'`).join(', ')})`;

const conditions: Readonly<Record<AttentionKind, string>> = {
  'needs-you': `${waiting} AND line.state <> 'LeadAtRisk' AND line.closedAt > :historyBefore`,
  'at-risk': `${waiting} AND line.state = 'LeadAtRisk' AND line.closedAt > :historyBefore`,
  stuck: `line.stage = 'paused' AND line.stuck`,
  paused: `line.stage = 'paused' AND NOT line.stuck AND line.changedAt <= :pausedBefore`,
};

export const attentionKinds = Object.keys(conditions) as AttentionKind[];

const attention = (kind: AttentionKind | 'any'): string =>
  kind === 'any'
    ? Object.values(conditions)
        .map((condition) => `(${condition})`)
        .join(' OR ')
    : conditions[kind];

const moments = (now: number) => ({
  historyBefore: now - HISTORY_AFTER,
  pausedBefore: now - PAUSED_LONG,
});

/** What the line needs a person for, as the filter of the same name decides. */
export function attentionOf(line: LeadLine, now: number): AttentionKind | null {
  const { historyBefore, pausedBefore } = moments(now);
  if (line.stage === 'paused') return line.stuck ? 'stuck' : line.changedAt <= pausedBefore ? 'paused' : null;
  if (line.stage !== 'closed' || line.pickedUpAt !== null || !needsPerson.has(line.state)) return null;
  if ((line.closedAt ?? 0) <= historyBefore) return null;
  return line.state === 'LeadAtRisk' ? 'at-risk' : 'needs-you';
}

/** Without a value: last, whichever way the list runs. */
const NEVER = { ascending: 9_000_000_000_000_000, descending: -1 };

const sorts: Readonly<Record<LeadSort, { column: Exclude<keyof LeadLine, 'stuck'>; empty: boolean }>> = {
  name: { column: 'nameKey', empty: false },
  company: { column: 'companyKey', empty: false },
  state: { column: 'stateRank', empty: false },
  'next-email': { column: 'nextEmailAt', empty: true },
  'last-answer': { column: 'lastAnswerAt', empty: true },
  since: { column: 'assignedAt', empty: false },
};

/** One page, and the value to go on from after its last line. */
export async function pageOf(
  database: Database,
  portalId: PortalId,
  query: LeadQuery,
  { sort, direction, after, limit }: LeadPage,
): Promise<{ lines: LeadLine[]; after: LeadPage['after'] | null }> {
  const { column, empty } = sorts[sort];
  const value = empty ? `COALESCE(line.${column}, ${NEVER[direction]})` : `line.${column}`;
  const find = linesOf(database, portalId, query);
  if (after)
    find.andWhere(
      `(${value}, line.contactId) ${direction === 'ascending' ? '>' : '<'} (:afterValue, :afterId)`,
      {
        afterValue: after.value,
        afterId: after.contactId,
      },
    );
  const order = direction === 'ascending' ? 'ASC' : 'DESC';
  const lines = await find
    .orderBy(value, order)
    .addOrderBy('line.contactId', order)
    .limit(limit + 1)
    .getMany();
  const last = lines.length > limit ? lines[limit - 1] : undefined;
  const valueOf = (line: LeadLine): string | number => line[column] ?? NEVER[direction];
  return {
    lines: lines.slice(0, limit),
    after: last ? { value: valueOf(last), contactId: last.contactId } : null,
  };
}
