import { associationsOf } from '../src/sandbox/associations/associations.ts';
import { CONTACT, EMAIL, NOTE, TASK } from '../src/sandbox/records/object-types.ts';
import type { FaultWorld } from './world.ts';

/** A contact from outside: what HubSpot and the contact's own mailbox show. */
export interface Seen {
  ownerId: string;
  /** Lead Connection Status. */
  state: string;
  notes: number;
  tasks: number;
  /** Mails to the contact that HubSpot shows. */
  logged: number;
  /** Mails in the contact's mailbox, newest first. */
  received: readonly { id: string; at: number; messageId: string }[];
}

/** Looked at in this process, so that looking costs the stand-in next to nothing. */
export function see({ portal, mail }: FaultWorld, { id, email }: { id: string; email: string }): Seen {
  const contact = portal.table(CONTACT).get(id);
  if (!contact) throw new Error(`There is no contact ${id}.`);
  const sent = associationsOf(portal, contact, EMAIL).filter(
    ({ toId }) => portal.table(EMAIL).get(toId)?.properties['hs_email_direction'] === 'EMAIL',
  );
  return {
    ownerId: contact.properties['hubspot_owner_id'] ?? '',
    state: contact.properties['baton_lead_connection_status'] ?? '',
    notes: associationsOf(portal, contact, NOTE).length,
    tasks: associationsOf(portal, contact, TASK).length,
    logged: sent.length,
    received: mail.list({ mailbox: email }).filter(({ direction }) => direction === 'in'),
  };
}
