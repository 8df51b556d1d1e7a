import { BatonError, isBatonError } from '../ground/errors.ts';
import type { RefusedLine, SourceColumn, SourceReader, SourceRow, SourceValue } from './source.ts';

/** Rows of a batch: few enough for one transaction of whoever takes them, many enough to be fast. */
const BATCH = 1_000;
const PREVIEW = 100;

export interface StreamOptions {
  signal: AbortSignal;
  batch: number;
  /** Told before the first row. The type is `unknown` where only the values tell it. */
  onColumns: (columns: readonly SourceColumn[]) => void;
  onRefused: (line: RefusedLine) => void;
}

/** What each kind of source brings: its rows, as fast as they are taken. Left early, it lets go of everything. */
export type RowStream = (options: StreamOptions) => AsyncGenerator<readonly SourceRow[]>;

/** @param ended aborted: all that is read is cancelled */
export function readerOf(stream: RowStream, ended?: AbortSignal): SourceReader {
  const closing = new AbortController();
  const signals = (own?: AbortSignal) =>
    AbortSignal.any([closing.signal, ...(ended ? [ended] : []), ...(own ? [own] : [])]);
  const ignore = (): void => undefined;
  return {
    async *read({ signal, onRefused = ignore } = {}) {
      yield* guarded(stream, { signal: signals(signal), batch: BATCH, onColumns: ignore, onRefused });
    },
    async preview(limit = PREVIEW) {
      const rows: SourceRow[] = [];
      let columns: readonly SourceColumn[] = [];
      const onColumns = (found: readonly SourceColumn[]) => (columns = found);
      const options = { signal: signals(), batch: limit, onColumns, onRefused: ignore };
      for await (const batch of guarded(stream, options)) {
        rows.push(...batch.slice(0, limit - rows.length));
        if (rows.length >= limit) break;
      }
      const named = columns.length > 0 ? columns : [...new Set(rows.flatMap(Object.keys))].map(unknownColumn);
      const typed = named.map(({ name, type }) => ({
        name,
        type: type === 'unknown' ? typeOf(rows.map((row) => row[name])) : type,
      }));
      return { columns: typed, rows };
    },
    close: async () => closing.abort(),
  };
}

/** Aborted, it says so and nothing else; what a driver says becomes an error that tells what to do. */
async function* guarded(stream: RowStream, options: StreamOptions): AsyncGenerator<readonly SourceRow[]> {
  options.signal.throwIfAborted();
  try {
    for await (const batch of stream(options)) {
      yield batch;
      options.signal.throwIfAborted();
    }
  } catch (error) {
    options.signal.throwIfAborted();
    throw isBatonError(error) ? error : sourceFailed('The source', error);
  }
}

/** @param who says it: the kind of server or the file */
export function sourceFailed(who: string, cause: unknown, advice = ''): BatonError {
  const said = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new BatonError('SOURCE_FAILED', `${who} said: ${said.replace(/\.?\s*$/, '')}. ${advice}`.trim(), {
    cause,
  });
}

export const unknownColumn = (name: string): SourceColumn => ({ name, type: 'unknown' });

/** Each name once, none empty: the second `email` is `email (2)`, a column without a name `column 3`. */
export function columnNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, index) => {
    const name = given === '' || given === '__proto__' ? `column ${index + 1}` : given;
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

export function rowOf(names: readonly string[], values: readonly SourceValue[]): SourceRow {
  const row: Record<string, SourceValue> = {};
  for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = values[index] ?? null;
  return row;
}

/** A whole number as `number` if a double holds it exactly, as `bigint` if not. */
export const exactInteger = (value: bigint): number | bigint => {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
};

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATETIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** What all of the values are that are there. */
function typeOf(values: readonly (SourceValue | undefined)[]): SourceColumn['type'] {
  const types = new Set(
    values.filter((value) => value !== null && value !== undefined && value !== '').map(typeOfOne),
  );
  if (types.size === 0) return 'unknown';
  if (types.size === 1) return [...types][0] ?? 'unknown';
  return [...types].every((type) => type === 'integer' || type === 'decimal') ? 'decimal' : 'text';
}

function typeOfOne(value: SourceValue | undefined): SourceColumn['type'] {
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Date) return 'datetime';
  if (typeof value !== 'string') return 'json';
  if (/^-?(0|[1-9]\d*)$/.test(value)) return 'integer';
  if (/^-?(0|[1-9]\d*)\.\d+$/.test(value)) return 'decimal';
  if (/^(true|false)$/i.test(value)) return 'boolean';
  if (DATE.test(value)) return 'date';
  return DATETIME.test(value) ? 'datetime' : 'text';
}
