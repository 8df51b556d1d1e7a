import { DataSource, MigrationExecutor } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { PostgresConnectionOptions } from 'typeorm/driver/postgres/PostgresConnectionOptions.js';
import type { Logger } from '../ground/logger.ts';
import { SQLITE_BUSY_TIMEOUT_MS } from './database.ts';
import type { Database } from './database.ts';

/** Any number, the same in all processes of Baton: the name of PostgreSQL's lock around migrations. */
const MIGRATION_LOCK = 7_205_091_311;
/** How long a process waits for another one that migrates. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Brings the schema up to date. Any number of processes may call it at once: one does the work, the others wait and
 * find nothing to do. All pending migrations are one transaction, so a failing one leaves the schema as it was.
 *
 * @returns the names of the migrations this call ran
 */
export async function migrate(database: Database, logger?: Logger): Promise<string[]> {
  if ((await pendingMigrations(database)).length === 0) return [];
  const names = await patiently(database, (dataSource) =>
    dataSource.manager.transaction((tx) => runPending(dataSource, tx)),
  );
  for (const name of names) logger?.info({ migration: name }, 'migrated');
  return names;
}

async function runPending(dataSource: DataSource, tx: EntityManager): Promise<string[]> {
  // What is pending is decided behind the lock. On SQLite the transaction itself (BEGIN IMMEDIATE) is the lock.
  if (dataSource.options.type === 'postgres')
    await tx.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  const executor = new MigrationExecutor(dataSource, tx.queryRunner);
  executor.transaction = 'none';
  const executed = await executor.executePendingMigrations();
  return executed.map((migration) => migration.name);
}

/** Gives `work` a connection on which waiting and slow statements are allowed: the usual limits would cut them off. */
async function patiently<T>(database: Database, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const usual = database.dataSource;
  if (database.kind === 'sqlite') {
    await usual.query(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
    return work(usual).finally(() => usual.query(`PRAGMA busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`));
  }
  const options = usual.options as PostgresConnectionOptions;
  const patient = new DataSource({
    ...options,
    poolSize: 1,
    extra: { keepAlive: true, lock_timeout: PATIENCE_MS },
  });
  await patient.initialize();
  return work(patient).finally(() => patient.destroy());
}

/** Names of the migrations the database has not seen, oldest first. Changes nothing. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const executed = new Set(await executedMigrations(database));
  return database.dataSource.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !executed.has(name));
}

async function executedMigrations(database: Database): Promise<string[]> {
  const table = database.dataSource.options.migrationsTableName ?? 'migrations';
  const runner = database.dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable(table))) return [];
    const rows = (await runner.query(`SELECT name FROM "${table}"`)) as { name: string }[];
    return rows.map((row) => row.name);
  } finally {
    await runner.release();
  }
}

/** The statements that would make the schema equal to the entities: empty when migrations and entities agree. */
export async function schemaDrift(database: Database): Promise<string[]> {
  const changes = await database.dataSource.driver.createSchemaBuilder().log();
  return changes.upQueries.map((change) => change.query);
}
