import { EntitySchema } from 'typeorm';
import { key, text, time, varchar } from '../database/columns.ts';
import type { AssistantId, OwnerId, PortalId } from '../ground/identifiers.ts';

/** An assistant of one account: a HubSpot user that Baton works as. */
export interface Assistant {
  portalId: PortalId;
  assistantId: AssistantId;
  name: string;
  /** Lower-cased; matched to a HubSpot owner, and the address it writes from. */
  email: string;
  role: string;
  signature: string;
  companyDescription: string;
  defaultContext: string;
  sequenceId: string;
  brochureUrl: string | null;
  calendarUrl: string | null;
  /** null until HubSpot has an active owner with this email. */
  ownerId: OwnerId | null;
  /** Own mailbox, sealed JSON; null: the default mailbox. */
  sealedMailbox: string | null;
  /** Who is told of HubSpot's invitation: the admin who added the assistant. */
  addedByEmail: string | null;
  createdAt: number;
}

export const AssistantEntity = new EntitySchema<Assistant>({
  name: 'Assistant',
  tableName: 'assistant',
  columns: {
    portalId: key({ name: 'portal_id' }),
    assistantId: key({ name: 'assistant_id' }),
    name: varchar(),
    email: varchar(),
    role: varchar(),
    signature: text(),
    companyDescription: text({ name: 'company_description' }),
    defaultContext: text({ name: 'default_context' }),
    sequenceId: varchar({ name: 'sequence_id' }),
    brochureUrl: varchar({ name: 'brochure_url', nullable: true }),
    calendarUrl: varchar({ name: 'calendar_url', nullable: true }),
    ownerId: varchar({ name: 'owner_id', nullable: true }),
    sealedMailbox: text({ name: 'sealed_mailbox', nullable: true }),
    addedByEmail: varchar({ name: 'added_by_email', nullable: true }),
    createdAt: time({ name: 'created_at' }),
  },
  indices: [
    { name: 'assistant_email_in_portal', columns: ['portalId', 'email'], unique: true },
    { name: 'assistant_email', columns: ['email'] },
  ],
});
