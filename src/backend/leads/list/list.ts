import { In } from 'typeorm';
import type { AttentionKind } from '../../../cards/pages/contract.ts';
import type { Database } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { LeadState, Stage } from '../deciding/states.ts';
import { leadStates } from '../../lead-status/mapping.ts';
import { fillLines } from './keep.ts';
import type { LeadLine } from './line-entity.ts';
import { attentionKinds, linesOf, pageOf } from './search.ts';
import type { LeadPage, LeadQuery } from './search.ts';

export interface ListedLead {
  line: LeadLine;
  lead: Lead;
}

/** How many leads there are of a kind that an action treats alike. */
export interface LeadGroup {
  stage: Stage;
  state: LeadState;
  assistantId: string;
  pickedUp: boolean;
  count: number;
}

/** All leads of an account, looked for and counted. Asks HubSpot nothing. */
export interface LeadList {
  page(
    portalId: PortalId,
    query: LeadQuery,
    page: LeadPage,
  ): Promise<{ leads: ListedLead[]; after: LeadPage['after'] | null }>;
  count(portalId: PortalId, query: LeadQuery): Promise<number>;
  /** Ids in rising order, after one of them. */
  ids(portalId: PortalId, query: LeadQuery, after: string, limit: number): Promise<ContactId[]>;
  groups(portalId: PortalId, query: LeadQuery): Promise<LeadGroup[]>;
  /** In the order of a conversation; states that no lead has are absent. */
  byState(portalId: PortalId, sight: LeadQuery['sight']): Promise<{ state: LeadState; count: number }[]>;
  attention(portalId: PortalId, query: LeadQuery): Promise<Record<AttentionKind, number>>;
  priorOwners(
    portalId: PortalId,
    sight: LeadQuery['sight'],
  ): Promise<{ id: string | null; name: string | null }[]>;
  /** Those of these contacts that have a lead, by id. */
  named(portalId: PortalId, ids: readonly ContactId[]): Promise<Map<ContactId, Lead>>;
  /** Makes the lines of leads that are older than the list. */
  fill(): Promise<void>;
}

export function createLeadList({ database }: { database: Database }): LeadList {
  const named: LeadList['named'] = async (portalId, ids) => {
    if (ids.length === 0) return new Map();
    const leads = await database.manager.findBy(LeadEntity, { portalId, contactId: In([...new Set(ids)]) });
    return new Map(leads.map((lead) => [lead.contactId, lead]));
  };
  return {
    named,
    async page(portalId, query, wanted) {
      const { lines, after } = await pageOf(database, portalId, query, wanted);
      const leads = await named(
        portalId,
        lines.map(({ contactId }) => contactId),
      );
      const listed = lines.flatMap((line) => {
        const lead = leads.get(line.contactId);
        return lead ? [{ line, lead }] : [];
      });
      return { leads: listed, after };
    },
    count: (portalId, query) => linesOf(database, portalId, query).getCount(),
    async ids(portalId, query, after, limit) {
      const found = await linesOf(database, portalId, query)
        .andWhere('line.contactId > :after', { after })
        .select('line.contactId', 'id')
        .orderBy('line.contactId', 'ASC')
        .limit(limit)
        .getRawMany<{ id: ContactId }>();
      return found.map(({ id }) => id);
    },
    groups: (portalId, query) => groups(database, portalId, query),
    byState: (portalId, sight) => byState(database, portalId, sight),
    attention: (portalId, query) => attention(database, portalId, query),
    priorOwners: (portalId, sight) =>
      linesOf(database, portalId, { sight, now: 0 })
        .select('line.priorOwnerId', 'id')
        .addSelect('MAX(line.priorOwnerName)', 'name')
        .groupBy('line.priorOwnerId')
        .orderBy('name')
        .getRawMany<{ id: string | null; name: string | null }>(),
    fill: () => fillLines(database),
  };
}

async function groups(database: Database, portalId: PortalId, query: LeadQuery): Promise<LeadGroup[]> {
  const rows = await linesOf(database, portalId, query)
    .select('line.stage', 'stage')
    .addSelect('line.state', 'state')
    .addSelect('line.assistantId', 'assistantId')
    .addSelect('CASE WHEN line.pickedUpAt IS NULL THEN 0 ELSE 1 END', 'pickedUp')
    .addSelect('COUNT(*)', 'count')
    .groupBy('line.stage')
    .addGroupBy('line.state')
    .addGroupBy('line.assistantId')
    .addGroupBy('CASE WHEN line.pickedUpAt IS NULL THEN 0 ELSE 1 END')
    .getRawMany<Omit<LeadGroup, 'pickedUp' | 'count'> & { pickedUp: number; count: string | number }>();
  return rows.map((row) => ({ ...row, pickedUp: row.pickedUp === 1, count: Number(row.count) }));
}

async function byState(database: Database, portalId: PortalId, sight: LeadQuery['sight']) {
  const rows = await linesOf(database, portalId, { sight, now: 0 })
    .select('line.state', 'state')
    .addSelect('COUNT(*)', 'count')
    .groupBy('line.state')
    .getRawMany<{ state: LeadState; count: string | number }>();
  return rows
    .map(({ state, count }) => ({ state, count: Number(count) }))
    .sort((one, other) => leadStates.indexOf(one.state) - leadStates.indexOf(other.state));
}

async function attention(database: Database, portalId: PortalId, query: LeadQuery) {
  const counts = await Promise.all(
    attentionKinds.map((kind) => linesOf(database, portalId, { ...query, attention: kind }).getCount()),
  );
  const of = (kind: AttentionKind): number => counts[attentionKinds.indexOf(kind)] ?? 0;
  return { 'needs-you': of('needs-you'), 'at-risk': of('at-risk'), stuck: of('stuck'), paused: of('paused') };
}
