import type { BatonError } from '../../ground/errors.ts';
import type { OwnerId } from '../../ground/identifiers.ts';
import type { ContactWriteRow } from './contact-write-entity.ts';

/** What became of one contact's writes in one flush. */
export interface ContactResult {
  /** The row as it was claimed. */
  row: ContactWriteRow;
  written: Record<string, string>;
  refused: Record<string, BatonError>;
  /** Properties that stay as somebody else left them. */
  kept: string[];
  /** Set when somebody else owns the contact. */
  conflict?: { currentOwner: OwnerId | null };
  missing?: true;
  /** All that is not written fails for this reason. */
  failed?: BatonError;
  /** All that is not written is tried again. */
  again?: BatonError;
}
