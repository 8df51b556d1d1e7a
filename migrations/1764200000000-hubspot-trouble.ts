import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const trouble = new Table({
  name: 'hubspot_trouble',
  columns: [
    { name: 'portal_id', type: 'varchar', isPrimary: true },
    { name: 'endpoint', type: 'varchar', isPrimary: true },
    { name: 'status', type: 'integer' },
    { name: 'message', type: 'text' },
    { name: 'since', type: 'bigint' },
    { name: 'attempts', type: 'integer' },
    { name: 'retry_at', type: 'bigint' },
  ],
});

/** What HubSpot refuses to an account for a reason that is not in the data: all processes wait, and people are told. */
export class HubSpotTrouble1764200000000 implements MigrationInterface {
  readonly name = 'HubSpotTrouble1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(trouble);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(trouble);
  }
}
