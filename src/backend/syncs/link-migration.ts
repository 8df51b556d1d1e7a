import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = (name: string, type = 'varchar') => ({ name, type, isPrimary: true });
const varchar = (name: string) => ({ name, type: 'varchar' });

const table = new Table({
  name: 'sync_link',
  columns: [
    id('portal_id'),
    id('sync_id'),
    id('key_hash'),
    id('to_object'),
    id('to_id'),
    id('type_id', 'integer'),
    varchar('category'),
    varchar('from_id'),
    varchar('run_id'),
  ],
  indices: [{ name: 'sync_link_run', columnNames: ['portal_id', 'sync_id', 'run_id'] }],
});

const made = new Table({
  name: 'sync_made',
  columns: [
    id('portal_id'),
    id('sync_id'),
    id('value_hash'),
    { name: 'record_id', type: 'varchar', isNullable: true },
    { name: 'at', type: 'bigint' },
  ],
});

/** What syncs linked, and what they made to link to. */
export class SyncLinks1764772000000 implements MigrationInterface {
  readonly name = 'SyncLinks1764772000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const one of [table, made]) await runner.createTable(one.clone());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [made, table]) await runner.dropTable(name);
  }
}
