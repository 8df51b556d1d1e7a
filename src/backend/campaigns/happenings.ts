import { In, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import { HOUR } from '../ground/clock.ts';
import type { Random } from '../ground/clock.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { ReplyClass } from '../replies/types.ts';
import { HappeningEntity } from './campaign-entity.ts';
import type { Happening, HappeningKind } from './campaign-entity.ts';
import { CampaignCountEntity } from './count-entity.ts';
import { countFor } from './counting.ts';

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
  note(tx: Tx, happenings: readonly Omit<Happening, 'counted'>[]): Promise<void>;
  /** By kind, version of the sequence, step and answer. */
  counts(portalId: PortalId, campaignId: CampaignId): Promise<HappeningCount[]>;
  /** Kinds by campaign: how many contacts, and how many times. */
  totals(portalId: PortalId, ids: readonly CampaignId[]): Promise<Map<CampaignId, Totals>>;
  /** By hour since a moment, epoch ms. */
  hours(portalId: PortalId, campaignId: CampaignId, since: number): Promise<HappeningTimes[]>;
  /** Those of one kind since a moment, epoch ms, without erased people. */
  since(portalId: PortalId, campaignId: CampaignId, kind: HappeningKind, at: number): Promise<Happening[]>;
  /** How many contacts got their first email of each version, and how many of them answered. */
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
  const { database } = deps;
  const { manager } = database;
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
      await countFor(database, portalId, [campaignId]);
      const rows = await manager.findBy(CampaignCountEntity, { portalId, campaignId, what: 'step' });
      return rows.map(({ kind, version, step, answer, times }) => ({
        kind,
        version,
        step,
        answer: answer === '' ? null : answer,
        count: times,
      }));
    },
    async totals(portalId, ids) {
      if (ids.length === 0) return new Map();
      await countFor(database, portalId, ids);
      const rows = await manager
        .createQueryBuilder(CampaignCountEntity, 'one')
        .select(['one.campaignId AS id', 'one.kind AS kind'])
        .addSelect('SUM(one.times)', 'times')
        .addSelect('SUM(one.contacts)', 'contacts')
        .where("one.portalId = :portalId AND one.campaignId IN (:...ids) AND one.what = 'step'", {
          portalId,
          ids,
        })
        .groupBy('one.campaignId, one.kind')
        .getRawMany<{ id: CampaignId; kind: HappeningKind; times: string; contacts: string }>();
      const totals = new Map<CampaignId, Totals>();
      for (const { id, kind, times, contacts } of rows)
        totals.set(id, { ...totals.get(id), [kind]: { contacts: Number(contacts), times: Number(times) } });
      return totals;
    },
    async hours(portalId, campaignId, since) {
      await countFor(database, portalId, [campaignId]);
      const rows = await manager.findBy(CampaignCountEntity, {
        portalId,
        campaignId,
        what: 'hour',
        hour: MoreThanOrEqual(since - (since % HOUR)),
      });
      return rows.map(({ kind, hour, times }) => ({ kind, hour, count: times }));
    },
    since: (portalId, campaignId, kind, at) =>
      manager.findBy(HappeningEntity, { portalId, campaignId, kind, at: MoreThan(at), contactId: Not('') }),
    async versions(portalId, campaignId) {
      await countFor(database, portalId, [campaignId]);
      const of = { portalId, campaignId };
      const reached = await manager.findBy(CampaignCountEntity, {
        ...of,
        what: 'step',
        kind: 'sent',
        step: 0,
      });
      const replied = await manager.findBy(CampaignCountEntity, { ...of, what: 'first' });
      return reached
        .map(({ version, times }) => ({
          version,
          contacts: times,
          replied: replied.find((one) => one.version === version)?.contacts ?? 0,
        }))
        .sort((a, b) => a.version - b.version);
    },
    erase: (tx, portalId, ids) => erase(deps, tx, portalId, ids),
  };
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
