import { parse as parseNow } from 'csv-parse/sync';
import { CsvError, parse } from 'csv-parse';
import type { Options } from 'csv-parse';
import iconv from 'iconv-lite';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { BatonError } from '../../ground/errors.ts';
import { columnNames, rowOf, unknownColumn } from '../rows.ts';
import type { RowStream } from '../rows.ts';
import type { RefusedLine, SourceRow } from '../source.ts';
import { encodingOf } from './encoding.ts';
import { openInside } from './inside-folder.ts';

export interface CsvFile {
  folder: string;
  path: string;
  encoding?: string;
  separator?: string;
}

/** Characters of one row: a quote that never closes must not take all memory. */
const MOST_CHARACTERS = 4_000_000;
const SAMPLE = 65_536;
const SEPARATORS = [',', ';', '\t', '|'];

type Field = string | null;

const shared: Options = {
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};

/**
 * The rows of a CSV file with a header. An empty field is NULL and `""` an empty text, as PostgreSQL writes them. A line
 * with fewer fields ends with NULLs; one with more is set aside: its values stand under the wrong names.
 */
export function csvRows(file: CsvFile): RowStream {
  return async function* ({ signal, batch, onColumns, onRefused }) {
    const { handle, check } = await openInside(file.folder, file.path);
    try {
      const encoding = await encodingOf(handle, file.encoding);
      const look = await lookAt(handle, encoding, file.separator);
      let names: string[] | null = null;
      let rows: SourceRow[] = [];
      for await (const fields of recordsOf(handle, { encoding, ...look, onRefused, signal })) {
        if (names === null) {
          names = columnNames(fields.map((name) => (name ?? '').trim()));
          onColumns(names.map(unknownColumn));
          continue;
        }
        rows.push(rowOf(names, fields));
        if (rows.length < batch) continue;
        yield rows;
        rows = [];
      }
      await check();
      if (rows.length > 0) yield rows;
    } catch (error) {
      throw explained(error, file.path);
    } finally {
      await handle.close();
    }
  };
}

interface Reading {
  encoding: string;
  separator: string;
  /** Excel's first line `sep=;` is none of the file. */
  fromLine: number;
  onRefused: (line: RefusedLine) => void;
  signal: AbortSignal;
}

function recordsOf(handle: FileHandle, reading: Reading): AsyncIterable<Field[]> {
  const bytes = handle.createReadStream({ start: 0, autoClose: false });
  const parser = parse({
    ...shared,
    delimiter: reading.separator,
    from_line: reading.fromLine,
    max_record_size: MOST_CHARACTERS,
    cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    on_record: wellFormed(reading),
  });
  const { encoding, signal } = reading;
  const flowing =
    encoding === 'utf-8'
      ? pipeline(bytes, parser, { signal })
      : pipeline(bytes, iconv.decodeStream(encoding), parser, { signal });
  // What goes wrong is told by the parser, which is read.
  flowing.catch(() => undefined);
  return parser;
}

/** Lets through what has no more fields than the header. */
function wellFormed({ onRefused }: Reading): NonNullable<Options['on_record']> {
  let width = 0;
  // The types of the library know records of texts only.
  return ((fields: Field[], { lines }: { lines: number }): Field[] | null => {
    if (width === 0) width = fields.length;
    if (fields.length <= width) return fields;
    if (fields.slice(width).every((field) => field === null)) return fields.slice(0, width);
    onRefused({
      line: lines,
      reason: `The line has ${fields.length} values for ${width} columns. Put values that hold the separator in "quotes".`,
      text: fields
        .map((field) => field ?? '')
        .join(' | ')
        .slice(0, 200),
    });
    return null;
  }) as never;
}

/** Which separator a file has: the one that cuts its first lines into the most columns, the same for all of them. */
async function lookAt(
  handle: FileHandle,
  encoding: string,
  given?: string,
): Promise<{ separator: string; fromLine: number }> {
  const buffer = Buffer.alloc(SAMPLE);
  const { bytesRead } = await handle.read(buffer, 0, SAMPLE, 0);
  const text = iconv.decode(buffer.subarray(0, bytesRead), encoding).replace(/^\uFEFF/, '');
  const said = /^sep=(.)\r?\n/.exec(text)?.[1];
  const fromLine = said === undefined ? 1 : 2;
  const separator = given ?? said;
  if (separator !== undefined) return { separator, fromLine };
  const widths = SEPARATORS.map((one) => ({ one, width: steadyWidth(text, one, bytesRead === SAMPLE) }));
  const best = widths.reduce((most, other) => (other.width > most.width ? other : most));
  return { separator: best.one, fromLine };
}

/** How many columns most of the first lines have, less for lines that have another number. */
function steadyWidth(text: string, delimiter: string, isCut: boolean): number {
  try {
    const records: string[][] = parseNow(text, { ...shared, delimiter, to: 50 });
    const widths = (isCut && records.length > 1 ? records.slice(0, -1) : records).map(({ length }) => length);
    const first = widths[0] ?? 0;
    const like = widths.filter((width) => width === first).length / Math.max(widths.length, 1);
    return first > 1 ? (first - 1) * like * like : 0;
  } catch {
    return 0;
  }
}

function explained(error: unknown, file: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const { lines } = error as CsvError & { lines?: number };
  const advice =
    error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quote opens and does not close: look for a single " before this line, and double it.'
      : error.message;
  return new BatonError('SOURCE_FAILED', `${file}, line ${lines ?? '?'}: ${advice}`, { cause: error });
}
