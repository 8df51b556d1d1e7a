/** Two migrations and their entities for tests; run as a process, it migrates the database whose url it is given. */
import { EntitySchema, Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { key, time } from './columns.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

const columns = [
  { name: 'id', type: 'varchar', isPrimary: true },
  { name: 'at', type: 'bigint' },
];

export class FirstTable1700000000001 implements MigrationInterface {
  readonly name = 'FirstTable1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'note', columns }));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('note');
  }
}

export class SecondTable1700000000002 implements MigrationInterface {
  readonly name = 'SecondTable1700000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'other', columns }));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('other');
  }
}

interface Row {
  id: string;
  at: number;
}
export const noteEntity = new EntitySchema<Row>({
  name: 'note',
  tableName: 'note',
  columns: { id: key(), at: time() },
});
export const otherEntity = new EntitySchema<Row>({
  name: 'other',
  tableName: 'other',
  columns: { id: key(), at: time() },
});

if (import.meta.main) {
  const url = process.argv[2] ?? '';
  const database = await openDatabase({
    url,
    entities: [],
    migrations: [FirstTable1700000000001, SecondTable1700000000002],
  });
  await migrate(database);
  await database.close();
}
