import { mkdtempSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startServer } from './postgres.ts';
import { discard } from './temporary.ts';

/**
 * A PostgreSQL server of its own, for as long as `work` takes. `origin`: its address without a database.
 * @param settings default: it does not wait for the disk
 */
export async function withPostgres<Result>(
  work: (origin: string) => Promise<Result>,
  settings?: Readonly<Record<string, string>>,
): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'baton-postgres-'));
  const server = await startServer(home, settings);
  try {
    return await work(server.origin);
  } finally {
    await server.stop();
    discard(home);
  }
}

/** An empty database on the server. Resolves to its address. */
export async function createDatabase(origin: string, name: string): Promise<string> {
  await query(`${origin}/postgres`, `CREATE DATABASE ${name}`);
  return `${origin}/${name}`;
}

/**
 * Rows of any database, each as an object of its columns. Of SQLite only one that another process has open: two libraries
 * of one process that have a file open take each other's locks away, and read it as malformed.
 */
export async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  if (databaseUrl.startsWith('sqlite:')) {
    const database = new DatabaseSync(databaseUrl.slice('sqlite:'.length), { timeout: 5_000 });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // node-postgres cannot know what a statement returns: rows are objects by column in any case.
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
