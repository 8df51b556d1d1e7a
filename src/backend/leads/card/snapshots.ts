import { addressHint } from '../telling/address-hint.ts';
import type { Clock } from '../../ground/clock.ts';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { addressesOf, mainAddress } from '../contact/addresses.ts';
import { CONTACT_PROPERTIES, contextOf, factsOf } from '../contact/contact-properties.ts';
import type { Obstacle } from '../deciding/events.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { isActive } from '../deciding/states.ts';
import { createSharedReadings } from './shared-readings.ts';

/** What is older is read again when a card asks, */
const MAX_AGE_MS = 20 * SECOND;
/** but all cards of an account together cost one call in this time, unless an event told of a change. */
const AGAIN_EVERY_MS = 10 * SECOND;
/** What is older than this is not shown before it is read again. */
const SHOWN_FOR_MS = 5 * MINUTE;
const MAX_KEPT = 1_000;

/** The part of a contact that the card shows and Baton does not keep. */
export interface Snapshot {
  context: string | null;
  obstacle: Obstacle | null;
  /** All of the person, lower-cased; absent: not read. */
  addresses?: readonly string[];
  /** What is to be known of the address, one sentence; null: nothing. */
  hint: string | null;
  /** The contact that this one went into; absent: none that HubSpot shows. */
  mergedInto?: Pick<Lead, 'contactId' | 'facts'>;
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
  const kept = new Map<string, Kept>();
  const keyOf = (portalId: PortalId, contactId: ContactId): string => `${portalId}:${contactId}`;
  const keep = (key: string, snapshot: Snapshot): Snapshot => {
    kept.delete(key);
    kept.set(key, { snapshot, readAt: deps.clock.now() });
    for (const oldest of kept.size > MAX_KEPT ? [...kept.keys()].slice(0, 1) : []) kept.delete(oldest);
    return snapshot;
  };
  const ageOf = ({ readAt }: Kept): number => Math.abs(deps.clock.now() - readAt);
  const readings = createSharedReadings({
    clock: deps.clock,
    everyMs: AGAIN_EVERY_MS,
    read: (portalId, contactIds) => readSnapshots(deps, portalId, contactIds),
    onRead: (portalId, contactId, snapshot) => void keep(keyOf(portalId, contactId), snapshot),
  });
  return {
    fresh: (portalId, contactId) => readOne(deps.hubspot, portalId, contactId),
    async get(portalId, contactId, lead) {
      // The lead keeps the Context of a contact that an assistant works on, fed by webhooks.
      if (lead && isActive(lead.stage)) return ofLead(lead);
      const known = kept.get(keyOf(portalId, contactId));
      if (known && ageOf(known) < MAX_AGE_MS) return known.snapshot;
      if (known && ageOf(known) < SHOWN_FOR_MS && !readings.isDue(portalId)) {
        readings.later(portalId, contactId);
        return known.snapshot;
      }
      try {
        return await readings.now(portalId, contactId);
      } catch (error) {
        if (!isBatonError(error) || error.retry === 'never') throw error;
        if (known) return known.snapshot;
        // What a person has just done with the lead is done, whether or not HubSpot answers now.
        if (lead) return ofLead(lead);
        throw error;
      }
    },
    forget: (portalId, contactId) => void kept.delete(keyOf(portalId, contactId)),
    remember(portalId, contactId, change) {
      const key = keyOf(portalId, contactId);
      keep(key, { context: null, obstacle: null, hint: null, ...kept.get(key)?.snapshot, ...change });
    },
  };
}

const ofLead = async ({ ownContext, email }: Lead): Promise<Snapshot> => ({
  context: ownContext,
  obstacle: null,
  hint: await addressHint(email),
});

interface Kept {
  snapshot: Snapshot;
  readAt: number;
}

async function readOne(hubspot: HubSpot, portalId: PortalId, contactId: ContactId): Promise<ContactRecord> {
  const records = await hubspot.contacts.read(portalId, [contactId], {
    properties: CONTACT_PROPERTIES,
    ownerHistory: true,
    lane: 'interactive',
  });
  const record = records.get(contactId);
  if (!record) throw new BatonError('HUBSPOT_NOT_FOUND');
  return record;
}

/** Contacts that HubSpot does not know are absent. */
async function readSnapshots(
  { hubspot, findObstacles }: Deps,
  portalId: PortalId,
  contactIds: readonly ContactId[],
): Promise<Map<ContactId, Snapshot>> {
  const records = await hubspot.contacts.read(portalId, contactIds, {
    properties: CONTACT_PROPERTIES,
    ownerHistory: false,
    lane: 'interactive',
  });
  const found = new Map<ContactId, Snapshot>();
  // Each for itself: two contacts of one batch that share an address are no obstacle to each other here.
  for (const [contactId, record] of records) {
    const obstacle = (await findObstacles(portalId, [record])).get(record.id) ?? null;
    const hint = await addressHint(mainAddress(record));
    found.set(contactId, {
      context: contextOf(record),
      obstacle,
      addresses: addressesOf(record),
      hint,
      ...(record.id === contactId ? {} : { mergedInto: { contactId: record.id, facts: factsOf(record) } }),
    });
  }
  return found;
}
