import { EntitySchema } from 'typeorm';
import { key, time, varchar, text, json } from '../database/columns.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { WebhookEvent } from '../hubspot/types.ts';

/** One webhook event as it was stored before HubSpot got its 200. */
export interface InboxEvent {
  portalId: PortalId;
  /** When it occurred, and a hash of the signed fields: the same event twice is one row. */
  dedupeKey: string;
  contactId: ContactId;
  kind: WebhookEvent['kind'];
  propertyName: string | null;
  /** Kept only until it is processed: it may be personal. */
  propertyValue: string | null;
  occurredAt: number;
  changeSource: string;
  sourceId: string;
  merge: WebhookEvent['merge'];
  receivedAt: number;
  /** null: waiting. */
  processedAt: number | null;
}

export const InboxEntity = new EntitySchema<InboxEvent>({
  name: 'InboxEvent',
  tableName: 'inbox_event',
  columns: {
    portalId: key({ name: 'portal_id' }),
    dedupeKey: key({ name: 'dedupe_key' }),
    contactId: varchar({ name: 'contact_id' }),
    kind: varchar(),
    propertyName: varchar({ name: 'property_name', nullable: true }),
    propertyValue: text({ name: 'property_value', nullable: true }),
    occurredAt: time({ name: 'occurred_at' }),
    changeSource: varchar({ name: 'change_source' }),
    sourceId: varchar({ name: 'source_id' }),
    merge: json({ nullable: true }),
    receivedAt: time({ name: 'received_at' }),
    processedAt: time({ name: 'processed_at', nullable: true }),
  },
  indices: [{ name: 'inbox_waiting', columns: ['portalId', 'occurredAt'], where: 'processed_at IS NULL' }],
});
