import { In, Not } from 'typeorm';
import { DateTime } from 'luxon';
import type { CampaignDraft, CampaignStatus } from '../../cards/campaigns/contract.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { campaignId as toCampaignId } from '../ground/identifiers.ts';
import type { CampaignId, PortalId, UserId } from '../ground/identifiers.ts';
import { CampaignEntity, CampaignPlaceEntity, CampaignVersionEntity } from './campaign-entity.ts';
import type { Campaign, CampaignVersionRow } from './campaign-entity.ts';

/** More are a mistake: nobody chooses among so many. */
const MOST_CAMPAIGNS = 1_000;

export interface Campaigns {
  find(portalId: PortalId, id: CampaignId, tx?: Tx): Promise<Campaign | undefined>;
  /** The same, and it neither turns nor is changed by anybody before the transaction is over. Taken before other locks. */
  hold(tx: Tx, portalId: PortalId, id: CampaignId): Promise<Campaign | undefined>;
  /** @throws BatonError NOT_FOUND */
  one(portalId: PortalId, id: CampaignId, tx?: Tx): Promise<Campaign>;
  /** All of an account, running ones first, then those changed last. */
  all(portalId: PortalId): Promise<Campaign[]>;
  /** Of all accounts. */
  running(): Promise<Campaign[]>;
  /** Of all accounts, those whose contacts may be under way: a draft may have been tried on some. */
  open(): Promise<Campaign[]>;
  /** The newest first. */
  versions(portalId: PortalId, id: CampaignId): Promise<CampaignVersionRow[]>;
  /** The same request makes one campaign. @throws BatonError CONFLICT when there are too many */
  add(portalId: PortalId, made: NewCampaign): Promise<CampaignId>;
  /** @param from the version that was edited. @throws BatonError CONFLICT when somebody else changed it meanwhile */
  change(tx: Tx, campaign: Campaign, edit: CampaignEdit): Promise<Campaign>;
  /** Resolves to false if it stands otherwise by now. */
  become(tx: Tx, campaign: Campaign, from: readonly CampaignStatus[], to: CampaignStatus): Promise<boolean>;
  /**
   * Takes a place in the campaign's day for an email. Resolves to false if the day is full; a mail that has one keeps
   * it. `zone`: of the account.
   */
  takePlace(campaign: Campaign, mailId: string, zone: string): Promise<boolean>;
}

export interface NewCampaign {
  draft: CampaignDraft;
  requestId: string;
  by: { userId: UserId; name: string };
}

export interface CampaignEdit {
  draft: CampaignDraft;
  from: number;
  by: string;
}

interface Deps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'uuid'>;
}

export function createCampaigns(deps: Deps): Campaigns {
  const { database, clock } = deps;
  const find: Campaigns['find'] = async (portalId, campaignId, tx = database.manager) =>
    (await tx.findOneBy(CampaignEntity, { portalId, campaignId })) ?? undefined;
  return {
    find,
    async hold(tx, portalId, campaignId) {
      const isPostgres = tx.connection.options.type === 'postgres';
      const found = await tx.findOne(CampaignEntity, {
        where: { portalId, campaignId },
        // On SQLite write transactions exclude each other anyway.
        ...(isPostgres ? { lock: { mode: 'pessimistic_read' as const } } : {}),
      });
      return found ?? undefined;
    },
    async one(portalId, id, tx) {
      const campaign = await find(portalId, id, tx);
      if (!campaign) throw new BatonError('NOT_FOUND', 'There is no such campaign.');
      return campaign;
    },
    async all(portalId) {
      const found = await database.manager.findBy(CampaignEntity, { portalId });
      const rank = ({ status }: Campaign): number => order.indexOf(status);
      return found.sort((a, b) => rank(a) - rank(b) || b.changedAt - a.changedAt);
    },
    open: () => database.manager.findBy(CampaignEntity, { status: Not('archived') }),
    running: () => database.manager.findBy(CampaignEntity, { status: 'running' }),
    versions: (portalId, campaignId) =>
      database.manager.find(CampaignVersionEntity, {
        where: { portalId, campaignId },
        order: { version: 'DESC' },
        take: 50,
      }),
    add: (portalId, made) => add(deps, portalId, made),
    change: (tx, campaign, edit) => change(deps, tx, campaign, edit),
    async become(tx, { portalId, campaignId, startedAt }, from, to) {
      const now = clock.now();
      const ends = to === 'completed' || to === 'archived';
      const times = {
        ...(to === 'running' ? { startedAt: startedAt ?? now, endedAt: null } : {}),
        ...(ends ? { endedAt: now } : {}),
      };
      const { affected } = await tx.update(
        CampaignEntity,
        { portalId, campaignId, status: In([...from]) },
        { status: to, changedAt: now, ...times },
      );
      return affected !== 0;
    },
    takePlace: (campaign, mailId, zone) => takePlace(deps, campaign, mailId, zone),
  };
}

