import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const clockMark = new Table({
  name: 'clock_mark',
  columns: [
    { name: 'id', type: 'varchar', isPrimary: true },
    { name: 'seen_at', type: 'bigint' },
    { name: 'set_back_at', type: 'bigint', isNullable: true },
  ],
});

/** The latest time that Baton saw: so it notices that the clock was set back. */
export class ClockMark1763800000000 implements MigrationInterface {
  readonly name = 'ClockMark1763800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(clockMark);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(clockMark);
  }
}
