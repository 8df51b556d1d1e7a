import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofCampaign = [
  { name: 'portal_id', type: 'varchar', isPrimary: true },
  { name: 'campaign_id', type: 'varchar', isPrimary: true },
];

const tables = [
  new Table({
    name: 'campaign_member',
    columns: [
      ...ofCampaign,
      { name: 'contact_id', type: 'varchar', isPrimary: true },
      { name: 'state', type: 'varchar' },
      { name: 'reason', type: 'varchar', isNullable: true },
      { name: 'name', type: 'varchar' },
      { name: 'email', type: 'varchar' },
      { name: 'company', type: 'varchar' },
      { name: 'version', type: 'integer', isNullable: true },
      { name: 'seen_at', type: 'bigint' },
      { name: 'at', type: 'bigint' },
    ],
    indices: [
      {
        name: 'campaign_member_state',
        columnNames: ['portal_id', 'campaign_id', 'state', 'reason', 'contact_id'],
      },
      { name: 'campaign_member_contact', columnNames: ['portal_id', 'contact_id'] },
    ],
  }),
  new Table({
    name: 'campaign_run',
    columns: [
      ...ofCampaign,
      { name: 'id', type: 'varchar', isPrimary: true },
      { name: 'request_id', type: 'varchar' },
      { name: 'kind', type: 'varchar' },
      { name: 'state', type: 'varchar' },
      { name: 'target', type: 'text' },
      { name: 'cursor', type: 'varchar', isNullable: true },
      { name: 'total', type: 'integer', isNullable: true },
      { name: 'done', type: 'integer' },
      { name: 'refused', type: 'integer' },
      { name: 'asked_by', type: 'varchar' },
      { name: 'asked_at', type: 'bigint' },
      { name: 'ended_at', type: 'bigint', isNullable: true },
      { name: 'problem', type: 'text', isNullable: true },
    ],
    indices: [
      {
        name: 'campaign_run_request',
        columnNames: ['portal_id', 'campaign_id', 'kind', 'request_id'],
        isUnique: true,
      },
      { name: 'campaign_run_state', columnNames: ['state'] },
    ],
  }),
  new Table({
    name: 'campaign_reading',
    columns: [
      ...ofCampaign,
      { name: 'list_id', type: 'varchar' },
      { name: 'after', type: 'varchar', isNullable: true },
      { name: 'look_at', type: 'bigint' },
      { name: 'compared_at', type: 'bigint' },
      { name: 'problem', type: 'text', isNullable: true },
    ],
    indices: [{ name: 'campaign_reading_look', columnNames: ['look_at'] }],
  }),
  new Table({
    name: 'campaign_review',
    columns: [
      ...ofCampaign,
      { name: 'id', type: 'varchar' },
      { name: 'request_id', type: 'varchar' },
      { name: 'state', type: 'varchar' },
      { name: 'after', type: 'varchar', isNullable: true },
      { name: 'looked', type: 'integer' },
      { name: 'total', type: 'integer', isNullable: true },
      { name: 'sum', type: 'text' },
      { name: 'started_at', type: 'bigint' },
      { name: 'ended_at', type: 'bigint', isNullable: true },
      { name: 'problem', type: 'text', isNullable: true },
    ],
  }),
];

/** Whom campaigns found, what they decided about them, and the work that does it. */
export class Enrolling1764760000002 implements MigrationInterface {
  readonly name = 'Enrolling1764760000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of tables.toReversed()) await queryRunner.dropTable(name);
  }
}

/** What HubSpot said of the list of a campaign when it was read. */
export class ListSigns1764765000000 implements MigrationInterface {
  readonly name = 'ListSigns1764765000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE campaign_reading ADD COLUMN read_at bigint NOT NULL DEFAULT 0');
    await queryRunner.query('ALTER TABLE campaign_reading ADD COLUMN sign varchar');
    await queryRunner.query('ALTER TABLE campaign_reading ADD COLUMN compared_sign varchar');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const column of ['compared_sign', 'sign', 'read_at'])
      await queryRunner.query(`ALTER TABLE campaign_reading DROP COLUMN ${column}`);
  }
}
