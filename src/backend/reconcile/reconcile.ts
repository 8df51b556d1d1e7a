import type { Assistants } from '../assistants/assistants.ts';
import { HOUR, MINUTE } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { HubSpotTime } from '../hubspot/calls/hubspot-time.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { ContactId, OwnerId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Leads } from '../leads/leads.ts';
import type { Logger } from '../ground/logger.ts';
import type { Settings } from '../settings/settings.ts';
import type { Announced } from '../webhooks/announced.ts';
import { ReconcileEntity } from './reconcile-entity.ts';
import type { ReconcileRow, Round } from './reconcile-entity.ts';
import { planRound } from './reconcile-plan.ts';

export const RECONCILE_QUEUE = 'inbox.reconcile';

/** One job's work, so that a long round can stop and go on anywhere: pages of the search, or leads to read. */
const PAGES = 5;
const LEADS = 500;
/** Owners one search takes: its body may have 3,000 characters. */
const OWNERS = 100;

const FOUND = 'Found in HubSpot by the regular check';
const LOOKED = 'Regular check with HubSpot';

/**
 * Finds what webhooks missed. Two ways, because HubSpot's search lags and therefore only what it shows counts: it
 * searches contacts that assistants own and that have no open lead, and reads the contacts of open leads in turn.
 */
export interface Reconcile {
  /** Carries the portal's round on by one job's work; run by the job queue RECONCILE_QUEUE. */
  run(portalId: PortalId): Promise<void>;
  /** Connected portals whose next round is due. */
  due(): Promise<PortalId[]>;
  /** How far the first sync is, after data sync was switched on at `since`, epoch ms; null: it is done. */
  firstSync(portalId: PortalId, since: number): Promise<FirstSync | null>;
}

export interface FirstSync {
  /** Contacts looked at so far. */
  done: number;
  /** Contacts to look at, as far as is known. */
  total: number;
  /** About how long it takes from now on; null: nobody can tell yet. */
  remainingMs: number | null;
}

export interface ReconcileDeps {
  database: Database;
  jobs: Jobs;
  hubspot: Pick<HubSpot, 'portals'> & { search: Pick<HubSpot['search'], 'ownedBy'> };
  hubspotTime: Pick<HubSpotTime, 'now'>;
  assistants: Pick<Assistants, 'list'>;
  leads: Pick<Leads, 'pickUp' | 'open' | 'countOpen' | 'oldestReadings'>;
  settings: Pick<Settings, 'get'>;
  announced: Announced;
  clock: Clock;
  logger: Logger;
}

export function createReconcile(deps: ReconcileDeps): Reconcile {
  return {
    run: (portalId) => run(deps, portalId),
    due: () => duePortals(deps),
    firstSync: (portalId, since) => firstSync(deps, portalId, since),
  };
}

async function firstSync(deps: ReconcileDeps, portalId: PortalId, since: number): Promise<FirstSync | null> {
  const row = await deps.database.manager.findOneBy(ReconcileEntity, { portalId });
  if (row?.completedAt != null && row.completedAt >= since) return null;
  const openLeads = await deps.leads.countOpen(portalId);
  const round = row?.round;
  if (!round || round.startedAt < since) return { done: 0, total: openLeads, remainingMs: null };
  const { found, read, startedAt } = round;
  // Who was found is an open lead by now, and is not read again.
  const [done, total] = [found + read, Math.max(openLeads, found + read)];
  const perContactMs = read === 0 ? null : (deps.clock.now() - startedAt) / done;
  return {
    done,
    total,
    remainingMs: perContactMs === null ? null : Math.round(perContactMs * (total - done)),
  };
}

async function duePortals({ database, hubspot, clock }: ReconcileDeps): Promise<PortalId[]> {
  const rows = await database.manager.find(ReconcileEntity, { select: { portalId: true, nextAt: true } });
  const nextAt = new Map(rows.map((row) => [row.portalId, row.nextAt]));
  const now = clock.now();
  // Further away than any interval: the clock was set back.
  const isDue = (at: number): boolean => at <= now || at > now + HOUR;
  const portals = await hubspot.portals.connected();
  return portals.map(({ portalId }) => portalId).filter((portalId) => isDue(nextAt.get(portalId) ?? 0));
}

async function run(deps: ReconcileDeps, portalId: PortalId): Promise<void> {
  const portal = await deps.hubspot.portals.find(portalId);
  if (portal?.status !== 'connected') return;
  const before = await deps.database.manager.findOneBy(ReconcileEntity, { portalId });
  if (!(await deps.settings.get(portalId)).dataSync.on) return putOff(deps, portalId, before);
  const circumstances = await look(deps, portalId);
  const nextAt = circumstances.now + circumstances.intervalMs;
  const planned = planRound(before, circumstances);
  const row: ReconcileRow = { ...(before ?? fresh(portalId)), nextAt, round: planned };
  // Before the work, so that nobody takes the round for due meanwhile.
  await deps.database.transaction((tx) => save(tx, row));
  const round = isSearched(planned)
    ? await readLeads(deps, portalId, planned)
    : await search(deps, row, planned);
  if (isSearched(round) && round.toRead === 0) return complete(deps, row, round);
  await deps.database.transaction(async (tx) => {
    await save(tx, { ...row, round: { ...round, seenAt: deps.clock.now() } });
    await deps.jobs.enqueue(tx, { queue: RECONCILE_QUEUE, key: portalId, data: { portalId } });
  });
}

