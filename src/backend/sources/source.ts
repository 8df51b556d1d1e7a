/**
 * What a column of a row holds. Numbers that a double cannot hold exactly stay text (decimals) or `bigint`; a moment in
 * time is a `Date`, a day without a time is text as YYYY-MM-DD. NULL and an empty text are two things.
 */
export type SourceValue =
  | null
  | string
  | number
  | bigint
  | boolean
  | Date
  | readonly SourceValue[]
  | { readonly [name: string]: SourceValue };

/** By the names of the columns, in their order. */
export type SourceRow = Readonly<Record<string, SourceValue>>;

export interface SourceColumn {
  name: string;
  /** What most of its values are, for a person and for the property that Baton proposes. */
  type: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'json' | 'unknown';
}

/**
 * Where rows come from. Secrets stand as `${NAME}` and are read from the environment when it is opened, never stored.
 */
export type SourceSettings =
  | { type: 'postgres' | 'mysql' | 'sqlite'; url: string; query: string }
  | {
      type: 'csv' | 'jsonl' | 'parquet';
      path: string;
      /** Of Parquet alone; the file is the table `source`. */
      query?: string;
      /** Of CSV alone. None: found by looking at the file. */
      encoding?: string;
      /** Of CSV alone: one character. None: found by looking at the file. */
      separator?: string;
    };

/** A line that is no row: set aside, so that it hurts nothing but itself. */
export interface RefusedLine {
  /** From 1, in the file. */
  line: number;
  /** For a person: what is wrong and what to do. */
  reason: string;
  /** The beginning of the line. */
  text: string;
}

/** One place that rows come from, opened for reading only. */
export interface SourceReader {
  /** The first rows with the types of their columns. */
  preview(limit?: number): Promise<{ columns: readonly SourceColumn[]; rows: readonly SourceRow[] }>;
  /**
   * All rows of one consistent snapshot, in batches, as fast as they are taken. Aborted, the query is cancelled.
   * @param options.onRefused told of each line of a file that is no row
   * @throws BatonError `SOURCE_FAILED` with what the server or file said and what to do
   */
  read(options?: {
    signal?: AbortSignal;
    onRefused?: (line: RefusedLine) => void;
  }): AsyncIterable<readonly SourceRow[]>;
  close(): Promise<void>;
}
