import { In, MoreThan, Not } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import { HOUR } from '../ground/clock.ts';
import type { Random } from '../ground/clock.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { ReplyClass } from '../replies/types.ts';
import { HappeningEntity } from './campaign-entity.ts';
import type { Happening, HappeningKind } from './campaign-entity.ts';

/** How often something came of a campaign. */
export interface HappeningCount {
  kind: HappeningKind;
  version: number;
  step: number;
  answer: ReplyClass | null;
  count: number;
}

export interface HappeningTimes {
  kind: HappeningKind;
  /** Beginning of an hour, epoch ms. */
  hour: number;
  count: number;
}

/** What came of campaigns: written with the decision that it follows from, so that nothing is counted twice or lost. */
export interface Happenings {
  /** What is there already stays. */
  note(tx: Tx, happenings: readonly Happening[]): Promise<void>;
  /** By kind, version of the sequence, step and answer. */
  counts(portalId: PortalId, campaignId: CampaignId): Promise<HappeningCount[]>;
  /** Kinds by campaign: how many contacts, and how many times. */
  totals(portalId: PortalId, ids: readonly CampaignId[]): Promise<Map<CampaignId, Totals>>;
  /** By hour since a moment, epoch ms. */
  hours(portalId: PortalId, campaignId: CampaignId, since: number): Promise<HappeningTimes[]>;
  /** Those of one kind since a moment, epoch ms, without erased people. */
  since(portalId: PortalId, campaignId: CampaignId, kind: HappeningKind, at: number): Promise<Happening[]>;
  /** How many contacts got an email of each version, and how many of them answered. */
  versions(portalId: PortalId, campaignId: CampaignId): Promise<VersionCount[]>;
  /** A person is erased: what they did is counted on, without them. */
  erase(tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<void>;
}

export type Totals = Partial<Record<HappeningKind, { contacts: number; times: number }>>;

export interface VersionCount {
  version: number;
  contacts: number;
  replied: number;
}

interface Deps {
  database: Database;
  random: Pick<Random, 'uuid'>;
}

export function createHappenings(deps: Deps): Happenings {
  const { manager } = deps.database;
  const of = () => manager.createQueryBuilder(HappeningEntity, 'one');
  return {
    async note(tx, happenings) {
      if (happenings.length === 0) return;
      await tx
        .createQueryBuilder()
        .insert()
        .into(HappeningEntity)
        .values([...happenings])
        .orIgnore()
        .execute();
    },
    async counts(portalId, campaignId) {
      const rows = await of()
        .select(['one.kind AS kind', 'one.version AS version', 'one.step AS step', 'one.answer AS answer'])
        .addSelect('COUNT(*)', 'count')
        .where('one.portalId = :portalId AND one.campaignId = :campaignId', { portalId, campaignId })
        .groupBy('one.kind, one.version, one.step, one.answer')
        .getRawMany<Record<'version' | 'step' | 'count', string> & Pick<HappeningCount, 'kind' | 'answer'>>();
      return rows.map((row) => ({
        ...row,
        version: Number(row.version),
        step: Number(row.step),
        count: Number(row.count),
      }));
    },
    async totals(portalId, ids) {
      if (ids.length === 0) return new Map();
      const rows = await of()
        .select(['one.campaignId AS id', 'one.kind AS kind'])
        .addSelect('COUNT(*)', 'times')
        .addSelect('COUNT(DISTINCT one.roundKey)', 'contacts')
        .where('one.portalId = :portalId AND one.campaignId IN (:...ids)', { portalId, ids })
        .groupBy('one.campaignId, one.kind')
        .getRawMany<{ id: CampaignId; kind: HappeningKind; times: string; contacts: string }>();
      const totals = new Map<CampaignId, Totals>();
      for (const { id, kind, times, contacts } of rows)
        totals.set(id, { ...totals.get(id), [kind]: { contacts: Number(contacts), times: Number(times) } });
      return totals;
    },
    async hours(portalId, campaignId, since) {
      const hour = `one.at - (one.at % ${HOUR})`;
      const rows = await of()
        .select('one.kind', 'kind')
        .addSelect(hour, 'hour')
        .addSelect('COUNT(*)', 'count')
        .where('one.portalId = :portalId AND one.campaignId = :campaignId', { portalId, campaignId })
        .andWhere('one.at >= :since', { since })
        .groupBy('one.kind')
        .addGroupBy(hour)
        .getRawMany<{ kind: HappeningKind; hour: string; count: string }>();
      return rows.map(({ kind, ...row }) => ({ kind, hour: Number(row.hour), count: Number(row.count) }));
    },
    since: (portalId, campaignId, kind, at) =>
      manager.findBy(HappeningEntity, { portalId, campaignId, kind, at: MoreThan(at), contactId: Not('') }),
    versions: (portalId, campaignId) => versions(manager, portalId, campaignId),
    erase: (tx, portalId, ids) => erase(deps, tx, portalId, ids),
  };
}

/** A contact counts with the version of its first email. */
async function versions(tx: Tx, portalId: PortalId, campaignId: CampaignId): Promise<VersionCount[]> {
  const rows = await tx
    .createQueryBuilder(HappeningEntity, 'first')
    .select('first.version', 'version')
    .addSelect('COUNT(DISTINCT first.roundKey)', 'contacts')
    .addSelect('COUNT(DISTINCT answer.round_key)', 'replied')
    .leftJoin(
      'campaign_happening',
      'answer',
      // the columns by their own names: the table is joined by its own
      `answer.portal_id = first.portal_id AND answer.campaign_id = first.campaign_id
        AND answer.round_key = first.round_key AND answer.kind = 'replied'`,
    )
    .where('first.portalId = :portalId AND first.campaignId = :campaignId', { portalId, campaignId })
    .andWhere("first.kind = 'sent' AND first.step = 0")
    .groupBy('first.version')
    .orderBy('first.version', 'ASC')
    .getRawMany<Record<keyof VersionCount, string>>();
  return rows.map((row) => ({
    version: Number(row.version),
    contacts: Number(row.contacts),
    replied: Number(row.replied),
  }));
}

async function erase(
  { random }: Pick<Deps, 'random'>,
  tx: Tx,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<void> {
  const rows = await tx.findBy(HappeningEntity, { portalId, contactId: In([...ids]) });
  const names = new Map<string, string>();
  for (const { roundKey } of rows) names.set(roundKey, names.get(roundKey) ?? random.uuid());
  for (const [roundKey, name] of names)
    await tx.update(HappeningEntity, { portalId, roundKey }, { roundKey: name, contactId: '' });
}
