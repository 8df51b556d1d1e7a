import { Table, TableColumn, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const leadColumns = [
  new TableColumn({ name: 'picked_up_at', type: 'bigint', isNullable: true }),
  new TableColumn({ name: 'owner_id', type: 'varchar', isNullable: true }),
  new TableColumn({ name: 'owner_at', type: 'bigint', isNullable: true }),
];

const lines = new Table({
  name: 'lead_line',
  withoutRowid: true,
  columns: [
    { name: 'portal_id', type: 'varchar', isPrimary: true },
    { name: 'contact_id', type: 'varchar', isPrimary: true },
    { name: 'words', type: 'text' },
    { name: 'name_key', type: 'varchar' },
    { name: 'company_key', type: 'varchar' },
    { name: 'stage', type: 'varchar' },
    { name: 'state', type: 'varchar' },
    { name: 'state_rank', type: 'integer' },
    { name: 'assistant_id', type: 'varchar' },
    { name: 'prior_owner_id', type: 'varchar', isNullable: true },
    { name: 'prior_owner_name', type: 'varchar', isNullable: true },
    { name: 'seen_by', type: 'varchar' },
    { name: 'next_email_at', type: 'bigint', isNullable: true },
    { name: 'last_answer', type: 'varchar', isNullable: true },
    { name: 'last_answer_at', type: 'bigint', isNullable: true },
    { name: 'assigned_at', type: 'bigint' },
    { name: 'closed_at', type: 'bigint', isNullable: true },
    { name: 'changed_at', type: 'bigint' },
    { name: 'picked_up_at', type: 'bigint', isNullable: true },
  ],
  indices: [
    { name: 'lead_line_assigned', columnNames: ['portal_id', 'assigned_at', 'contact_id'] },
    { name: 'lead_line_name', columnNames: ['portal_id', 'name_key', 'contact_id'] },
    { name: 'lead_line_state', columnNames: ['portal_id', 'state', 'seen_by'] },
    { name: 'lead_line_seen', columnNames: ['portal_id', 'seen_by', 'assigned_at'] },
  ],
});

/** Kinds of entries from before there were kinds, by the rule that decided. */
const KIND = `CASE
  WHEN rule IN ('assigned-to-assistant', 'assistant-changed', 'contact-restored') OR rule LIKE 'cannot-start%' THEN 'hand-over'
  WHEN rule IN ('a-person-took-over', 'a-person-decided-the-owner') THEN 'owner'
  WHEN rule IN ('step-due', 'outside-business-hours', 'sequence-finished') THEN 'schedule'
  WHEN rule IN ('mail-sent', 'mail-sent-unconfirmed', 'brochure-sent') THEN 'sent'
  WHEN rule LIKE 'no-mail%' OR rule LIKE 'mail-%' OR rule = 'reply: Bounce' THEN 'not-sent'
  WHEN rule IN ('reply: OutOfOffice', 'reply: SupportAutoResponse') THEN 'automatic-answer'
  WHEN rule LIKE 'reply: %' OR rule = 'replied-after-hand-back' THEN 'answer'
  WHEN rule LIKE 'unsubscribed%' THEN 'unsubscribed'
  WHEN rule IN ('context-changed', 'paused-by-a-person', 'resumed-by-a-person', 'hand-back-asked') THEN 'person'
  WHEN rule = 'hand-back-written' THEN 'hand-back'
  WHEN rule LIKE 'contact-%' THEN 'contact'
  ELSE 'refused' END`;

/** As `seenBy` of the leads decides. */
const SEEN = `CASE WHEN lead.stage = 'closed' THEN lead.handed_back_to ELSE lead.prior_owner_id END`;

const ofLead = (value: string): string =>
  `COALESCE((SELECT ${value} FROM lead
    WHERE lead.portal_id = activity.portal_id AND lead.contact_id = activity.contact_id), '')`;

/** Lines of leads that are there already are made when Baton starts: their words follow rules of their own. */
export class LeadLines1764000000000 implements MigrationInterface {
  readonly name = 'LeadLines1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('lead', leadColumns);
    await runner.createTable(lines);
    for (const name of ['kind', 'assistant_id', 'seen_by']) {
      await runner.addColumn('activity', new TableColumn({ name, type: 'varchar', default: "''" }));
    }
    await runner.query(
      `UPDATE activity SET kind = ${KIND}, assistant_id = ${ofLead('lead.assistant_id')},
        seen_by = ${ofLead(`COALESCE(${SEEN}, 'user:' || lead.assigned_by, '')`)}`,
    );
    for (const index of activityIndexes) await runner.createIndex('activity', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of activityIndexes) await runner.dropIndex('activity', index);
    for (const name of ['kind', 'assistant_id', 'seen_by']) await runner.dropColumn('activity', name);
    await runner.dropTable(lines);
    await runner.dropColumns('lead', leadColumns);
  }
}

const activityIndexes = [
  new TableIndex({ name: 'activity_at', columnNames: ['portal_id', 'at'] }),
  new TableIndex({ name: 'activity_kind', columnNames: ['portal_id', 'kind', 'at', 'seen_by'] }),
  new TableIndex({ name: 'activity_seen', columnNames: ['portal_id', 'seen_by', 'at'] }),
];
