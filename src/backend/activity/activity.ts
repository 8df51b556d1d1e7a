import { EntitySchema } from 'typeorm';
import type { Random } from '../ground/clock.ts';
import { key, text, time, varchar } from '../database/columns.ts';
import type { Database, Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';

/** One entry of a contact's why timeline: what happened, what triggered it, which rule decided. */
export interface ActivityEntry {
  portalId: PortalId;
  id: string;
  contactId: ContactId;
  at: number;
  title: string;
  trigger: string;
  rule: string;
  detail: string | null;
  /** The mail this entry is about, if any. */
  mailId: string | null;
}

export const ActivityEntity = new EntitySchema<ActivityEntry>({
  name: 'Activity',
  tableName: 'activity',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    contactId: varchar({ name: 'contact_id' }),
    at: time(),
    title: text(),
    trigger: text({ name: 'triggered_by' }),
    rule: varchar(),
    detail: text({ nullable: true }),
    mailId: varchar({ name: 'mail_id', nullable: true }),
  },
  indices: [{ name: 'activity_contact', columns: ['portalId', 'contactId', 'at'] }],
});

export interface Activity {
  record(tx: Tx, entry: Omit<ActivityEntry, 'id'>): Promise<void>;
  /** Newest first. */
  list(portalId: PortalId, contactId: ContactId, limit: number): Promise<ActivityEntry[]>;
  moveContact(tx: Tx, portalId: PortalId, from: ContactId, to: ContactId): Promise<void>;
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
    async moveContact(tx, portalId, from, to) {
      await tx.update(ActivityEntity, { portalId, contactId: from }, { contactId: to });
    },
    async eraseContact(tx, portalId, contactId) {
      await tx.delete(ActivityEntity, { portalId, contactId });
    },
  };
}
