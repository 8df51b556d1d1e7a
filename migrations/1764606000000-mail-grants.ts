import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refresh tokens of mailboxes that came after those that admins entered. */
export class MailGrants1764606000000 implements MigrationInterface {
  readonly name = 'MailGrants1764606000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE mail_grant (id varchar NOT NULL, sealed text NOT NULL, PRIMARY KEY (id))',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail_grant');
  }
}
