import { EntitySchema } from 'typeorm';
import { key, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';

/** An address that unsubscribed. It belongs to the address, not to a contact, and never ends. */
export interface Suppression {
  portalId: PortalId;
  /** SHA-256, see `hashOf` of suppressions.ts: it must outlive the person's privacy deletion, so it does not name the person. */
  addressHash: string;
  reason: string;
  at: number;
}

export const SuppressionEntity = new EntitySchema<Suppression>({
  name: 'Suppression',
  tableName: 'suppression',
  columns: {
    portalId: key({ name: 'portal_id' }),
    addressHash: key({ name: 'address_hash' }),
    reason: varchar(),
    at: time(),
  },
});
