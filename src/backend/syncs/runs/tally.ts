import type { RunFigures } from '../sync-entity.ts';

/** What a run has done so far. */
export class Tally implements RunFigures {
  created = 0;
  updated = 0;
  unchanged = 0;
  removed = 0;
  skipped = 0;
  failed = 0;
  calls = 0;
  /** Rows read from the source. */
  read = 0;
  /** Why rows were left out or failed, and how many. */
  readonly reasons = new Map<string, number>();
  /** What somebody should know though nothing is wrong. */
  readonly warnings = new Set<string>();

  because(code: string): void {
    this.reasons.set(code, (this.reasons.get(code) ?? 0) + 1);
  }

  figures(): RunFigures {
    const { created, updated, unchanged, removed, skipped, failed, calls } = this;
    return { created, updated, unchanged, removed, skipped, failed, calls };
  }
}
