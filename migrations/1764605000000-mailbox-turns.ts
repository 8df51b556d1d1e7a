import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which process holds the connection to a mailbox. */
export class MailboxTurns1764605000000 implements MigrationInterface {
  readonly name = 'MailboxTurns1764605000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE mailbox_cursor ADD COLUMN holder varchar NOT NULL DEFAULT ''");
    await queryRunner.query('ALTER TABLE mailbox_cursor ADD COLUMN leased_until bigint NOT NULL DEFAULT 0');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mailbox_cursor DROP COLUMN leased_until');
    await queryRunner.query('ALTER TABLE mailbox_cursor DROP COLUMN holder');
  }
}
