import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { flag, integer, key, text, time, varchar } from '../../database/columns.ts';
import type { AssistantId, ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { ReplyClass } from '../../replies/types.ts';
import type { LeadState, Stage } from '../deciding/states.ts';

/**
 * A lead as lists look for it: narrow, so that a hundred thousand are looked through in a moment, whatever is asked
 * together. Follows from the lead and its mails, and is written in the transaction that changes them. Leads of contacts
 * that are deleted, erased or merged have none.
 */
export interface LeadLine {
  portalId: PortalId;
  contactId: ContactId;
  /** See `searchable`. */
  words: string;
  nameKey: string;
  companyKey: string;
  stage: Stage;
  state: LeadState;
  /** The place of the state in a conversation. */
  stateRank: number;
  assistantId: AssistantId;
  priorOwnerId: OwnerId | null;
  priorOwnerName: string | null;
  /** Who may see it beside the admins: see `seenBy`. */
  seenBy: string;
  nextEmailAt: number | null;
  lastAnswer: ReplyClass | null;
  lastAnswerAt: number | null;
  assignedAt: number;
  closedAt: number | null;
  /** When something was last decided about it. */
  changedAt: number;
  pickedUpAt: number | null;
  /** Baton paused it: a person has to look before anything is sent. */
  stuck: boolean;
}

export const LeadLineEntity = new EntitySchema<LeadLine>({
  name: 'LeadLine',
  tableName: 'lead_line',
  withoutRowid: true,
  columns: {
    portalId: key({ name: 'portal_id' }),
    contactId: key({ name: 'contact_id' }),
    words: text(),
    nameKey: varchar({ name: 'name_key' }),
    companyKey: varchar({ name: 'company_key' }),
    stage: varchar(),
    state: varchar(),
    stateRank: integer({ name: 'state_rank' }),
    assistantId: varchar({ name: 'assistant_id' }),
    priorOwnerId: varchar({ name: 'prior_owner_id', nullable: true }),
    priorOwnerName: varchar({ name: 'prior_owner_name', nullable: true }),
    seenBy: varchar({ name: 'seen_by' }),
    nextEmailAt: time({ name: 'next_email_at', nullable: true }),
    lastAnswer: varchar({ name: 'last_answer', nullable: true }),
    lastAnswerAt: time({ name: 'last_answer_at', nullable: true }),
    assignedAt: time({ name: 'assigned_at' }),
    closedAt: time({ name: 'closed_at', nullable: true }),
    changedAt: time({ name: 'changed_at' }),
    pickedUpAt: time({ name: 'picked_up_at', nullable: true }),
    stuck: flag({ default: false }),
  },
  indices: [
    { name: 'lead_line_assigned', columns: ['portalId', 'assignedAt', 'contactId'] },
    { name: 'lead_line_name', columns: ['portalId', 'nameKey', 'contactId'] },
    { name: 'lead_line_state', columns: ['portalId', 'state', 'seenBy'] },
    { name: 'lead_line_seen', columns: ['portalId', 'seenBy', 'assignedAt'] },
  ],
});

/** Leads that Baton itself paused. */
export class LeadStuck1764731003000 implements MigrationInterface {
  readonly name = 'LeadStuck1764731003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const no = queryRunner.connection.options.type === 'postgres' ? 'false' : '(0)';
    await queryRunner.query(`ALTER TABLE lead_line ADD COLUMN stuck boolean NOT NULL DEFAULT ${no}`);
    await queryRunner.query(
      `UPDATE lead_line SET stuck = true WHERE stage = 'paused' AND EXISTS (
        SELECT 1 FROM lead WHERE lead.portal_id = lead_line.portal_id AND lead.contact_id = lead_line.contact_id
          AND lead.close_reason IS NOT NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead_line DROP COLUMN stuck');
  }
}
