import { EntitySchema } from 'typeorm';
import { flag, integer, json, key, text, time, varchar } from '../../database/columns.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { Claimable } from './claims.ts';

/** Why HubSpot did not take a value. */
export interface Refusal {
  code: string;
  message: string;
  /** Of a property: what was to be written, for when the cause has ended. */
  value?: string;
}

/** Everything that waits to be written to one contact, merged. A row without anything waiting keeps refusals only. */
export interface ContactWriteRow extends Claimable {
  portalId: PortalId;
  contactId: ContactId;
  /** Waiting values by property name, without the owner. */
  properties: Record<string, string>;
  /** Of `properties` and `refused`: what may be overwritten, see `ContactWrite`; null: anything. */
  onlyOver: Record<string, readonly string[]> | null;
  hasOwner: boolean;
  ownerTo: OwnerId | null;
  /** Owners that may be overwritten: the expected one, and those that this row itself would have written before. */
  ownerExpected: (OwnerId | null)[];
  /** Values HubSpot refused, by property name, until the property is written again. */
  refused: Record<string, Refusal>;
  /** Counts changes to the row, so that a flush notices what was merged in meanwhile. */
  version: number;
  state: 'waiting' | 'failed';
  /** Why the whole row failed. */
  error: Refusal | null;
}

export const ContactWriteEntity = new EntitySchema<ContactWriteRow>({
  name: 'ContactWrite',
  tableName: 'contact_write',
  columns: {
    portalId: key({ name: 'portal_id' }),
    contactId: key({ name: 'contact_id' }),
    properties: json({ name: 'properties' }),
    onlyOver: json({ name: 'only_over', nullable: true }),
    hasOwner: flag({ name: 'has_owner' }),
    ownerTo: varchar({ name: 'owner_to', nullable: true }),
    ownerExpected: json({ name: 'owner_expected' }),
    refused: json({ name: 'refused' }),
    lane: integer({ name: 'lane' }),
    dueAt: time({ name: 'due_at' }),
    version: integer({ name: 'version' }),
    state: varchar({ name: 'state' }),
    attempts: integer({ name: 'attempts' }),
    error: json({ name: 'error', nullable: true }),
    lease: text({ name: 'lease' }),
    leasedUntil: time({ name: 'leased_until' }),
  },
  indices: [
    { name: 'ix_contact_write_portal_due', columns: ['portalId', 'state', 'dueAt'] },
    { name: 'ix_contact_write_due', columns: ['state', 'dueAt'] },
  ],
});
