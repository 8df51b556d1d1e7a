import type { Random } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { ActivityEntity } from './activity-entity.ts';
import type { ActivityEntry } from './activity-entity.ts';
import { countActivity, findActivity } from './search.ts';
import type { ActivityQuery, CountedKinds } from './search.ts';

export interface Activity {
  record(tx: Tx, entry: Omit<ActivityEntry, 'id'>): Promise<void>;
  /** Newest first. */
  list(portalId: PortalId, contactId: ContactId, limit: number): Promise<ActivityEntry[]>;
  /** Of all contacts, newest first. */
  find(portalId: PortalId, query: ActivityQuery): Promise<ActivityEntry[]>;
  /** How many entries of each kind lie between one moment and the next, in the order of the moments. */
  count(portalId: PortalId, counted: CountedKinds): Promise<Map<ActivityEntry['kind'], number[]>>;
  moveContact(tx: Tx, portalId: PortalId, from: ContactId, to: ContactId): Promise<void>;
  /** The contact belongs to another person now, who sees all of its timeline. */
  showTo(tx: Tx, portalId: PortalId, contactId: ContactId, seenBy: string): Promise<void>;
  eraseContact(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
}

export function createActivity(deps: { database: Database; random: Random }): Activity {
  const { database, random } = deps;
  return {
    async record(tx, entry) {
      await tx
        .createQueryBuilder()
        .insert()
        .into(ActivityEntity)
        .values({ ...entry, id: random.uuid() })
        .execute();
    },
    list: (portalId, contactId, limit) =>
      database.manager.find(ActivityEntity, {
        where: { portalId, contactId },
        order: { at: 'DESC' },
        take: limit,
      }),
    find: (portalId, query) => findActivity(database, portalId, query),
    count: (portalId, counted) => countActivity(database, portalId, counted),
    async moveContact(tx, portalId, from, to) {
      await tx.update(ActivityEntity, { portalId, contactId: from }, { contactId: to });
    },
    async showTo(tx, portalId, contactId, seenBy) {
      await tx.update(ActivityEntity, { portalId, contactId }, { seenBy });
    },
    async eraseContact(tx, portalId, contactId) {
      await tx.delete(ActivityEntity, { portalId, contactId });
    },
  };
}
