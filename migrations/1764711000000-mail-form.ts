import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a person, a program or a form wrote what came in. */
export class MailForm1764711000000 implements MigrationInterface {
  readonly name = 'MailForm1764711000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail ADD COLUMN form varchar');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP COLUMN form');
  }
}
