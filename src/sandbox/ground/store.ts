import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** A named map of JSON documents. Change a document in place, then `set` it again, and it is stored. */
export interface Collection<T> {
  readonly size: number;
  get(key: string): T | undefined;
  has(key: string): boolean;
  set(key: string, value: T): void;
  delete(key: string): void;
  /** In the order of first insertion. */
  values(): MapIterator<T>;
  entries(): MapIterator<[string, T]>;
}

/** Everything the stand-in knows: maps in memory, written through to one SQLite file. */
export interface Store {
  collection<T>(name: string): Collection<T>;
  /** Puts all changes since the last flush on disk in one transaction. Called before an answer leaves. */
  flush(): void;
  close(): void;
}

const FORMAT = 1;

/**
 * Opens the store. With a file, whatever was flushed survives `kill -9`: SQLite's WAL is in the kernel by then
 * (`synchronous=OFF` risks only a power cut).
 * @param dataFile path of the SQLite file, its folder is made; null: memory only
 */
export function openStore(dataFile: string | null): Store {
  return dataFile === null ? new DocumentStore(null) : new DocumentStore(openFile(dataFile));
}

function openFile(dataFile: string): DatabaseSync {
  mkdirSync(dirname(dataFile), { recursive: true });
  const database = new DatabaseSync(dataFile);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;');
  const found = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (found !== 0 && found !== FORMAT) {
    database.close();
    throw new Error(
      `${dataFile} was written by another version of the stand-in (format ${found}). Delete it to start afresh.`,
    );
  }
  database.exec(
    `PRAGMA user_version=${FORMAT};
     CREATE TABLE IF NOT EXISTS documents (
       id INTEGER PRIMARY KEY, collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
       UNIQUE (collection, key))`,
  );
  return database;
}

class DocumentStore implements Store {
  readonly #database: DatabaseSync | null;
  readonly #upsert: StatementSync | null;
  readonly #remove: StatementSync | null;
  readonly #collections = new Map<string, Map<string, unknown>>();
  readonly #dirty = new Map<string, Set<string>>();
  #flushPlanned = false;

  constructor(database: DatabaseSync | null) {
    this.#database = database;
    this.#upsert =
      database?.prepare(
        `INSERT INTO documents (collection, key, value) VALUES (?, ?, ?)
         ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value`,
      ) ?? null;
    this.#remove = database?.prepare('DELETE FROM documents WHERE collection = ? AND key = ?') ?? null;
  }

  collection<T>(name: string): Collection<T> {
    // One collection name has one document type everywhere, and only this class writes the file.
    const documents = (this.#collections.get(name) ?? this.#load(name)) as Map<string, T>;
    return {
      get size() {
        return documents.size;
      },
      get: (key) => documents.get(key),
      has: (key) => documents.has(key),
      values: () => documents.values(),
      entries: () => documents.entries(),
      set: (key, value) => {
        documents.set(key, value);
        this.#touch(name, key);
      },
      delete: (key) => {
        if (documents.delete(key)) this.#touch(name, key);
      },
    };
  }

  flush(): void {
    this.#flushPlanned = false;
    if (!this.#database || this.#dirty.size === 0) return;
    this.#database.exec('BEGIN');
    for (const [name, keys] of this.#dirty) for (const key of keys) this.#write(name, key);
    this.#database.exec('COMMIT');
    this.#dirty.clear();
  }

  close(): void {
    this.flush();
    this.#database?.close();
  }

  #load(name: string): Map<string, unknown> {
    const rows =
      this.#database
        ?.prepare('SELECT key, value FROM documents WHERE collection = ? ORDER BY id')
        .all(name) ?? [];
    const documents = new Map<string, unknown>(
      rows.map((row) => [String(row.key), JSON.parse(String(row.value))]),
    );
    this.#collections.set(name, documents);
    return documents;
  }

  #write(name: string, key: string): void {
    const value = this.#collections.get(name)?.get(key);
    if (value === undefined) this.#remove?.run(name, key);
    else this.#upsert?.run(name, key, JSON.stringify(value));
  }

  #touch(name: string, key: string): void {
    if (!this.#database) return;
    const keys = this.#dirty.get(name) ?? new Set();
    this.#dirty.set(name, keys.add(key));
    if (this.#flushPlanned) return;
    // Changes outside a request (webhook outcomes, timers) reach the file at the end of the same turn.
    this.#flushPlanned = true;
    queueMicrotask(() => this.#database?.isOpen && this.flush());
  }
}
