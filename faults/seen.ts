import { associationsOf } from '../src/sandbox/associations/associations.ts';
import { CONTACT, EMAIL, NOTE, TASK } from '../src/sandbox/records/object-types.ts';
import type { FaultWorld } from './world.ts';

/** A contact from outside: what HubSpot and the contact's own mailbox show. */
export interface Seen {
  ownerId: string;
  /** Lead Connection Status. */
  state: string;
  notes: number;
  /** Without reminders of a lead that nobody picked up, of which each has its own number; one that stands twice counts. */
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
  const tasks = associationsOf(portal, contact, TASK).map(
    ({ toId }) => portal.table(TASK).get(toId)?.properties['hs_task_subject'] ?? '',
  );
  return {
    ownerId: contact.properties['hubspot_owner_id'] ?? '',
    state: contact.properties['baton_lead_connection_status'] ?? '',
    notes: associationsOf(portal, contact, NOTE).length,
    tasks: tasks.length - new Set(tasks.filter((subject) => subject.startsWith('Reminder '))).size,
    logged: sent.length,
    received: mail.list({ mailbox: email }).filter(({ direction }) => direction === 'in'),
  };
}

/**
 * Every note, task and email of a contact, oldest first, with what it is known by (the reference; an email's headers)
 * and when it was created: the same twice was written twice, another one was decided twice.
 */
export function writtenTo({ portal }: FaultWorld, { id }: { id: string }): string[] {
  const contact = portal.table(CONTACT).get(id);
  if (!contact) return [];
  return [NOTE, TASK, EMAIL].flatMap((type) =>
    associationsOf(portal, contact, type)
      .flatMap(({ toId }) => portal.table(type).get(toId) ?? [])
      .sort((a, b) => Number(a.id) - Number(b.id))
      .map(({ properties, createdAt }) => {
        const known =
          properties['hs_note_body'] ?? properties['hs_task_body'] ?? properties['hs_email_headers'];
        const key = /Baton ref ([0-9a-f]+)|"messageId":"([^"]+)"/.exec(known ?? '');
        return `${type.singular} ${key?.[1] ?? key?.[2] ?? '?'} at ${new Date(createdAt).toISOString()}`;
      }),
  );
}
