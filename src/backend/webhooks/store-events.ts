import type { Clock } from '../ground/clock.ts';
import { SECOND } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import type { Portal, WebhookEvent } from '../hubspot/types.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../ground/logger.ts';
import { createGroupCommit } from './group-commit.ts';
import { createInsertEvents } from './insert-events.ts';
import type { InsertEvents } from './insert-events.ts';
import { createWakeUps } from './wake-ups.ts';
import type { WakeUps } from './wake-ups.ts';

export const INBOX_QUEUE = 'inbox.process';

/** Events written in one go: beyond, a group takes longer without saving anything more. */
const GROUP = 500;
/** Events that wait for the database at most, about 20 MB. HubSpot sends again what is refused. */
const WAITING = 20_000;
/** A connection that ends is noticed after this long; one that begins, at once. */
const CONNECTED_FOR_MS = SECOND;
const WAKE_EVERY_MS = 100;

export interface StoreResult {
  stored: number;
  /** Deliveries of events that were there already. */
  duplicates: number;
  /** Events of accounts that are not connected: stored for nobody. */
  foreign: number;
  /** Events whose values the database does not take: dropped, so that the others of their batch are not lost. */
  refused: number;
}

/** What became of all that came, also of what could not be understood: `rejected` holds that and what was refused. */
export type EventCounts = Record<'stored' | 'duplicates' | 'foreign' | 'rejected', number>;

export interface StoreEventsDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  portals: { connected(): Promise<readonly Pick<Portal, 'portalId'>[]> };
  clock: Clock;
  logger: Logger;
}

export interface StoreEvents {
  /** Stores a batch, together with others that come at the same time. Resolves when nothing of it can be lost. */
  store(events: readonly WebhookEvent[]): Promise<StoreResult>;
  /** Resolves when everything is stored and asked for. */
  drain(): Promise<void>;
}

export function createStoreEvents(deps: StoreEventsDeps): StoreEvents {
  const connected = createConnected(deps);
  const wakeUps = createWakeUps({
    wake: (portalId) => askForProcessing(deps, portalId),
    // The events are stored; the regular sweep of the inbox asks again.
    onFailure: (error, portalId) =>
      deps.logger.warn({ err: error, portalId }, 'could not ask for the inbox to be worked off'),
    everyMs: WAKE_EVERY_MS,
  });
  const insert = createInsertEvents(deps.database);
  const groups = createGroupCommit({
    commit: async (batches: readonly (readonly WebhookEvent[])[]) =>
      storeGroup({ ...deps, insert, wakeUps }, batches, await connected(batches)),
    sizeOf: (events) => events.length,
    groupSize: GROUP,
    waitingSize: WAITING,
  });
  return {
    store: (events) => groups.add(events),
    async drain() {
      await groups.drain();
      await wakeUps.drain();
    },
  };
}

/** @param runAt epoch ms; default now */
export const askForProcessing = (
  { database, jobs }: Pick<StoreEventsDeps, 'database' | 'jobs'>,
  portalId: PortalId,
  runAt?: number,
): Promise<void> => {
  const job = { queue: INBOX_QUEUE, key: portalId, data: { portalId } };
  return database.transaction((tx) => jobs.enqueue(tx, runAt === undefined ? job : { ...job, runAt }));
};

/** Which accounts are connected: read again when one appears that was not, and after a while. */
function createConnected({ portals, clock }: StoreEventsDeps) {
  let known: ReadonlySet<PortalId> = new Set();
  let readAt = 0;
  return async (batches: readonly (readonly WebhookEvent[])[]): Promise<ReadonlySet<PortalId>> => {
    const now = clock.now();
    const isFresh = now >= readAt && now - readAt < CONNECTED_FOR_MS;
    const isKnown = (event: WebhookEvent): boolean => known.has(event.portalId);
    if (isFresh && batches.every((events) => events.every(isKnown))) return known;
    known = new Set((await portals.connected()).map(({ portalId }) => portalId));
    readAt = now;
    return known;
  };
}

async function storeGroup(
  { insert, wakeUps, clock, logger }: StoreEventsDeps & { insert: InsertEvents; wakeUps: WakeUps },
  batches: readonly (readonly WebhookEvent[])[],
  connected: ReadonlySet<PortalId>,
): Promise<StoreResult[]> {
  const results = batches.map(() => ({ stored: 0, duplicates: 0, foreign: 0, refused: 0 }));
  const events: WebhookEvent[] = [];
  // Whose each of them is.
  const owners: StoreResult[] = [];
  for (const [at, result] of results.entries()) {
    for (const event of batches[at] ?? []) {
      if (!connected.has(event.portalId)) result.foreign += 1;
      else owners[events.push(event) - 1] = result;
    }
  }
  if (events.length === 0) return results;
  const outcomes = await insert(events, clock.now());
  const fresh = new Set<PortalId>();
  for (const [at, { portalId, kind }] of events.entries()) {
    const outcome = outcomes[at] ?? 'refused';
    const result = owners[at];
    if (result) result[outcome] += 1;
    if (outcome === 'stored') fresh.add(portalId);
    if (outcome === 'refused') logger.error({ portalId, kind }, 'an event cannot be stored and was dropped');
  }
  fresh.forEach(wakeUps.ask);
  return results;
}
