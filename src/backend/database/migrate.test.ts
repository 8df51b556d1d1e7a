import { EntitySchema, Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { key, time } from './columns.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { migrate, pendingMigrations, schemaDrift } from './migrate.ts';
import { createTestDatabase } from './test-database.ts';
import { startProcess } from './test-process.ts';
import {
  FirstTable1700000000001,
  SecondTable1700000000002,
  noteEntity,
  otherEntity,
} from './test-migrations.ts';

class Failing1700000000003 implements MigrationInterface {
  readonly name = 'Failing1700000000003';
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({ name: 'half', columns: [{ name: 'id', type: 'varchar', isPrimary: true }] }),
    );
    throw new Error('in the middle');
  }
  async down(): Promise<void> {}
}
const extraEntity = new EntitySchema<{ id: string; at: number }>({
  name: 'note',
  tableName: 'note',
  columns: { id: key(), at: time({ name: 'written_at' }) },
});

describe.each(['sqlite', 'postgres'] as const)('migrate on %s', (kind) => {
  let url: string;
  let remove: () => Promise<void>;
  const opened: Database[] = [];
  const open = async (migrations: (new () => MigrationInterface)[], entities: EntitySchema<never>[] = []) => {
    const database = await openDatabase({ url, entities, migrations });
    opened.push(database);
    return database;
  };
  beforeEach(async () => ({ url, remove } = await createTestDatabase(kind)));
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await remove();
  });
  const both = [FirstTable1700000000001, SecondTable1700000000002];
  const entities = [noteEntity, otherEntity] as EntitySchema<never>[];

  it('runs what is pending, once, and then sees no drift', async () => {
    const database = await open(both, entities);
    expect(await pendingMigrations(database)).toEqual([
      'FirstTable1700000000001',
      'SecondTable1700000000002',
    ]);
    expect(await migrate(database)).toEqual(['FirstTable1700000000001', 'SecondTable1700000000002']);
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await migrate(database)).toEqual([]);
    expect(await schemaDrift(database)).toEqual([]);
  });

  it('runs only what a newer version adds', async () => {
    await migrate(await open([FirstTable1700000000001]));
    expect(await migrate(await open(both))).toEqual(['SecondTable1700000000002']);
  });

  it('tells the statements that entities have and migrations lack', async () => {
    const database = await open(both, [extraEntity, otherEntity] as EntitySchema<never>[]);
    await migrate(database);
    expect((await schemaDrift(database)).join('\n')).toContain('written_at');
  });

  it('leaves the schema as it was when one fails', async () => {
    const database = await open([...both, Failing1700000000003]);
    await expect(migrate(database)).rejects.toThrow('in the middle');
    expect(await pendingMigrations(database)).toHaveLength(3);
    const runner = database.dataSource.createQueryRunner();
    expect([await runner.hasTable('half'), await runner.hasTable('note')]).toEqual([false, false]);
    await runner.release();
    expect(await migrate(await open(both))).toHaveLength(2);
  });

  it('is done once when many connections start at once', async () => {
    // Connections of SQLite that wait for each other block the threads of this process, of which there are four.
    const count = kind === 'sqlite' ? 3 : 10;
    const starters = await Promise.all(Array.from({ length: count }, () => open(both)));
    const ran = await Promise.all(starters.map((database) => migrate(database)));
    expect(ran.flat().sort()).toEqual(['FirstTable1700000000001', 'SecondTable1700000000002']);
  });

  it('is done once when four processes open a new database at once', async () => {
    const script = new URL('./test-migrations.ts', import.meta.url);
    const processes = [1, 2, 3, 4].map(() => startProcess(script, [url]));
    const exits = await Promise.all(processes.map((process) => process.exited));
    expect(exits.map((exit) => exit.code)).toEqual([0, 0, 0, 0]);
    expect(await pendingMigrations(await open(both))).toEqual([]);
  });
});
