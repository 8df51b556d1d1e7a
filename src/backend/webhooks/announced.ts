import { In, IsNull, MoreThan } from 'typeorm';
import type { Database } from '../database/database.ts';
import { MINUTE } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { ContactId, OwnerId, PortalId } from '../ground/identifiers.ts';
import { isMadeByApp } from '../hubspot/records/change-source.ts';
import { InboxEntity } from './inbox-entity.ts';

/** What was heard is looked at within this time, even when it comes in tens of thousands. */
const ANNOUNCED_MS = 10 * MINUTE;

interface Deps {
  database: Database;
  clock: Clock;
  /** This app's id: events of its own writes lead to no look. */
  appId: string | null;
}

/**
 * Those of these contacts whose hand-over to one of these owners was heard and waits to be looked at: while a whole list
 * is handed over, that is most of it.
 */
export type Announced = (
  portalId: PortalId,
  owners: readonly OwnerId[],
  ids: readonly ContactId[],
) => Promise<Set<ContactId>>;

export function createAnnounced({ database, clock, appId }: Deps): Announced {
  return async (portalId, owners, ids) => {
    const events = await database.manager.find(InboxEntity, {
      select: { contactId: true, changeSource: true, sourceId: true },
      where: {
        portalId,
        contactId: In([...ids]),
        processedAt: IsNull(),
        kind: 'propertyChange',
        propertyName: 'hubspot_owner_id',
        propertyValue: In([...owners]),
        receivedAt: MoreThan(clock.now() - ANNOUNCED_MS),
      },
    });
    const foreign = events.filter(
      ({ changeSource, sourceId }) => !isMadeByApp(changeSource, sourceId, appId),
    );
    return new Set(foreign.map(({ contactId }) => contactId));
  };
}
