import type { SentEvent } from '../../hubspot/crm/crm-events.ts';
import type { SourceRow } from '../../sources/source.ts';
import type { WantedLink } from '../links/wanted.ts';
import type { Problem } from '../problems.ts';
import type { Action } from '../rows/changes.ts';
import type { Known } from '../rows/journal.ts';

/** What is to become of one row. */
export interface Decision {
  action: Action;
  /** The value that finds the record. */
  match?: string | undefined;
  recordId?: string | undefined;
  properties?: Record<string, string> | undefined;
  /** What its record is to be linked to. */
  links?: readonly WantedLink[];
  /** The event that the row is. */
  event?: Omit<SentEvent, 'uuid'>;
  /** Why it is not sent. */
  problem?: Problem | undefined;
  /** Nothing is wrong with it: the mode leaves it out. */
  skip?: boolean | undefined;
}

/** A destination as the reading of rows sees it. */
export interface Destined {
  /** In the order of the rows. @throws BatonError SYNC_REFUSED where the definition does not fit the account */
  decide(rows: readonly { row: SourceRow; known: Known }[]): Promise<Decision[]>;
  /** Several rows may be for one record. */
  readonly sharesRecords?: boolean;
  /** Every row counts as changed. */
  readonly again?: boolean;
  /** What becomes of a row that has gone; undefined: nothing. */
  gone(row: Known): Decision | undefined;
}
