import { Between, In, IsNull, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { Database, Tx } from '../../database/database.ts';
import type { Clock } from '../../ground/clock.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { AssistantId, CampaignId, ContactId, PortalId } from '../../ground/identifiers.ts';
import { activeStages } from '../deciding/states.ts';
import type { LeadState, Stage } from '../deciding/states.ts';
import { LeadLineEntity } from '../list/line-entity.ts';
import { patterns } from '../list/words.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { wakeHeldOf } from '../waking.ts';

/** How many leads of a campaign stand alike. */
export interface CampaignGroup {
  stage: Stage;
  state: LeadState;
  count: number;
}

/** The leads that campaigns enrolled. */
export interface CampaignLeads {
  /** In the order of their contact ids. `after`: "" for the first page. */
  page(portalId: PortalId, id: CampaignId, after: string, limit: number): Promise<Lead[]>;
  groups(portalId: PortalId, id: CampaignId): Promise<CampaignGroup[]>;
  /** How many an assistant works on, by campaign. */
  active(portalId: PortalId, ids: readonly CampaignId[], tx?: Tx): Promise<Map<CampaignId, number>>;
  /** Those to whom nothing was sent yet. */
  countUntouched(portalId: PortalId, id: CampaignId): Promise<number>;
  /** One page in the order of contact ids, and how many match. `sight`: see `seenBy`; null: all. */
  find(
    portalId: PortalId,
    id: CampaignId,
    query: CampaignLeadQuery,
  ): Promise<{ leads: Lead[]; total: number }>;
  /** Those under way at some time since a moment, epoch ms, the latest first. `id`: null for whichever campaign, or none. */
  recent(portalId: PortalId, id: CampaignId | null, since: number, limit: number): Promise<Lead[]>;
  /**
   * Those whose emails ended without an answer in this span, epoch ms, and that nobody has picked up. `after`: see `page`.
   */
  unanswered(
    portalId: PortalId,
    id: CampaignId,
    closed: { from: number; to: number },
    after: string,
    limit: number,
  ): Promise<Lead[]>;
  /** Those under way with another assistant than this one whose next email is at least this one, 0-based. */
  atStep(
    portalId: PortalId,
    id: CampaignId,
    from: { step: number; not: AssistantId },
    after: string,
    limit: number,
  ): Promise<Lead[]>;
  /** Emails that wait because their campaign said so are looked at again: it was changed. */
  wake(tx: Tx, portalId: PortalId, id: CampaignId): Promise<void>;
  /** Those of these contacts, whichever campaign they are in. */
  of(portalId: PortalId, ids: readonly ContactId[]): Promise<Map<ContactId, Lead>>;
}

export interface CampaignLeadQuery {
  sight: readonly string[] | null;
  stage?: Stage | undefined;
  state?: LeadState | undefined;
  search?: string | undefined;
  /** The contact id that the page before ended with; "": the first page. */
  after: string;
  limit: number;
}

export function createCampaignLeads({
  database: { manager },
  clock,
}: {
  database: Database;
  clock: Clock;
}): CampaignLeads {
  return {
    page: (portalId, campaignId, after, limit) =>
      manager.find(LeadEntity, {
        where: { portalId, campaignId, contactId: MoreThan(contactId(after)) },
        order: { contactId: 'ASC' },
        take: limit,
      }),
    async groups(portalId, campaignId) {
      const rows = await manager
        .createQueryBuilder(LeadEntity, 'lead')
        .select(['lead.stage AS stage', 'lead.state AS state'])
        .addSelect('COUNT(*)', 'count')
        .where('lead.portalId = :portalId AND lead.campaignId = :campaignId', { portalId, campaignId })
        .groupBy('lead.stage, lead.state')
        .getRawMany<Omit<CampaignGroup, 'count'> & { count: string }>();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    async active(portalId, ids, tx = manager) {
      if (ids.length === 0) return new Map();
      const rows = await tx
        .createQueryBuilder(LeadEntity, 'lead')
        .select('lead.campaignId', 'id')
        .addSelect('COUNT(*)', 'count')
        .where('lead.portalId = :portalId AND lead.campaignId IN (:...ids)', { portalId, ids })
        .andWhere('lead.stage IN (:...stages)', { stages: [...activeStages, 'handing_back'] })
        .groupBy('lead.campaignId')
        .getRawMany<{ id: CampaignId; count: string }>();
      return new Map(rows.map(({ id, count }) => [id, Number(count)]));
    },
    recent: (portalId, campaignId, since, limit) => {
      const of = { portalId, mergedInto: IsNull(), ...(campaignId === null ? {} : { campaignId }) };
      return manager.find(LeadEntity, {
        where: [
          { ...of, stage: Not('closed') },
          { ...of, closedAt: MoreThan(since) },
        ],
        order: { assignedAt: 'DESC' },
        take: limit,
      });
    },
    unanswered: (portalId, campaignId, closed, after, limit) =>
      next(manager, { portalId, campaignId, ...endedWithout(closed) }, after, limit),
    atStep: (portalId, campaignId, { step, not }, after, limit) => {
      const ahead = { stage: In([...activeStages]), step: MoreThanOrEqual(step), assistantId: Not(not) };
      return next(manager, { portalId, campaignId, ...ahead }, after, limit);
    },
    wake: (tx, portalId, campaignId) => wakeHeldOf(tx, clock, portalId, campaignId),
    find: (portalId, campaignId, query) => find(manager, portalId, campaignId, query),
    countUntouched: (portalId, campaignId) =>
      manager.countBy(LeadEntity, { portalId, campaignId, step: 0, stage: In([...activeStages]) }),
    async of(portalId, ids) {
      if (ids.length === 0) return new Map();
      const leads = await manager.findBy(LeadEntity, { portalId, contactId: In([...ids]) });
      return new Map(leads.map((lead) => [lead.contactId, lead]));
    },
  };
}

/** Without an answer, in a span, epoch ms, and nobody has picked them up. */
const endedWithout = ({ from, to }: { from: number; to: number }): FindOptionsWhere<Lead> => ({
  stage: 'closed',
  state: 'Processed',
  closedAt: Between(from, to),
  pickedUpAt: IsNull(),
});

/** Those after a contact, in the order of their ids. */
const next = (manager: Tx, where: FindOptionsWhere<Lead>, after: string, limit: number): Promise<Lead[]> =>
  manager.find(LeadEntity, {
    where: { ...where, mergedInto: IsNull(), contactId: MoreThan(contactId(after)) },
    order: { contactId: 'ASC' },
    take: limit,
  });

async function find(
  manager: Tx,
  portalId: PortalId,
  campaignId: CampaignId,
  { sight, stage, state, search, after, limit }: CampaignLeadQuery,
): Promise<{ leads: Lead[]; total: number }> {
  if (sight?.length === 0) return { leads: [], total: 0 };
  const query = manager
    .createQueryBuilder(LeadEntity, 'lead')
    .where('lead.portalId = :portalId AND lead.campaignId = :campaignId', { portalId, campaignId });
  if (stage !== undefined) query.andWhere('lead.stage = :stage', { stage });
  if (state !== undefined) query.andWhere('lead.state = :state', { state });
  const words = patterns(search ?? '');
  if (sight !== null || words.length > 0) {
    // Not joined: who is seen, or fits the words, is found in the narrow table by itself.
    const lines = query.subQuery().select('line.contactId').from(LeadLineEntity, 'line');
    lines.where('line.portalId = :portalId');
    if (sight !== null) lines.andWhere('line.seenBy IN (:...sight)');
    for (const index of words.keys()) lines.andWhere(`line.words LIKE :word${index} ESCAPE '!'`);
    query.andWhere(`lead.contactId IN ${lines.getQuery()}`, {
      sight,
      ...Object.fromEntries(words.map((pattern, index) => [`word${index}`, pattern])),
    });
  }
  const page = query.clone().andWhere('lead.contactId > :after', { after }).orderBy('lead.contactId', 'ASC');
  const leads = await page.limit(limit).getMany();
  // A page that is not full is all that there is.
  const total = after === '' && leads.length < limit ? leads.length : await query.getCount();
  return { leads, total };
}
