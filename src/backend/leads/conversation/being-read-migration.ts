import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts whose answer a language model is reading. */
export class BeingRead1764713000000 implements MigrationInterface {
  readonly name = 'BeingRead1764713000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE being_read (portal_id varchar NOT NULL, contact_id varchar NOT NULL, mail_id varchar NOT NULL,
        "until" bigint NOT NULL, PRIMARY KEY (portal_id, contact_id, mail_id))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE being_read');
  }
}
