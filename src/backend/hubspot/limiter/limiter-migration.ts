import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an admin allows an account, what it used today, and for what. */
export class ApiBudget1764762000000 implements MigrationInterface {
  readonly name = 'ApiBudget1764762000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const column of columns) await queryRunner.query(`ALTER TABLE hubspot_limit ADD COLUMN ${column}`);
    for (const sql of tables) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE hubspot_said_limits');
    await queryRunner.query('DROP TABLE hubspot_call_count');
    for (const column of columns.toReversed())
      await queryRunner.query(`ALTER TABLE hubspot_limit DROP COLUMN ${column.split(' ')[0] ?? ''}`);
  }
}

const columns = [
  'every_ms integer NOT NULL DEFAULT 97',
  'day_limit integer NOT NULL DEFAULT 0',
  'day_used integer NOT NULL DEFAULT 0',
  'day_ends bigint NOT NULL DEFAULT 0',
  'day_spent integer NOT NULL DEFAULT 0',
  'sync_off integer NOT NULL DEFAULT 0',
];

const tables = [
  `CREATE TABLE hubspot_call_count (portal_id varchar NOT NULL, day varchar NOT NULL, purpose varchar NOT NULL,
    calls integer NOT NULL, PRIMARY KEY (portal_id, day, purpose))`,
  'CREATE INDEX hubspot_call_count_day ON hubspot_call_count (day)',
  `CREATE TABLE hubspot_said_limits (portal_id varchar NOT NULL, most integer, interval_ms integer, remaining integer,
    daily integer, daily_remaining integer, at bigint NOT NULL, PRIMARY KEY (portal_id))`,
];
