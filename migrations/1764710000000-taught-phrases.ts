import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What admins teach about answers. */
export class TaughtPhrases1764710000000 implements MigrationInterface {
  readonly name = 'TaughtPhrases1764710000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'taught_phrase',
        columns: [
          { name: 'portal_id', type: 'varchar', isPrimary: true },
          { name: 'phrase_id', type: 'varchar', isPrimary: true },
          { name: 'example', type: 'text' },
          { name: 'class', type: 'varchar' },
          { name: 'mode', type: 'varchar' },
          { name: 'taught_by', type: 'varchar' },
          { name: 'taught_at', type: 'bigint' },
          { name: 'uses', type: 'integer' },
          { name: 'last_used_at', type: 'bigint', isNullable: true },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('taught_phrase');
  }
}
