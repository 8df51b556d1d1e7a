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

/** One place that rows come from, opened for reading only. */
export interface SourceReader {
  /** The first rows with the types of their columns. */
  preview(limit?: number): Promise<{ columns: readonly SourceColumn[]; rows: readonly SourceRow[] }>;
  /**
   * All rows of one consistent snapshot, in batches, as fast as they are taken. Aborted, the query is cancelled.
   * @throws BatonError `SOURCE_FAILED` with what the server or file said and what to do
   */
  read(options?: { signal?: AbortSignal }): AsyncIterable<readonly SourceRow[]>;
  close(): Promise<void>;
}
