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

/** One row as it is in HubSpot and as the run would leave it. */
export interface Sample {
  key: string;
  /** null: the record would be created. */
  record: string | null;
  before: Record<string, string | null>;
  after: Record<string, string>;
}

export interface PlanReport extends SyncReport {
  /** Of the run, at the pace that HubSpot allows an app. */
  minutes: number;
  samples: Sample[];
}

/** What a run to some destination would do, beside the counts in the tally. */
export interface Foretold {
  calls: number;
  samples: Sample[];
  refused?: SyncReport['failed'];
}

/** So many failed rows a report names. */
export const NAMED_ROWS = 10_000;