const order: readonly CampaignStatus[] = ['running', 'paused', 'draft', 'completed', 'archived'];

async function add(
  { database, clock, random }: Deps,
  portalId: PortalId,
  made: NewCampaign,
): Promise<CampaignId> {
  const { draft, requestId, by } = made;
  const now = clock.now();
  const same = { portalId, createdBy: by.userId, requestId };
  return database.transaction(async (tx) => {
    if ((await tx.countBy(CampaignEntity, { portalId })) >= MOST_CAMPAIGNS)
      throw new BatonError('CONFLICT', `There are ${MOST_CAMPAIGNS} campaigns, and no more can be added.`);
    const version = {
      portalId,
      campaignId: toCampaignId(random.uuid()),
      version: 1,
      content: draft,
      changedBy: by.name,
      changedAt: now,
    };
    const row: Campaign = {
      ...version,
      ...same,
      name: draft.name,
      status: 'draft',
      creator: by.name,
      createdAt: now,
      startedAt: null,
      endedAt: null,
    };
    await tx.createQueryBuilder().insert().into(CampaignEntity).values(row).orIgnore().execute();
    const kept = await tx.findOneByOrFail(CampaignEntity, same);
    if (kept.campaignId === row.campaignId) await tx.insert(CampaignVersionEntity, version);
    return kept.campaignId;
  });
}

async function change({ clock }: Deps, tx: Tx, campaign: Campaign, edit: CampaignEdit): Promise<Campaign> {
  const { portalId, campaignId } = campaign;
  const version: CampaignVersionRow = {
    portalId,
    campaignId,
    version: edit.from + 1,
    content: edit.draft,
    changedBy: edit.by,
    changedAt: clock.now(),
  };
  const { affected } = await tx.update(
    CampaignEntity,
    { portalId, campaignId, version: edit.from },
    { ...version, name: edit.draft.name },
  );
  if (affected === 0)
    throw new BatonError(
      'CONFLICT',
      `${campaign.changedBy} changed this campaign meanwhile. Load it again; your changes are not saved.`,
    );
  await tx.insert(CampaignVersionEntity, version);
  return { ...campaign, ...version, name: edit.draft.name };
}

/** One at a time for each campaign: on SQLite write transactions exclude each other anyway. */
async function takePlace(
  { database, clock }: Deps,
  { portalId, campaignId, content }: Campaign,
  mailId: string,
  zone: string,
): Promise<boolean> {
  const { dailyCap } = content;
  if (dailyCap === null) return true;
  const day = DateTime.fromMillis(clock.now(), { zone }).toISODate() ?? '';
  const place = { portalId, campaignId, day };
  return database.transaction(async (tx) => {
    if (tx.connection.options.type === 'postgres')
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `campaign:${portalId}:${campaignId}`,
      ]);
    if (await tx.existsBy(CampaignPlaceEntity, { ...place, mailId })) return true;
    if ((await tx.countBy(CampaignPlaceEntity, place)) >= dailyCap) return false;
    await tx.insert(CampaignPlaceEntity, { ...place, mailId });
    return true;
  });
}
