import type { Clock } from '../ground/clock.ts';
import { DAY } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { Leads } from '../leads/leads.ts';
import type { LeadsOfPerson } from '../leads/erase.ts';
import type { EraseContact } from './erasure.ts';

export interface LostDeletionsDeps {
  hubspot: Pick<HubSpot, 'portals' | 'contacts'>;
  leads: Pick<Leads, 'pickUp'> & Pick<LeadsOfPerson, 'unseenSince'>;
  eraseContact: EraseContact;
  clock: Clock;
}

/** Contacts that assistants are done with are looked for so often: 100 of them cost 3 calls. */
const LOOKED_FOR_MS = 30 * DAY;
/** And HubSpot can restore a deleted one for 90 days: who is still not there after both does not come back. */
const GONE_MS = LOOKED_FOR_MS + 90 * DAY;
const PAGE = 100;

/**
 * Erases people whose deletion Baton was never told of: HubSpot gives up on a webhook after a day, and the journal is
 * not open to every app. Contacts that assistants work on are read every hour anyway. Once a day.
 */
export function createLostDeletions(deps: LostDeletionsDeps): () => Promise<void> {
  return async () => {
    for (const { portalId } of await deps.hubspot.portals.connected())
      await lookFor(deps, portalId).catch((error: unknown) => {
        // An account that may not be called now has its turn tomorrow, and holds up no other.
        if (!isBatonError(error, 'API_BUDGET_USED') && !isBatonError(error, 'DATA_SYNC_OFF')) throw error;
      });
  };
}

async function lookFor(deps: LostDeletionsDeps, portalId: PortalId): Promise<void> {
  const { hubspot, leads, eraseContact, clock } = deps;
  const now = clock.now();
  let after: ContactId | null = null;
  for (;;) {
    const unseen = await leads.unseenSince(portalId, now - LOOKED_FOR_MS, { after, limit: PAGE });
    const ids = unseen.map(({ contactId }) => contactId);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    // A contact that went into another one is there, as that one.
    const found = await hubspot.contacts.read(portalId, ids, {
      properties: ['email'],
      ownerHistory: false,
      lane: 'bulk',
    });
    const there = ids.filter((id) => found.has(id));
    await leads.pickUp(portalId, new Map(there.map((id) => [id, LOOKED])), { lane: 'bulk', found: true });
    for (const { contactId, seenAt } of unseen)
      if (!found.has(contactId) && seenAt < now - GONE_MS) await eraseContact(portalId, contactId);
  }
}

const LOOKED = 'Looked whether the contact is still in HubSpot';
