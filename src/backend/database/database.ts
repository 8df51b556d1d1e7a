import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import 'reflect-metadata';
import sqlite3 from 'sqlite3';
import { DataSource } from 'typeorm';
import type { EntityManager, EntitySchema, MigrationInterface } from 'typeorm';
import { BatonError } from '../ground/errors.ts';
import { impatientClient } from './impatient-client.ts';
import { leaseSqliteConnection } from './sqlite-lease.ts';

/** The manager of one running transaction. Everything written through it is written together or not at all. */
export type Tx = EntityManager;
export type DatabaseKind = 'sqlite' | 'postgres';

export interface Database {
  readonly kind: DatabaseKind;
  readonly dataSource: DataSource;
  /** For reads and single statements outside a transaction. Inside one, use its `Tx`: on SQLite this would deadlock. */
  readonly manager: EntityManager;
  /**
   * Runs `work` in a transaction. When PostgreSQL ends it to resolve a deadlock, `work` runs again from the start: it
   * must have no effect but what it writes through `tx`.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Takes what was deleted or overwritten out of the files as well. False: another process still reads the old state,
   * try again. PostgreSQL does so by itself (autovacuum).
   */
  purgeDeleted(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `sqlite:<path>` or `postgres://…` */
  url: string;
  entities: EntitySchema[];
  migrations: (new () => MigrationInterface)[];
  /** PostgreSQL connections of this process. */
  poolSize?: number;
}

/** How long a statement waits for another process that holds SQLite's write lock. */
export const SQLITE_BUSY_TIMEOUT_MS = 10_000;

/** Longer than the limits that PostgreSQL is given below. */
const SILENCE_MS = 28_000;

export const databaseKind = (url: string): DatabaseKind =>
  url.startsWith('sqlite:') ? 'sqlite' : 'postgres';

/** Opens the database without changing its schema. @throws BatonError DATABASE_UNAVAILABLE */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const kind = databaseKind(options.url);
  const dataSource = await connect(() => (kind === 'sqlite' ? sqlite(options) : postgres(options)));
  if (kind === 'sqlite') await prepareSqlite(dataSource);
  return {
    kind,
    dataSource,
    manager: dataSource.manager,
    transaction: (work) => untilNotDeadlocked(() => dataSource.manager.transaction(work)),
    purgeDeleted: () => (kind === 'sqlite' ? truncateLog(sqlitePath(options)) : Promise.resolve(true)),
    close: () => dataSource.destroy(),
  };
}

/** SQLSTATE of transactions that PostgreSQL ended so that others could go on: nothing is wrong with them. */
const VICTIM = new Set(['40P01', '40001']);
const VICTIM_ATTEMPTS = 5;

async function untilNotDeadlocked<T>(run: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (attempt === VICTIM_ATTEMPTS || !VICTIM.has(String(code))) throw error;
    return untilNotDeadlocked(run, attempt + 1);
  }
}

/** Changing a new file to WAL does not wait for other processes that do the same, whatever the timeout says. */
const BUSY_ATTEMPTS = 100;
const BUSY_PAUSE_MS = 50;

async function connect(create: () => DataSource, attempt = 1): Promise<DataSource> {
  try {
    return await create().initialize();
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'SQLITE_BUSY' && attempt < BUSY_ATTEMPTS) {
      await delay(BUSY_PAUSE_MS);
      return connect(create, attempt + 1);
    }
    throw new BatonError('DATABASE_UNAVAILABLE', undefined, { cause, retry: 'backoff' });
  }
}

const common = (options: DatabaseOptions) => ({
  entities: options.entities,
  migrations: options.migrations,
  migrationsTransactionMode: 'each' as const,
  logging: false,
});

/**
 * TypeORM asks for `verbose`, which makes every connection of the process, for good, take a stack trace and print every
 * value at each statement: half of its time.
 */
const quietSqlite = { ...sqlite3, verbose: () => sqlite3 };
const quietly = (database: string, busyTimeout: number) => ({
  type: 'sqlite' as const,
  driver: quietSqlite,
  database,
  busyTimeout,
});

const sqlitePath = ({ url }: DatabaseOptions): string => url.slice('sqlite:'.length);

function sqlite(options: DatabaseOptions): DataSource {
  const path = sqlitePath(options);
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  return new DataSource({
    ...common(options),
    ...quietly(path, SQLITE_BUSY_TIMEOUT_MS),
    enableWAL: path !== ':memory:',
  });
}

async function prepareSqlite(dataSource: DataSource): Promise<void> {
  leaseSqliteConnection(dataSource);
  // WAL with NORMAL survives the death of the process; only a power cut can take the last commits.
  await dataSource.query('PRAGMA synchronous = NORMAL');
  // What is deleted is overwritten with zeros, so that an erased person is not found in the file.
  await dataSource.query('PRAGMA secure_delete = ON');
}

/** How long cutting off the log waits for readers. */
const PURGE_WAIT_MS = 500;

/**
 * The write-ahead log keeps old pages until it is brought into the file and cut off. On a connection of its own: while
 * it waits for other processes, work goes on.
 */
async function truncateLog(database: string): Promise<boolean> {
  const own = await new DataSource(quietly(database, PURGE_WAIT_MS)).initialize();
  try {
    const rows: unknown = await own.query('PRAGMA wal_checkpoint(TRUNCATE)');
    return (rows as { busy: number }[])[0]?.busy === 0;
  } finally {
    await own.destroy();
  }
}

function postgres(options: DatabaseOptions): DataSource {
  return new DataSource({
    ...common(options),
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 10_000,
    // A half-open connection must not hold work for ever: these make PostgreSQL and the driver give up.
    extra: {
      Client: impatientClient(SILENCE_MS),
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      query_timeout: 30_000,
      statement_timeout: 25_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
}