/** Nothing is looked at while data sync is off; a round that was under way is begun anew afterwards. */
const putOff = (deps: ReconcileDeps, portalId: PortalId, before: ReconcileRow | null): Promise<void> =>
  deps.database.transaction((tx) =>
    save(tx, { ...(before ?? fresh(portalId)), nextAt: deps.clock.now() + MINUTE, round: null }),
  );

const fresh = (portalId: PortalId): Omit<ReconcileRow, 'nextAt' | 'round'> => ({
  portalId,
  completedAt: null,
  searchedAllAt: null,
  searchedOwners: [],
});

async function look(deps: ReconcileDeps, portalId: PortalId) {
  const assistants = await deps.assistants.list(portalId);
  const { reconcileMinutes, dataSync } = await deps.settings.get(portalId);
  const theirs = await deps.hubspotTime.now();
  const now = deps.clock.now();
  return {
    now,
    aheadMs: theirs === null ? 0 : Math.max(0, now - theirs),
    intervalMs: reconcileMinutes * MINUTE,
    owners: assistants.flatMap(({ ownerId }) => (ownerId ? [ownerId] : [])).sort(),
    openLeads: await deps.leads.countOpen(portalId),
    syncedSince: dataSync.since,
  };
}

const isSearched = ({ owners, ownersDone }: Round): boolean => ownersDone >= owners.length;

/** Kept after each page: a job that fails in the middle, again and again, still gets on. */
async function search(deps: ReconcileDeps, row: ReconcileRow, begun: Round): Promise<Round> {
  const { portalId } = row;
  let round = begun;
  for (let page = 0; page < PAGES && !isSearched(round); page += 1) {
    const { since: modifiedSince, after, ownersDone } = round;
    const owners = round.owners.slice(ownersDone, ownersDone + OWNERS);
    const { ids, more } = await deps.hubspot.search.ownedBy(portalId, { owners, modifiedSince, after });
    const found = await pickUpMissed(deps, portalId, owners, ids);
    round = {
      ...round,
      found: round.found + found,
      seenAt: deps.clock.now(),
      ...(more ? { after: ids.at(-1) ?? null } : { after: null, ownersDone: ownersDone + OWNERS }),
    };
    const reached = { ...row, round };
    await deps.database.transaction((tx) => save(tx, reached));
  }
  return round;
}

/** Contacts of assistants without an open lead: handed over unheard, or not an assistant's any more. HubSpot is asked. */
async function pickUpMissed(
  deps: ReconcileDeps,
  portalId: PortalId,
  owners: readonly OwnerId[],
  ids: readonly ContactId[],
): Promise<number> {
  const open = await deps.leads.open(portalId, ids);
  const announced = await deps.announced(portalId, owners, ids);
  const missed = ids.filter((id) => !open.has(id) && !announced.has(id));
  await deps.leads.pickUp(portalId, new Map(missed.map((id) => [id, FOUND])), { lane: 'bulk', found: true });
  return missed.length;
}

/** Owner, Context, address, deletion and merge of contacts whose leads are open, as HubSpot has them now. */
async function readLeads(deps: ReconcileDeps, portalId: PortalId, round: Round): Promise<Round> {
  const limit = Math.min(LEADS, round.toRead);
  const ids = limit === 0 ? [] : await deps.leads.oldestReadings(portalId, round.readBefore, limit);
  await deps.leads.pickUp(portalId, new Map(ids.map((id) => [id, LOOKED])), { lane: 'bulk' });
  const toRead = ids.length < limit ? 0 : round.toRead - ids.length;
  return { ...round, toRead, read: round.read + ids.length };
}

const save = async (tx: Tx, row: ReconcileRow): Promise<void> =>
  void (await tx.upsert(ReconcileEntity, row, ['portalId']));

async function complete(deps: ReconcileDeps, row: ReconcileRow, round: Round): Promise<void> {
  const { portalId } = row;
  const { startedAt, owners, since, found, read } = round;
  const all = since === null;
  if (all || found > 0) deps.logger.info({ portalId, all, found, read }, 'looked for what webhooks missed');
  await deps.database.transaction((tx) =>
    save(tx, {
      ...row,
      completedAt: startedAt,
      searchedAllAt: all ? startedAt : row.searchedAllAt,
      searchedOwners: all ? owners : row.searchedOwners.filter((owner) => owners.includes(owner)),
      round: null,
    }),
  );
}
