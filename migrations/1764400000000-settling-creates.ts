import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a note, task or email that was sent may still take effect in HubSpot. */
export class SettlingCreates1764400000000 implements MigrationInterface {
  readonly name = 'SettlingCreates1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Every statement is one that both databases know; SQLite would copy the table for anything else.
    await queryRunner.query('ALTER TABLE hubspot_create ADD COLUMN settles_at bigint NOT NULL DEFAULT 0');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE hubspot_create DROP COLUMN settles_at');
  }
}
