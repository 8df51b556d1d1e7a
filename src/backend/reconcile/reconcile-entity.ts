import { EntitySchema } from 'typeorm';
import { json, key, time } from '../database/columns.ts';
import type { ContactId, OwnerId, PortalId } from '../ground/identifiers.ts';

/** How far the looking for missed changes has come in one account. */
export interface ReconcileRow {
  portalId: PortalId;
  /** When the next round is due, epoch ms. */
  nextAt: number;
  /** When the last round that was completed began. null: none was. */
  completedAt: number | null;
  /** When the last completed search for everything began. */
  searchedAllAt: number | null;
  /** Whom that search was about: for others everything must be searched again. */
  searchedOwners: OwnerId[];
  /** The round that goes on; null: none. */
  round: Round | null;
}

export interface Round {
  startedAt: number;
  /** When it was last carried on: a round that nobody carries on is given up. */
  seenAt: number;
  /** Whom to search for. */
  owners: OwnerId[];
  /** So many of them are done with. */
  ownersDone: number;
  /** Contacts modified since then, epoch ms; null: all of them. */
  since: number | null;
  /** The search goes on after this contact; null: at the beginning. */
  after: ContactId | null;
  /** Open leads read before this moment are read again, epoch ms. */
  readBefore: number;
  /** How many more at most. */
  toRead: number;
  /** Contacts of assistants that had no open lead, and open leads that were read, so far. */
  found: number;
  read: number;
}

export const ReconcileEntity = new EntitySchema<ReconcileRow>({
  name: 'Reconcile',
  tableName: 'reconcile',
  columns: {
    portalId: key({ name: 'portal_id' }),
    nextAt: time({ name: 'next_at' }),
    completedAt: time({ name: 'completed_at', nullable: true }),
    searchedAllAt: time({ name: 'searched_all_at', nullable: true }),
    searchedOwners: json({ name: 'searched_owners' }),
    round: json({ nullable: true }),
  },
});
