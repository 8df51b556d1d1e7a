import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contact last answered, since when the law is spoken of, and which email is tried again. */
export class Answers1764600000000 implements MigrationInterface {
  readonly name = 'Answers1764600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN answer text');
    await queryRunner.query('ALTER TABLE lead ADD COLUMN legal_at bigint');
    await queryRunner.query('ALTER TABLE lead ADD COLUMN retry text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const column of ['answer', 'legal_at', 'retry'])
      await queryRunner.query(`ALTER TABLE lead DROP COLUMN ${column}`);
  }
}
