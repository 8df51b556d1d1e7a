import { EntitySchema } from 'typeorm';
import { key, time } from '../../database/columns.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';

/** An answer of this contact is being read by a language model: nobody is written to meanwhile. */
export interface BeingRead {
  portalId: PortalId;
  contactId: ContactId;
  /** Of the answer: several may be read at once. */
  mailId: string;
  /** Epoch ms: whoever reads may have died. */
  until: number;
}

export const BeingReadEntity = new EntitySchema<BeingRead>({
  name: 'BeingRead',
  tableName: 'being_read',
  columns: {
    portalId: key({ name: 'portal_id' }),
    contactId: key({ name: 'contact_id' }),
    mailId: key({ name: 'mail_id' }),
    until: time(),
  },
});
