import { In, IsNull, Not } from 'typeorm';
import { DAY } from '../ground/clock.ts';
import type { Random } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { JOURNAL_SOURCE } from '../hubspot/journal/journal-events.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { InboxEntity } from './inbox-entity.ts';
import type { InboxEvent } from './inbox-entity.ts';
import { askForProcessing, createStoreEvents } from './store-events.ts';
import type { StoreEvents, StoreEventsDeps } from './store-events.ts';
import { createTurns } from './turns.ts';

/** Events looked at in one go: two calls' worth of contacts with history. */
const BATCH = 200;
/** Events forgotten in one go: while they are, no other can be stored on SQLite. */
const PURGE = 1_000;
/** HubSpot repeats a delivery for 24 hours; after three days a duplicate can no longer come. */
const KEEP_MS = 3 * DAY;
/** When another run has the turn, look again: it may have looked for the last time before the newest event came. */
const TURN_TAKEN_MS = 250;

export interface Inbox {
  /** Stores a verified batch. When this resolves, nothing of it can be lost any more. */
  store: StoreEvents['store'];
  /** Resolves when everything that was handed over is stored, and its processing asked for. */
  drain(): Promise<void>;
  /** Brings waiting events of a portal to those they concern; run by the job queue INBOX_QUEUE. */
  process(portalId: PortalId): Promise<void>;
  /** Forgets processed events that can no longer come again, but for the last of each account: it tells when HubSpot was heard. */
  purge(): Promise<void>;
  /** Portals with waiting events, and the time of the last webhook per portal. */
  portalsWithWork(): Promise<PortalId[]>;
  lastEventAt(portalId: PortalId): Promise<number | null>;
  eraseContact(tx: Tx, portalId: PortalId, contactId: InboxEvent['contactId']): Promise<void>;
}

interface Deps extends StoreEventsDeps {
  random: Pick<Random, 'uuid'>;
  /** Everything that follows from events of one portal. Throws: the events stay and are tried again. */
  handle(portalId: PortalId, events: readonly InboxEvent[]): Promise<void>;
}

export function createInbox(deps: Deps): Inbox {
  const { database, clock } = deps;
  const inTurn = createTurns(deps);
  return {
    ...createStoreEvents(deps),
    async process(portalId) {
      const hadTurn = await inTurn(portalId, () => processAll(deps, portalId));
      if (!hadTurn) await askForProcessing(deps, portalId, clock.now() + TURN_TAKEN_MS);
    },
    async purge() {
      while ((await purgeSome(database, clock.now() - KEEP_MS)) === PURGE);
    },
    async portalsWithWork() {
      const rows = await database.manager
        .createQueryBuilder(InboxEntity, 'event')
        .select('DISTINCT event.portalId', 'portalId')
        .where('event.processedAt IS NULL')
        .getRawMany<{ portalId: PortalId }>();
      return rows.map((row) => row.portalId);
    },
    async lastEventAt(portalId) {
      const last = await database.manager.find(InboxEntity, {
        where: { portalId, changeSource: Not(JOURNAL_SOURCE) },
        // Begins with the time, and is in the primary key.
        order: { dedupeKey: 'DESC' },
        take: 1,
      });
      return last[0]?.receivedAt ?? null;
    },
    async eraseContact(tx, portalId, contactId) {
      // Events that were processed have lost their values.
      await tx.update(InboxEntity, { portalId, contactId, processedAt: IsNull() }, { propertyValue: null });
    },
  };
}

async function processAll(deps: Deps, portalId: PortalId): Promise<void> {
  for (;;) {
    const events = await nextEvents(deps.database, portalId);
    if (events.length === 0) return;
    await deps.handle(portalId, events);
    await markProcessed(deps.database, portalId, events, deps.clock.now());
  }
}

/** An erasure needs nothing from HubSpot: it does not wait behind events that do. */
async function nextEvents(database: Database, portalId: PortalId): Promise<InboxEvent[]> {
  const erasures = await waiting(database, portalId, { kind: 'privacyDeletion' });
  return erasures.length > 0 ? erasures : waiting(database, portalId, {});
}

const waiting = (
  database: Database,
  portalId: PortalId,
  only: Pick<Partial<InboxEvent>, 'kind'>,
): Promise<InboxEvent[]> =>
  database.manager.find(InboxEntity, {
    where: { ...only, portalId, processedAt: IsNull() },
    order: { occurredAt: 'ASC', receivedAt: 'ASC' },
    take: BATCH,
  });

/** @returns how many were forgotten, at most PURGE */
async function purgeSome(database: Database, processedBefore: number): Promise<number> {
  const old = await database.manager
    .createQueryBuilder(InboxEntity, 'event')
    .select(['event.portalId', 'event.dedupeKey'])
    .where('event.processedAt < :processedBefore', { processedBefore })
    .andWhere(
      (query) =>
        `EXISTS ${query
          .subQuery()
          .select('1')
          .from(InboxEntity, 'later')
          .where('later.portalId = event.portalId AND later.dedupeKey > event.dedupeKey')
          .andWhere('later.changeSource <> :journal', { journal: JOURNAL_SOURCE })
          .getQuery()}`,
    )
    .take(PURGE)
    .getMany();
  for (const [portalId, events] of Map.groupBy(old, (event) => event.portalId)) {
    const dedupeKey = In(events.map((event) => event.dedupeKey));
    await database.manager.delete(InboxEntity, { portalId, dedupeKey });
  }
  return old.length;
}

async function markProcessed(
  database: Database,
  portalId: PortalId,
  events: readonly InboxEvent[],
  now: number,
): Promise<void> {
  const dedupeKey = In(events.map((event) => event.dedupeKey));
  await database.manager.update(
    InboxEntity,
    { portalId, dedupeKey },
    { processedAt: now, propertyValue: null },
  );
}
