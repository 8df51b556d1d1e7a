import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = (name: string) => ({ name, type: 'varchar', isPrimary: true });
const varchar = (name: string, isNullable = false) => ({ name, type: 'varchar', isNullable });
const number = (name: string, isNullable = false) => ({ name, type: 'integer', isNullable });
const time = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });

const tables = [
  new Table({
    name: 'sync',
    columns: [
      id('portal_id'),
      id('sync_id'),
      varchar('name'),
      text('sealed_key'),
      varchar('lease', true),
      time('lease_until'),
      number('next_row'),
      time('created_at'),
    ],
    indices: [{ name: 'sync_name', columnNames: ['portal_id', 'name'], isUnique: true }],
  }),
  new Table({
    name: 'sync_run',
    columns: [
      id('portal_id'),
      id('run_id'),
      varchar('sync_id'),
      number('number'),
      varchar('kind'),
      varchar('state'),
      text('target'),
      time('started_at'),
      time('finished_at', true),
      text('reason', true),
      varchar('undone_by', true),
      ...['created', 'updated', 'unchanged', 'removed', 'skipped', 'failed', 'calls'].map((name) =>
        number(name),
      ),
    ],
    indices: [{ name: 'sync_run_of', columnNames: ['portal_id', 'sync_id', 'number'], isUnique: true }],
  }),
  new Table({
    name: 'sync_journal',
    columns: [
      id('portal_id'),
      id('sync_id'),
      id('key_hash'),
      number('row_number'),
      varchar('row_hash', true),
      varchar('match_hash', true),
      varchar('written_match', true),
      varchar('record_id', true),
      time('doubt_at', true),
    ],
    indices: [
      { name: 'sync_journal_number', columnNames: ['portal_id', 'sync_id', 'row_number'] },
      { name: 'sync_journal_match', columnNames: ['portal_id', 'sync_id', 'match_hash'] },
      { name: 'sync_journal_record', columnNames: ['portal_id', 'record_id'] },
    ],
  }),
  new Table({
    name: 'sync_change',
    columns: [
      id('portal_id'),
      id('run_id'),
      { name: 'seq', type: 'integer', isPrimary: true },
      varchar('sync_id'),
      varchar('key_hash', true),
      varchar('action'),
      varchar('state'),
      varchar('record_id', true),
      { name: 'created', type: 'boolean' },
      varchar('row_hash', true),
      varchar('code', true),
      text('sealed'),
      time('done_at', true),
    ],
    indices: [{ name: 'sync_change_record', columnNames: ['portal_id', 'record_id'] }],
  }),
];

/** Syncs: what they are, their runs, what they know of each row, and what each run did to it. */
export class Syncs1764771000000 implements MigrationInterface {
  readonly name = 'Syncs1764771000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(table.clone());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of tables.toReversed()) await queryRunner.dropTable(name);
  }
}
