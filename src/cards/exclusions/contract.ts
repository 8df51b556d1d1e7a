/**
 * Addresses and domains that Baton never writes to: the contract between the settings section and `/api/exclusions…`.
 * All need a HubSpot user who may manage integrations for this account.
 *
 * GET  /api/exclusions?search=…&page=…                       -> ExclusionsView
 * POST /api/exclusions         { text, reason }              -> ExclusionsAdded
 * POST /api/exclusions/remove  { pattern }                   -> ExclusionsView (its first page)
 */
export interface ExclusionsView {
  /** All of the account. */
  total: number;
  /** Those that contain what was searched for. */
  found: number;
  /** The newest first. */
  shown: readonly Exclusion[];
  /** 0-based. */
  page: number;
  pages: number;
}

export interface Exclusion {
  /** `ann@acme.example`, `acme.example` with all below it, `*@partner.*`, `*.gov`. */
  pattern: string;
  reason: string;
  addedBy: string;
  /** Epoch ms. */
  at: number;
}

/** What became of a pasted list. */
export interface ExclusionsAdded extends ExclusionsView {
  added: number;
  /** They were there already. */
  known: number;
  /** Lines that are no address, domain or pattern, the first ten. */
  refused: readonly { line: string; why: string }[];
  refusedCount: number;
}
