import type { SourceColumn, SourceValue } from '../source.ts';

/** What a reading process is asked for: the rows of one query on one file. */
export interface ReadingTask {
  kind: 'sqlite' | 'parquet';
  /** Absolute, links followed. */
  file: string;
  query: string;
  batch: number;
}

/** What it answers, each time it is asked for the next. */
export type ReadingAnswer =
  | { columns: readonly SourceColumn[] }
  | { rows: readonly (readonly SourceValue[])[] }
  | { end: true }
  | { failed: string; refused: boolean };

/** The query does something else than read. */
export class RefusedQuery extends Error {
  override readonly name = 'RefusedQuery';
}

/** First the columns, then batches of rows. */
export type FileBatches = AsyncGenerator<Extract<ReadingAnswer, { columns: unknown } | { rows: unknown }>>;
