import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a contact was when Baton was asked to take it over. */
export class TakenFrom1764500000000 implements MigrationInterface {
  readonly name = 'TakenFrom1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead ADD COLUMN taken_from varchar');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE lead DROP COLUMN taken_from');
  }
}
