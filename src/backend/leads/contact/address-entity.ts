import { EntitySchema } from 'typeorm';
import { key } from '../../database/columns.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';

/** A further address of a lead's person: HubSpot keeps those of a merged contact, and those that people add. */
export interface LeadAddress {
  portalId: PortalId;
  /** Lower-cased. */
  address: string;
  contactId: ContactId;
}

export const LeadAddressEntity = new EntitySchema<LeadAddress>({
  name: 'LeadAddress',
  tableName: 'lead_address',
  columns: {
    portalId: key({ name: 'portal_id' }),
    address: key(),
    contactId: key({ name: 'contact_id' }),
  },
  indices: [{ name: 'lead_address_contact', columns: ['portalId', 'contactId'] }],
});
