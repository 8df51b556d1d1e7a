import { constants, DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import { columnNames, exactInteger } from '../rows.ts';
import type { SourceColumn, SourceValue } from '../source.ts';
import { RefusedQuery } from './task.ts';
import type { FileBatches, ReadingTask } from './task.ts';

/** How long another program that writes may keep the file, in milliseconds. */
const BUSY_MS = 10_000;

const ALLOWED = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_RECURSIVE,
]);
/** Functions that reach out of the database; the first is off in any case. */
const OUTSIDE = /^(load_extension|readfile|writefile|edit|fts3_tokenizer|eval)$/i;

/** Spaces, comments and semicolons: nothing that is done. */
const NOTHING = /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))*$/;

/**
 * The rows of one query on an SQLite file. SQLite itself asks about everything that a statement does before it does it:
 * only reading is allowed, so that no ATTACH, PRAGMA or write gets through, however it is written.
 */
export async function* sqliteBatches({ file, query, batch }: ReadingTask): FileBatches {
  const database = new DatabaseSync(file, { readOnly: true, allowExtension: false, timeout: BUSY_MS });
  try {
    database.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
    database.enableDefensive(true);
    database.setAuthorizer((action, _, name) =>
      ALLOWED.has(action) && !(action === constants.SQLITE_FUNCTION && OUTSIDE.test(name ?? ''))
        ? constants.SQLITE_OK
        : constants.SQLITE_DENY,
    );
    const statement = database.prepare(query);
    if (!NOTHING.test(query.slice(statement.sourceSQL.length)))
      throw new RefusedQuery('The query has a second statement. Write one SELECT.');
    const columns = statement.columns();
    if (columns.length === 0) throw new RefusedQuery('The query gives no rows. Write one SELECT.');
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const names = columnNames(columns.map(({ name }) => name));
    yield {
      columns: names.map((name, index) => ({ name, type: declaredType(columns[index]?.type ?? null) })),
    };
    let rows: SourceValue[][] = [];
    // With `setReturnArrays` rows are lists of values; the types know objects only.
    for (const values of statement.iterate() as unknown as Iterable<SQLOutputValue[]>) {
      rows.push(values.map(toValue));
      if (rows.length < batch) continue;
      yield { rows };
      rows = [];
    }
    if (rows.length > 0) yield { rows };
  } catch (error) {
    if (error instanceof Error && /not authorized|prohibited/i.test(error.message))
      throw new RefusedQuery(`The query does more than read (${error.message}). Write one SELECT.`);
    throw error;
  } finally {
    database.close();
  }
}

function toValue(value: SQLOutputValue): SourceValue {
  if (typeof value === 'bigint') return exactInteger(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** SQLite keeps any value in any column: a declared moment is still text or a number. */
function declaredType(declared: string | null): SourceColumn['type'] {
  if (declared === null) return 'unknown';
  if (/INT/i.test(declared)) return 'integer';
  if (/BOOL/i.test(declared)) return 'boolean';
  if (/REAL|FLOA|DOUB|NUMERIC|DECIMAL/i.test(declared)) return 'decimal';
  return /CHAR|CLOB|TEXT/i.test(declared) ? 'text' : 'unknown';
}
