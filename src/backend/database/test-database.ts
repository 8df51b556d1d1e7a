import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import { afterAll, describe, inject } from 'vitest';
import { openDatabase } from './database.ts';
import type { Database, DatabaseKind } from './database.ts';

export interface TestDatabase extends Database {
  /** For further connections, from this process or another. */
  readonly url: string;
}

/** Opens a new, empty database whose tables are made from the entities. Closed and removed after the suite. */
export interface OpenTestDatabase {
  (): Promise<TestDatabase>;
  readonly kind: DatabaseKind;
}

/**
 * Runs a suite twice: on SQLite (a file) and on PostgreSQL. Every call of `open` gives a database of its own; call it
 * in `beforeAll` for one per suite or in `beforeEach` for one per test.
 *
 * @param entities - whose tables exist in the database; none: an empty database (for migrations)
 */
export function describeOnBothDatabases(
  name: string,
  entities: readonly EntitySchema[],
  suite: (open: OpenTestDatabase) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} on %s`, (kind) => {
    const created: { url: string; close: () => Promise<void> }[] = [];
    const create = kind === 'sqlite' ? createSqliteDatabase : createPostgresDatabase;
    const open = async (): Promise<TestDatabase> => {
      const { url, remove } = await create();
      const database = await openDatabase({ url, entities: [...entities], migrations: [] });
      created.push({ url, close: () => closeQuietly(database).then(remove) });
      await database.dataSource.synchronize();
      return { ...database, url };
    };
    afterAll(async () => {
      for (const database of created.splice(0).reverse()) await database.close();
    });
    suite(Object.assign(open, { kind }));
  });
}

/** A new, empty database of either kind; the caller removes it. */
export async function createTestDatabase(
  kind: DatabaseKind,
): Promise<{ url: string; remove: () => Promise<void> }> {
  return kind === 'sqlite' ? createSqliteDatabase() : createPostgresDatabase();
}

type Migrations = (new () => MigrationInterface)[];

/** Another connection to a test database, as another process of Baton would open it. */
export const openAnother = (url: string, entities: readonly EntitySchema[], migrations: Migrations = []) =>
  openDatabase({ url, entities: [...entities], migrations, poolSize: 4 });

async function closeQuietly(database: Database): Promise<void> {
  if (database.dataSource.isInitialized) await database.close();
}

async function createSqliteDatabase(): Promise<{ url: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-sqlite-'));
  return {
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createPostgresDatabase(): Promise<{ url: string; remove: () => Promise<void> }> {
  const origin = inject('postgresOrigin');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(origin, `CREATE DATABASE ${name}`);
  return {
    url: `${origin}/${name}`,
    remove: () => administer(origin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(origin: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: `${origin}/postgres` });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
