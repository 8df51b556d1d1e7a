import { In, LessThan, Like, MoreThan, Not } from 'typeorm';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { CampaignsRoom } from '../campaigns/open.ts';
import type { Database, Tx } from '../database/database.ts';
import { HOUR, MINUTE } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { Lists, Portals } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Leads } from '../leads/leads.ts';
import type { Settings } from '../settings/settings.ts';
import { MemberEntity, ReadingEntity, RunEntity } from './member-entity.ts';
import type { ReadingRow } from './member-entity.ts';
import { addMembers, lastSeen } from './members.ts';
import type { Runs } from './runs.ts';

/** The whole list is compared so often: who joined is found by the order of joining, who left only so. */
const COMPARE_MS = 6 * HOUR;
/** With `leaving` people wait for it: so often, if HubSpot says that the list changed. */
const COMPARE_LEAVING_MS = 30 * MINUTE;
/** A list of which HubSpot says that nothing changed is read so often all the same: what it says may lag. */
const BELIEVED_MS = HOUR;
const GONE_AT_ONCE = 200;

export interface LookDeps {
  database: Database;
  campaigns: Pick<CampaignsRoom, 'find' | 'running' | 'become'>;
  lists: Pick<Lists, 'joined' | 'members' | 'signs'>;
  leads: Pick<Leads, 'ofCampaigns'>;
  portals: Pick<Portals, 'find'>;
  settings: Pick<Settings, 'get'>;
  runs: Pick<Runs, 'ask' | 'isOpen'>;
  jobs: Pick<Jobs, 'enqueue'>;
  clock: Clock;
}

export const LOOK_QUEUE = 'enrolling.look';

/** The list of which a campaign wants to know who joins or leaves; null: none. */
const watchedList = ({ content }: Campaign): Campaign['content']['list'] =>
  content.automatic || content.leaving !== 'keep' ? content.list : null;

/** Accounts in which the list of a running campaign is due to be looked at. */
export async function duePortals(deps: LookDeps): Promise<PortalId[]> {
  const running = (await deps.campaigns.running()).filter((one) => watchedList(one) !== null);
  if (running.length === 0) return [];
  const known = await deps.database.manager.findBy(ReadingEntity, {
    campaignId: In(running.map(({ campaignId }) => campaignId)),
    lookAt: MoreThan(deps.clock.now()),
  });
  const later = new Set(known.map(({ campaignId }) => campaignId));
  const due = running.filter(({ campaignId }) => !later.has(campaignId));
  return [...new Set(due.map(({ portalId }) => portalId))];
}

/**
 * Looks at all lists of an account together: one call tells which of them changed, and only those are read. Campaigns
 * are looked at in one turn from then on, whenever they began.
 */
export function createLookAtAll(deps: LookDeps) {
  return async (portalId: PortalId): Promise<void> => {
    if ((await deps.portals.find(portalId))?.status !== 'connected') return;
    const looked = (await watched(deps)).filter(({ campaign }) => campaign.portalId === portalId);
    const lookAt = await nextLook(deps, portalId);
    const signs = await signsOf(deps, portalId, [...new Set(looked.map(({ listId }) => listId))]);
    for (const { campaign, listId } of looked) {
      const { campaignId } = campaign;
      const reading = await readingOf(deps, campaign, listId);
      const sign = signs.get(listId) ?? null;
      const changed = isToBeRead(campaign, reading, sign, deps.clock.now());
      await deps.database.transaction(async (tx) => {
        // A look at this list may be under way, and notes what it found.
        await tx.update(ReadingEntity, { portalId, campaignId }, { lookAt });
        const data = { portalId, campaignId, sign };
        if (changed)
          await deps.jobs.enqueue(tx, { queue: LOOK_QUEUE, key: `${portalId}:${campaignId}`, data });
      });
      if (!changed && campaign.content.automatic) await enrollWaiting(deps, campaign, deps.clock.now());
    }
  };
}

