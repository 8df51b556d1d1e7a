import type { ProblemCode } from '../problems.ts';
import type { RunFigures } from '../sync-entity.ts';

export interface FailedRow {
  key: string;
  code: ProblemCode;
  message: string;
}

/** What a run did, or a plan would do: what `npm run sync` prints. */
export interface SyncReport extends Omit<RunFigures, 'failed'> {
  /** Its id; null: it was refused before it began. */
  run: string | null;
  failed: FailedRow[];
  /** More rows failed than `failed` names. */
  failedInAll?: number;
  /** By code, how many rows failed or were left out. */
  reasons: Record<string, number>;
  warnings: string[];
  /** Why it ended before its time. */
  stopped?: { code: string; message: string };
}

/** So many failed rows a report names. */
export const NAMED_ROWS = 10_000;
