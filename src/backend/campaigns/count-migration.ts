import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const key = (name: string, type = 'varchar') => ({ name, type, isPrimary: true });
const counts = new Table({
  name: 'campaign_count',
  columns: [
    key('portal_id'),
    key('campaign_id'),
    key('what'),
    key('kind'),
    key('version', 'integer'),
    key('step', 'integer'),
    key('answer'),
    key('hour', 'bigint'),
    { name: 'times', type: 'integer' },
    { name: 'contacts', type: 'integer' },
  ],
});

const byKind = new TableIndex({
  name: 'campaign_happening_kind',
  columnNames: ['portal_id', 'campaign_id', 'kind', 'version', 'step', 'answer'],
});

/** What came of campaigns is counted as it comes. What came before is counted by the same work, a part at a time. */
export class CampaignCounts1764770000000 implements MigrationInterface {
  readonly name = 'CampaignCounts1764770000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const no = queryRunner.connection.options.type === 'postgres' ? 'false' : '(0)';
    await queryRunner.createTable(counts);
    await queryRunner.query(
      `ALTER TABLE campaign_happening ADD COLUMN counted boolean NOT NULL DEFAULT ${no}`,
    );
    await queryRunner.query(
      'CREATE INDEX campaign_happening_new ON campaign_happening (portal_id, campaign_id, round_key) WHERE counted = false',
    );
    await queryRunner.query('DROP INDEX campaign_happening_kind');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createIndex('campaign_happening', byKind);
    await queryRunner.query('DROP INDEX campaign_happening_new');
    await queryRunner.query('ALTER TABLE campaign_happening DROP COLUMN counted');
    await queryRunner.dropTable(counts.name);
  }
}