/** What is not allowed is told by the look at each list. */
async function signsOf(
  { lists }: LookDeps,
  portalId: PortalId,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  try {
    return await lists.signs(portalId, ids);
  } catch (error) {
    if (isBatonError(error, 'HUBSPOT_MISSING_SCOPE')) return new Map();
    throw error;
  }
}

/** `sign`: what HubSpot says of the list now; null: too little. */
function isToBeRead(campaign: Campaign, reading: ReadingRow, sign: string | null, now: number): boolean {
  if (sign === null || sign !== reading.sign || reading.problem !== null) return true;
  return Math.abs(now - reading.readAt) >= BELIEVED_MS || isToBeCompared(campaign, reading, sign, now);
}

function isToBeCompared(
  { content }: Campaign,
  { comparedAt, comparedSign }: ReadingRow,
  sign: string | null,
  now: number,
): boolean {
  const age = Math.abs(now - comparedAt);
  if (content.leaving === 'keep' || (sign !== null && sign === comparedSign)) return age >= COMPARE_MS;
  return age >= COMPARE_LEAVING_MS;
}

/**
 * Who joined the list of a running campaign is enrolled, and who left it is treated as the campaign says. `sign`: what
 * HubSpot said of the list right before.
 */
export function createLook(deps: LookDeps) {
  return async (portalId: PortalId, campaignId: CampaignId, sign: string | null): Promise<void> => {
    const campaign = await deps.campaigns.find(portalId, campaignId);
    const list = campaign?.status === 'running' ? watchedList(campaign) : null;
    if (!campaign || !list) return;
    if ((await deps.portals.find(portalId))?.status !== 'connected') return;
    const reading = await readingOf(deps, campaign, list.id);
    try {
      await readList(deps, campaign, reading, sign);
    } catch (error) {
      if (!isBatonError(error, 'HUBSPOT_NOT_FOUND') && !isBatonError(error, 'HUBSPOT_MISSING_SCOPE'))
        throw error;
      const problem = isBatonError(error, 'HUBSPOT_NOT_FOUND')
        ? `The list “${list.name}” is not in HubSpot any more: nobody new is enrolled. Choose another list.`
        : 'HubSpot does not let Baton read lists. An admin connects Baton again and allows it.';
      await keep(deps, reading, { problem });
    }
  };
}

async function readingOf(
  { database }: LookDeps,
  { portalId, campaignId }: Campaign,
  listId: string,
): Promise<ReadingRow> {
  const known = await database.manager.findOneBy(ReadingEntity, { portalId, campaignId });
  if (known?.listId === listId) return known;
  const never = { readAt: 0, comparedAt: 0, sign: null, comparedSign: null };
  const fresh = { portalId, campaignId, listId, after: null, lookAt: 0, ...never, problem: null };
  await database.manager.upsert(ReadingEntity, fresh, ['portalId', 'campaignId']);
  return fresh;
}

async function readList(
  deps: LookDeps,
  campaign: Campaign,
  reading: ReadingRow,
  sign: string | null,
): Promise<void> {
  const now = deps.clock.now();
  const after = await readJoined(deps, campaign, reading);
  const whole = isToBeCompared(campaign, reading, sign, now);
  if (whole) await compare(deps, campaign, reading.listId);
  const compared = whole ? { comparedAt: now, comparedSign: sign } : {};
  await keep(deps, reading, { after, problem: null, readAt: now }, { sign, ...compared });
  if (campaign.content.automatic) await enrollWaiting(deps, campaign, now);
}

/** A reading that is to be looked at now, for its list changed: see `listChanged`. */
const NOW = 0;

/** Where the list was said to have changed while it was read, it is read once more, and compared if somebody left. */
async function keep(
  deps: LookDeps,
  { portalId, campaignId, listId }: ReadingRow,
  found: Partial<ReadingRow>,
  unlessChanged: Partial<ReadingRow> = {},
): Promise<void> {
  const { manager } = deps.database;
  const same = { portalId, campaignId, listId };
  const lookAt = await nextLook(deps, portalId);
  await manager.update(ReadingEntity, same, found);
  await manager.update(ReadingEntity, { ...same, lookAt: MoreThan(NOW) }, { ...unlessChanged, lookAt });
}

