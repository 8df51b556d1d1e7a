import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBArrayValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  StatementType,
} from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { columnNames, exactInteger } from '../rows.ts';
import type { SourceColumn, SourceValue } from '../source.ts';
import { RefusedQuery } from './task.ts';
import type { FileBatches, ReadingTask } from './task.ts';

/**
 * The rows of a Parquet file, or of a query on it as the table `source`. Nothing but that file can be opened: DuckDB is
 * told before it sees the query, and cannot be told otherwise afterwards.
 */
export async function* parquetBatches({ file, query, batch }: ReadingTask): FileBatches {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  try {
    const path = `'${file.replaceAll("'", "''")}'`;
    await connection.run(`SET allowed_paths = [${path}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run('SET lock_configuration = true');
    await connection.run(`CREATE VIEW source AS SELECT * FROM read_parquet(${path})`);
    yield* selected(connection, query, batch);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function* selected(connection: DuckDBConnection, query: string, batch: number): FileBatches {
  // PRAGMA and CALL become a SELECT on the way.
  if (!BEGINNING.test(query))
    throw new RefusedQuery('The query does not begin with SELECT. Write one SELECT.');
  const statements = await connection.extractStatements(query);
  if (statements.count !== 1) throw new RefusedQuery('The query is not one statement. Write one SELECT.');
  const prepared = await statements.prepare(0);
  if (prepared.statementType !== StatementType.SELECT)
    throw new RefusedQuery('The query does more than read. Write one SELECT.');
  const result = await prepared.stream();
  const names = columnNames(result.columnNames());
  const types = result.columnTypes().map(({ typeId }) => TYPES.get(typeId) ?? 'text');
  yield { columns: names.map((name, index) => ({ name, type: types[index] ?? 'text' })) };
  let rows: SourceValue[][] = [];
  for await (const chunk of result) {
    for (const values of chunk.getRows()) {
      rows.push(values.map(toValue));
      if (rows.length < batch) continue;
      yield { rows };
      rows = [];
    }
  }
  if (rows.length > 0) yield { rows };
}

const BEGINNING = /^(?:\s|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:\(|(?:select|with|from|values|table)\b)/i;

const TYPES: ReadonlyMap<DuckDBTypeId, SourceColumn['type']> = new Map([
  [DuckDBTypeId.BOOLEAN, 'boolean'],
  ...[
    DuckDBTypeId.TINYINT,
    DuckDBTypeId.SMALLINT,
    DuckDBTypeId.INTEGER,
    DuckDBTypeId.BIGINT,
    DuckDBTypeId.HUGEINT,
    DuckDBTypeId.UTINYINT,
    DuckDBTypeId.USMALLINT,
    DuckDBTypeId.UINTEGER,
    DuckDBTypeId.UBIGINT,
    DuckDBTypeId.UHUGEINT,
  ].map((id) => [id, 'integer'] as const),
  ...[DuckDBTypeId.DECIMAL, DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE].map((id) => [id, 'decimal'] as const),
  [DuckDBTypeId.DATE, 'date'],
  ...[
    DuckDBTypeId.TIMESTAMP,
    DuckDBTypeId.TIMESTAMP_TZ,
    DuckDBTypeId.TIMESTAMP_S,
    DuckDBTypeId.TIMESTAMP_MS,
    DuckDBTypeId.TIMESTAMP_NS,
  ].map((id) => [id, 'datetime'] as const),
  ...[DuckDBTypeId.LIST, DuckDBTypeId.ARRAY, DuckDBTypeId.STRUCT, DuckDBTypeId.MAP].map(
    (id) => [id, 'json'] as const,
  ),
]);

/** Decimals, days, times, intervals and ids are written as text by DuckDB itself. */
function toValue(value: DuckDBValue): SourceValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return exactInteger(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toValue);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, inner]) => [name, toValue(inner)]));
  if (value instanceof DuckDBMapValue)
    return Object.fromEntries(value.entries.map(({ key, value: inner }) => [String(key), toValue(inner)]));
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  return moment(value) ?? String(value);
}

/** Milliseconds are what a `Date` holds; what lies outside its years, and infinity, stays text. */
function moment(value: DuckDBValue): Date | null {
  const milliseconds = millisecondsOf(value);
  const at = milliseconds === null ? null : new Date(Number(milliseconds));
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}

function millisecondsOf(value: DuckDBValue): bigint | null {
  if (value instanceof DuckDBDateValue) return null;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return value.micros / 1_000n;
  if (value instanceof DuckDBTimestampMillisecondsValue) return value.millis;
  if (value instanceof DuckDBTimestampSecondsValue) return value.seconds * 1_000n;
  return value instanceof DuckDBTimestampNanosecondsValue ? value.nanos / 1_000_000n : null;
}
