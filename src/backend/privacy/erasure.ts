import type { Database, Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { LeadsOfPerson } from '../leads/erase.ts';
import type { Hooks } from '../room/room.ts';

export interface ErasureDeps {
  database: Database;
  leads: LeadsOfPerson;
  everybody: Pick<Hooks, 'addresses' | 'forgetUnread' | 'erase'>;
  /** Asks for what the transaction deletes to be taken out of the database's files as well. */
  askForFilePurge(tx: Tx): Promise<void>;
}

/** Erases every personal word about a contact; a lead without a person remains for the counters. Safe to repeat. */
export type EraseContact = (portalId: PortalId, contactId: ContactId) => Promise<void>;

/** Who knows something about a person is asked, not listed: every room erases what is its own. */
export function createEraseContact(deps: ErasureDeps): EraseContact {
  const { database, leads, everybody } = deps;
  return async (portalId, contactId) => {
    // First, because the erasure takes away by what they are found.
    const addresses = new Set<string>();
    await everybody.addresses(portalId, await leads.personOf(portalId, contactId), addresses);
    await everybody.forgetUnread(portalId, addresses);
    await database.transaction(async (tx) => {
      await everybody.erase(tx, portalId, await leads.personOf(portalId, contactId, tx));
      await deps.askForFilePurge(tx);
    });
  };
}

/** Erases what is left of contacts that cannot be restored any more. Once a day. */
export function createEraseDeleted(deps: {
  leads: Pick<LeadsOfPerson, 'deletedForGood'>;
  eraseContact: EraseContact;
}): () => Promise<void> {
  return async () => {
    const gone = await deps.leads.deletedForGood();
    for (const { portalId, contactId } of gone) await deps.eraseContact(portalId, contactId);
  };
}