const nextLook = async ({ settings, clock }: LookDeps, portalId: PortalId): Promise<number> =>
  clock.now() + (await settings.get(portalId)).reconcileMinutes * MINUTE;

/** From the page that was last at the time: its new members stand behind those that were read. Resolves to the last page. */
async function readJoined(deps: LookDeps, campaign: Campaign, reading: ReadingRow): Promise<string | null> {
  let { after } = reading;
  for (;;) {
    const page = await deps.lists.joined(campaign.portalId, reading.listId, after);
    await deps.database.transaction((tx) => addMembers(tx, campaign, page.members, deps.clock.now()));
    if (page.after === null) return after;
    after = page.after;
  }
}

/** Every member is seen, page by page; who was seen before and is not any more has left. */
async function compare(deps: LookDeps, campaign: Campaign, listId: string): Promise<void> {
  // All that it sees is seen later than anybody was before, also where the clock was set back, and while it is.
  const startedAt = Math.max(deps.clock.now(), (await lastSeen(deps.database, campaign)) + 1);
  let after: string | null = null;
  do {
    const page = await deps.lists.members(campaign.portalId, listId, after);
    await deps.database.transaction((tx) => addMembers(tx, campaign, page.members, startedAt));
    ({ after } = page);
  } while (after !== null);
  await forgetWaiting(deps, campaign, startedAt);
  if (campaign.content.leaving !== 'keep') await askLeft(deps, campaign, startedAt);
}

/** Who left before being enrolled is not enrolled any more. `startedAt`: who was seen since then is in the list. */
async function forgetWaiting(
  { database }: LookDeps,
  { portalId, campaignId }: Campaign,
  startedAt: number,
): Promise<void> {
  await database.manager
    .createQueryBuilder()
    .delete()
    .from(MemberEntity)
    .where({ portalId, campaignId, state: 'waiting', seenAt: LessThan(startedAt) })
    .andWhere('seen_at > 0')
    .execute();
}

async function askLeft(deps: LookDeps, campaign: Campaign, startedAt: number): Promise<void> {
  const { portalId, campaignId, content } = campaign;
  let after = '' as ContactId;
  for (;;) {
    const gone = await deps.database.manager
      .createQueryBuilder(MemberEntity, 'member')
      .where({
        portalId,
        campaignId,
        state: 'enrolled',
        seenAt: LessThan(startedAt),
        contactId: MoreThan(after),
      })
      // Whom a person gave to the campaign never was in the list.
      .andWhere('member.seenAt > 0')
      .orderBy('member.contactId', 'ASC')
      .take(GONE_AT_ONCE)
      .getMany();
    const last = gone.at(-1);
    if (!last) return;
    after = last.contactId;
    // A contact that went into another one did not leave: the other one has its conversation.
    const leads = await deps.leads.ofCampaigns.of(
      portalId,
      gone.map(({ contactId }) => contactId),
    );
    const left = [...leads.values()].filter(
      (lead) => lead.campaignId === campaignId && lead.mergedInto === null,
    );
    if (left.length === 0) continue;
    const contactIds = left.map(({ contactId }) => contactId);
    await deps.database.transaction((tx) =>
      deps.runs.ask(tx, {
        portalId,
        campaignId,
        kind: 'leave',
        requestId: `left-${startedAt}-${last.contactId}`,
        askedBy: `the list “${content.list?.name ?? ''}”`,
        target: { contactIds },
        total: contactIds.length,
      }),
    );
  }
}

