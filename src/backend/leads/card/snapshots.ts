import type { Clock } from '../../ground/clock.ts';
import { SECOND } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { CONTACT_PROPERTIES, contextOf } from '../contact/contact-properties.ts';
import type { Obstacle } from '../deciding/events.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { isActive } from '../deciding/states.ts';

/** A card asks every few seconds; HubSpot is asked at most this often for it. */
const MAX_AGE_MS = 20 * SECOND;
const MAX_KEPT = 500;

/** The part of a contact that the card shows and Baton does not keep. */
export interface Snapshot {
  context: string | null;
  obstacle: Obstacle | null;
}

export interface ContactSnapshots {
  get(portalId: PortalId, contactId: ContactId, lead: Lead | null): Promise<Snapshot>;
  /** Reads the contact in HubSpot now. @throws BatonError HUBSPOT_NOT_FOUND */
  fresh(portalId: PortalId, contactId: ContactId): Promise<ContactRecord>;
  /** What was just asked to be written counts at once, before HubSpot has it. */
  remember(portalId: PortalId, contactId: ContactId, change: Partial<Snapshot>): void;
  /** Something changed on the contact in HubSpot. */
  forget(portalId: PortalId, contactId: ContactId): void;
}

interface Deps {
  hubspot: HubSpot;
  findObstacles: FindObstacles;
  clock: Clock;
}

export function createContactSnapshots(deps: Deps): ContactSnapshots {
  const kept = new Map<string, { snapshot: Snapshot; readAt: number }>();
  const keep = (key: string, snapshot: Snapshot): Snapshot => {
    kept.delete(key);
    kept.set(key, { snapshot, readAt: deps.clock.now() });
    for (const oldest of kept.size > MAX_KEPT ? [...kept.keys()].slice(0, 1) : []) kept.delete(oldest);
    return snapshot;
  };
  const fresh: ContactSnapshots['fresh'] = async (portalId, contactId) => {
    const records = await deps.hubspot.contacts.read(portalId, [contactId], {
      properties: CONTACT_PROPERTIES,
      ownerHistory: true,
      lane: 'interactive',
    });
    const record = records.get(contactId);
    if (!record) throw new BatonError('HUBSPOT_NOT_FOUND');
    return record;
  };
  return {
    fresh,
    async get(portalId, contactId, lead) {
      // The lead keeps the Context of a contact that an assistant works on, fed by webhooks.
      if (lead && isActive(lead.stage)) return { context: lead.ownContext, obstacle: null };
      const key = `${portalId}:${contactId}`;
      const known = kept.get(key);
      if (known && Math.abs(deps.clock.now() - known.readAt) < MAX_AGE_MS) return known.snapshot;
      try {
        const record = await fresh(portalId, contactId);
        const obstacles = await deps.findObstacles(portalId, [record]);
        return keep(key, { context: contextOf(record), obstacle: obstacles.get(record.id) ?? null });
      } catch (error) {
        // What a person has just done with the lead is done, whether or not HubSpot answers now.
        if (!lead || !isBatonError(error) || error.retry === 'never') throw error;
        return known?.snapshot ?? { context: lead.ownContext, obstacle: null };
      }
    },
    forget: (portalId, contactId) => void kept.delete(`${portalId}:${contactId}`),
    remember(portalId, contactId, change) {
      const key = `${portalId}:${contactId}`;
      keep(key, { context: null, obstacle: null, ...kept.get(key)?.snapshot, ...change });
    },
  };
}
