import { In, IsNull, LessThan } from 'typeorm';
import type { Clock } from '../clock.ts';
import { DAY } from '../clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Portals, WebhookEvent } from '../hubspot/types.ts';
import type { PortalId } from '../identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { InboxEntity } from './inbox-entity.ts';
import type { InboxEvent } from './inbox-entity.ts';

export const INBOX_QUEUE = 'inbox.process';

/** Events looked at in one go: two calls' worth of contacts with history. */
const BATCH = 200;
/** HubSpot repeats a delivery for 24 hours; after three days a duplicate can no longer come. */
const KEEP_MS = 3 * DAY;

export interface StoreResult {
  stored: number;
  /** Deliveries of events that were there already. */
  duplicates: number;
  /** Events of accounts that are not connected: stored for nobody. */
  foreign: number;
}

export interface Inbox {
  /** Stores a verified batch in one transaction. When this resolves, nothing can be lost any more. */
  store(events: readonly WebhookEvent[]): Promise<StoreResult>;
  /** Brings waiting events of a portal to those they concern; run by the job queue INBOX_QUEUE. */
  process(portalId: PortalId): Promise<void>;
  /** Forgets processed events that can no longer come again. */
  purge(): Promise<void>;
  /** Portals with waiting events, and the time of the last event per portal. */
  portalsWithWork(): Promise<PortalId[]>;
  lastEventAt(portalId: PortalId): Promise<number | null>;
  eraseContact(tx: Tx, portalId: PortalId, contactId: InboxEvent['contactId']): Promise<void>;
}

interface Deps {
  database: Database;
  jobs: Jobs;
  portals: Portals;
  clock: Clock;
  /** Everything that follows from events of one portal. Throws: the events stay and are tried again. */
  handle(portalId: PortalId, events: readonly InboxEvent[]): Promise<void>;
}

export function createInbox(deps: Deps): Inbox {
  const { database, clock } = deps;
  return {
    store: (events) => storeBatch(deps, events),
    async process(portalId) {
      // An erasure needs nothing from HubSpot: it does not wait behind events that do.
      await processAll(deps, portalId, { kind: 'privacyDeletion' });
      await processAll(deps, portalId, {});
    },
    async purge() {
      await database.manager.delete(InboxEntity, { processedAt: LessThan(clock.now() - KEEP_MS) });
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
        where: { portalId },
        order: { receivedAt: 'DESC' },
        take: 1,
      });
      return last[0]?.receivedAt ?? null;
    },
    async eraseContact(tx, portalId, contactId) {
      await tx.update(InboxEntity, { portalId, contactId }, { propertyValue: null });
    },
  };
}

async function storeBatch(deps: Deps, events: readonly WebhookEvent[]): Promise<StoreResult> {
  const { database, jobs, clock } = deps;
  const portals = new Set((await deps.portals.connected()).map((portal) => portal.portalId));
  const own = events.filter((event) => portals.has(event.portalId));
  const rows = own.map((event) => ({ ...event, receivedAt: clock.now(), processedAt: null }));
  const stored = rows.length === 0 ? 0 : await database.transaction((tx) => insertNew(tx, jobs, rows));
  return { stored, duplicates: own.length - stored, foreign: events.length - own.length };
}

async function insertNew(tx: Tx, jobs: Jobs, rows: readonly InboxEvent[]): Promise<number> {
  const portalIds = [...new Set(rows.map((row) => row.portalId))];
  const known = await tx.find(InboxEntity, {
    select: { portalId: true, dedupeKey: true },
    where: { portalId: In(portalIds), dedupeKey: In(rows.map((row) => row.dedupeKey)) },
  });
  const seen = new Set(known.map((row) => `${row.portalId} ${row.dedupeKey}`));
  const fresh = rows.filter((row) => {
    const id = `${row.portalId} ${row.dedupeKey}`;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
  // orIgnore: another process may have stored the same delivery since the look above.
  if (fresh.length > 0)
    await tx.createQueryBuilder().insert().into(InboxEntity).values(fresh).orIgnore().execute();
  for (const portalId of new Set(fresh.map((row) => row.portalId))) {
    await jobs.enqueue(tx, { queue: INBOX_QUEUE, key: portalId, data: { portalId } });
  }
  return fresh.length;
}

async function processAll(
  deps: Deps,
  portalId: PortalId,
  only: Pick<Partial<InboxEvent>, 'kind'>,
): Promise<void> {
  for (;;) {
    const events = await waiting(deps.database, portalId, only);
    if (events.length === 0) return;
    await deps.handle(portalId, events);
    await markProcessed(deps.database, portalId, events, deps.clock.now());
  }
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