async function enrollWaiting(deps: LookDeps, campaign: Campaign, now: number): Promise<void> {
  const { portalId, campaignId } = campaign;
  const waiting = { portalId, campaignId, state: 'waiting' as const };
  if (!(await deps.database.manager.existsBy(MemberEntity, waiting))) return;
  // A tenth was started, and a person says when the rest follows.
  if (await isHeldAtTenth(deps.database.manager, campaign)) return;
  await deps.database.transaction(async (tx) => {
    if (await deps.runs.isOpen(portalId, campaignId, tx)) return;
    await deps.runs.ask(tx, {
      portalId,
      campaignId,
      kind: 'enroll',
      requestId: `joined-${now}`,
      askedBy: 'new members of the list',
      target: { read: true },
      total: await tx.countBy(MemberEntity, waiting),
    });
  });
}

/** The last enrollment that a person asked for was limited, so that the rest of the list waits for their word. */
export async function isHeldAtTenth(tx: Tx, { portalId, campaignId }: Campaign): Promise<boolean> {
  const [last] = await tx.find(RunEntity, {
    where: { portalId, campaignId, kind: 'enroll', requestId: Not(Like('joined-%')) },
    order: { askedAt: 'DESC' },
    take: 1,
  });
  return last?.target.limit !== undefined;
}

/** A campaign that enrolls nobody by itself is completed when all its contacts are through. Resolves to which were. */
export async function completeFinished(deps: LookDeps): Promise<Campaign[]> {
  const completed: Campaign[] = [];
  const now = deps.clock.now();
  for (const campaign of await deps.campaigns.running()) {
    const { portalId, campaignId, content } = campaign;
    const over = content.endAt !== null && content.endAt <= now;
    if (content.automatic && !over) continue;
    await deps.database.transaction(async (tx) => {
      if (await deps.runs.isOpen(portalId, campaignId, tx)) return;
      const member = { portalId, campaignId };
      if (!(await tx.existsBy(MemberEntity, { ...member, state: 'enrolled' })) && !over) return;
      if (!over && (await tx.existsBy(MemberEntity, { ...member, state: 'waiting' }))) return;
      const active = (await deps.leads.ofCampaigns.active(portalId, [campaignId], tx)).get(campaignId) ?? 0;
      if (active > 0) return;
      if (!(await deps.campaigns.become(tx, campaign, ['running'], 'completed'))) return;
      await deps.runs.ask(tx, {
        portalId,
        campaignId,
        kind: 'write-status',
        requestId: `completed-${now}`,
        askedBy: 'Baton',
      });
      completed.push(campaign);
    });
  }
  return completed;
}

/** After the clock was set back: lists whose turn lies too far ahead are looked at now. */
export async function pullInReadings({
  database,
  clock,
}: Pick<LookDeps, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  await database.manager.update(ReadingEntity, { lookAt: MoreThan(now) }, { lookAt: now });
  await database.manager.update(ReadingEntity, { comparedAt: MoreThan(now) }, { comparedAt: now });
}

/** Running campaigns, each with the list of which it wants to know who joins or leaves. */
async function watched({ campaigns }: Pick<LookDeps, 'campaigns'>) {
  return (await campaigns.running()).flatMap((campaign) => {
    const list = watchedList(campaign);
    return list ? [{ campaign, listId: list.id }] : [];
  });
}

/** Lists of which running campaigns want to know who joins or leaves, each once, by account. */
export async function watchedLists(
  deps: Pick<LookDeps, 'campaigns'>,
): Promise<ReadonlyMap<PortalId, ReadonlySet<string>>> {
  const lists = new Map<PortalId, Set<string>>();
  for (const { campaign, listId } of await watched(deps))
    lists.set(campaign.portalId, (lists.get(campaign.portalId) ?? new Set()).add(listId));
  return lists;
}

/** Members of a list changed: campaigns that watch it look at it now, and where somebody left, at all of it. */
export async function listChanged(
  { database }: Pick<LookDeps, 'database'>,
  { portalId, listId, left }: { portalId: PortalId; listId: string; left: boolean },
): Promise<void> {
  const now = { lookAt: NOW, sign: null, ...(left ? { comparedAt: 0 } : {}) };
  await database.manager.update(ReadingEntity, { portalId, listId }, now);
}
