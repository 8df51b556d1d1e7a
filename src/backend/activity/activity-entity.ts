import { EntitySchema } from 'typeorm';
import { json, key, text, time, varchar } from '../database/columns.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Behind } from '../../cards/contact/contract.ts';
import type { ActivityKind } from '../../cards/pages/contract.ts';
import type { AssistantId, ContactId, PortalId } from '../ground/identifiers.ts';

/** One entry of a contact's why timeline: what happened, what triggered it, which rule decided. */
export interface ActivityEntry {
  portalId: PortalId;
  id: string;
  contactId: ContactId;
  at: number;
  kind: ActivityKind;
  title: string;
  trigger: string;
  rule: string;
  detail: string | null;
  /** The mail this entry is about, if any. */
  mailId: string | null;
  /** Whose work it was. */
  assistantId: AssistantId;
  /** What became different, and what followed; null or absent: nothing is known of it. */
  behind?: Behind | null;
  /** Who may see it beside the admins: the contact's owner now, see `seenBy` of the leads. */
  seenBy: string;
}

export const ActivityEntity = new EntitySchema<ActivityEntry>({
  name: 'Activity',
  tableName: 'activity',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    contactId: varchar({ name: 'contact_id' }),
    at: time(),
    kind: varchar({ default: '' }),
    title: text(),
    trigger: text({ name: 'triggered_by' }),
    rule: varchar(),
    detail: text({ nullable: true }),
    mailId: varchar({ name: 'mail_id', nullable: true }),
    assistantId: varchar({ name: 'assistant_id', default: '' }),
    behind: json({ nullable: true }),
    seenBy: varchar({ name: 'seen_by', default: '' }),
  },
  indices: [
    { name: 'activity_contact', columns: ['portalId', 'contactId', 'at'] },
    { name: 'activity_at', columns: ['portalId', 'at'] },
    // Counted over months without a look at the rows themselves.
    { name: 'activity_kind', columns: ['portalId', 'kind', 'at', 'seenBy'] },
    { name: 'activity_seen', columns: ['portalId', 'seenBy', 'at'] },
  ],
});

/** What became different with an entry, and what followed from it. */
export class ActivityBehind1764739000000 implements MigrationInterface {
  readonly name = 'ActivityBehind1764739000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE activity ADD COLUMN behind text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE activity DROP COLUMN behind');
  }
}
