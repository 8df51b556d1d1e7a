import { EntitySchema } from 'typeorm';
import { integer, json, key, text, time, varchar } from '../../../database/columns.ts';
import type { ContactId, PortalId } from '../../../ground/identifiers.ts';
import type { ActivityWrite, NewContact, OptOut } from './activities.ts';
import type { Claimable } from '../claims.ts';
import type { Refusal } from '../contact-write-entity.ts';

export type CreatePayload = ActivityWrite | NewContact | OptOut;

/**
 * One note, task, email, contact or opt-out to be created. `sending` is committed before the call leaves: whoever finds a row in that
 * state does not know whether HubSpot has it and must look. `gone`: the contact was not there to be looked at; should it
 * be restored and the same be wanted again, HubSpot may have it.
 */
export interface CreateRow extends Claimable {
  portalId: PortalId;
  key: string;
  kind: CreatePayload['kind'];
  contactId: ContactId;
  /** null once it is carried out or its contact is gone: no text stays that nobody needs. */
  payload: CreatePayload | null;
  state: 'pending' | 'sending' | 'done' | 'failed' | 'gone';
  /** A call may have left, and until then it may still take effect in HubSpot, epoch ms; 0: none can have left. */
  settlesAt: number;
  hubspotId: string | null;
  error: Refusal | null;
}

export const createKinds: readonly CreateRow['kind'][] = ['note', 'task', 'email', 'new-contact', 'opt-out'];

/** The note, task or email that a row asks for; null: something else, or nothing any more. */
export const activityOf = ({ payload }: Pick<CreateRow, 'payload'>): ActivityWrite | null =>
  payload?.kind === 'new-contact' || payload?.kind === 'opt-out' ? null : payload;

export const CreateEntity = new EntitySchema<CreateRow>({
  name: 'HubSpotCreate',
  tableName: 'hubspot_create',
  columns: {
    portalId: key({ name: 'portal_id' }),
    key: key({ name: 'key' }),
    kind: varchar({ name: 'kind' }),
    contactId: varchar({ name: 'contact_id' }),
    payload: json({ name: 'payload', nullable: true }),
    lane: integer({ name: 'lane' }),
    dueAt: time({ name: 'due_at' }),
    state: varchar({ name: 'state' }),
    attempts: integer({ name: 'attempts' }),
    settlesAt: time({ name: 'settles_at', default: 0 }),
    hubspotId: varchar({ name: 'hubspot_id', nullable: true }),
    error: json({ name: 'error', nullable: true }),
    lease: text({ name: 'lease' }),
    leasedUntil: time({ name: 'leased_until' }),
  },
  indices: [
    { name: 'ix_hubspot_create_portal_due', columns: ['portalId', 'state', 'dueAt'] },
    { name: 'ix_hubspot_create_due', columns: ['state', 'dueAt'] },
    { name: 'ix_hubspot_create_contact', columns: ['portalId', 'contactId'] },
  ],
});
