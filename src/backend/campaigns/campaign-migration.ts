import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofCampaign = [
  { name: 'portal_id', type: 'varchar', isPrimary: true },
  { name: 'campaign_id', type: 'varchar', isPrimary: true },
];
const ofVersion = [
  { name: 'content', type: 'text' },
  { name: 'changed_by', type: 'varchar' },
  { name: 'changed_at', type: 'bigint' },
];

const tables = [
  new Table({
    name: 'campaign',
    columns: [
      ...ofCampaign,
      ...ofVersion,
      { name: 'version', type: 'integer' },
      { name: 'name', type: 'varchar' },
      { name: 'status', type: 'varchar' },
      { name: 'creator', type: 'varchar' },
      { name: 'created_by', type: 'varchar' },
      { name: 'created_at', type: 'bigint' },
      { name: 'started_at', type: 'bigint', isNullable: true },
      { name: 'ended_at', type: 'bigint', isNullable: true },
      { name: 'request_id', type: 'varchar' },
    ],
    indices: [
      { name: 'campaign_request', columnNames: ['portal_id', 'created_by', 'request_id'], isUnique: true },
      { name: 'campaign_status', columnNames: ['status'] },
    ],
  }),
  new Table({
    name: 'campaign_version',
    columns: [...ofCampaign, { name: 'version', type: 'integer', isPrimary: true }, ...ofVersion],
  }),
  new Table({
    name: 'campaign_place',
    columns: [
      ...ofCampaign,
      { name: 'day', type: 'varchar', isPrimary: true },
      { name: 'mail_id', type: 'varchar', isPrimary: true },
    ],
  }),
  new Table({
    name: 'campaign_happening',
    columns: [
      ...ofCampaign,
      { name: 'round_key', type: 'varchar', isPrimary: true },
      { name: 'contact_id', type: 'varchar' },
      { name: 'kind', type: 'varchar', isPrimary: true },
      { name: 'step', type: 'integer', isPrimary: true },
      { name: 'version', type: 'integer' },
      { name: 'answer', type: 'varchar', isNullable: true },
      { name: 'at', type: 'bigint' },
    ],
    indices: [
      {
        name: 'campaign_happening_kind',
        columnNames: ['portal_id', 'campaign_id', 'kind', 'version', 'step', 'answer'],
      },
      { name: 'campaign_happening_at', columnNames: ['portal_id', 'campaign_id', 'kind', 'at'] },
      { name: 'campaign_happening_contact', columnNames: ['portal_id', 'contact_id'] },
    ],
  }),
];

/** Campaigns, their versions, the places in their days, and what came of them. */
export class Campaigns1764760000000 implements MigrationInterface {
  readonly name = 'Campaigns1764760000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of tables.toReversed()) await queryRunner.dropTable(name);
  }
}
