import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  new Table({
    name: 'page_viewer',
    columns: [
      { name: 'portal_id', type: 'varchar', isPrimary: true },
      { name: 'user_id', type: 'varchar', isPrimary: true },
      { name: 'is_admin', type: 'boolean' },
      { name: 'owner_id', type: 'varchar', isNullable: true },
      { name: 'team_owners', type: 'text' },
      { name: 'checked_at', type: 'bigint' },
    ],
  }),
  new Table({
    name: 'bulk_action',
    columns: [
      { name: 'portal_id', type: 'varchar', isPrimary: true },
      { name: 'id', type: 'varchar', isPrimary: true },
      { name: 'request_id', type: 'varchar' },
      { name: 'action', type: 'text' },
      { name: 'target', type: 'text', isNullable: true },
      { name: 'state', type: 'varchar' },
      { name: 'total', type: 'integer' },
      { name: 'done', type: 'integer' },
      { name: 'refused', type: 'integer' },
      { name: 'asked_by', type: 'varchar' },
      { name: 'asked_by_user', type: 'varchar' },
      { name: 'asked_at', type: 'bigint' },
      { name: 'ended_at', type: 'bigint', isNullable: true },
      { name: 'problem', type: 'text', isNullable: true },
    ],
    indices: [
      {
        name: 'bulk_action_request',
        columnNames: ['portal_id', 'asked_by_user', 'request_id'],
        isUnique: true,
      },
      { name: 'bulk_action_asked', columnNames: ['portal_id', 'asked_at'] },
    ],
  }),
  new Table({
    name: 'bulk_lead',
    columns: [
      { name: 'portal_id', type: 'varchar', isPrimary: true },
      { name: 'bulk_id', type: 'varchar', isPrimary: true },
      { name: 'contact_id', type: 'varchar', isPrimary: true },
      { name: 'state', type: 'varchar' },
      { name: 'reason', type: 'text', isNullable: true },
    ],
    indices: [{ name: 'bulk_lead_state', columnNames: ['portal_id', 'bulk_id', 'state', 'contact_id'] }],
  }),
];

/** What Baton's pages keep: who looks at them, and what was asked for many leads at once. */
export class AppPages1764010000000 implements MigrationInterface {
  readonly name = 'AppPages1764010000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.dropTable(table);
  }
}
