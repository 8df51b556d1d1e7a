import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sequences that an account writes itself, and which one a lead follows. */
export class Sequences1764721000000 implements MigrationInterface {
  readonly name = 'Sequences1764721000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'sequence',
        columns: [
          { name: 'portal_id', type: 'varchar', isPrimary: true },
          { name: 'sequence_id', type: 'varchar', isPrimary: true },
          { name: 'version', type: 'integer' },
          { name: 'content', type: 'text' },
          { name: 'changed_by', type: 'varchar' },
          { name: 'changed_at', type: 'bigint' },
          { name: 'archived_at', type: 'bigint', isNullable: true },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'sequence_version',
        columns: [
          { name: 'portal_id', type: 'varchar', isPrimary: true },
          { name: 'sequence_id', type: 'varchar', isPrimary: true },
          { name: 'version', type: 'integer', isPrimary: true },
          { name: 'content', type: 'text' },
          { name: 'changed_by', type: 'varchar' },
          { name: 'changed_at', type: 'bigint' },
        ],
      }),
    );
    await queryRunner.query('ALTER TABLE lead ADD COLUMN sequence_id varchar');
    await queryRunner.query('ALTER TABLE lead ADD COLUMN sequence_version integer');
    await queryRunner.query(
      'CREATE INDEX lead_sequence ON lead (portal_id, sequence_id) WHERE sequence_id IS NOT NULL',
    );
    await queryRunner.query("ALTER TABLE assistant ADD COLUMN language varchar NOT NULL DEFAULT 'en'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE assistant DROP COLUMN language');
    await queryRunner.query('DROP INDEX lead_sequence');
    await queryRunner.query('ALTER TABLE lead DROP COLUMN sequence_version');
    await queryRunner.query('ALTER TABLE lead DROP COLUMN sequence_id');
    await queryRunner.dropTable('sequence_version');
    await queryRunner.dropTable('sequence');
  }
}
