import { LessThanOrEqual } from 'typeorm';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { ContactRecord, HubSpot, Lane } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { contactsOfDueMails } from '../../mail/mails.ts';
import { CONTACT_PROPERTIES } from '../contact/contact-properties.ts';
import { LeadEntity } from '../lead/lead-entity.ts';

/** A mail relies on a reading of at most this age. Events tell of changes at once; this bounds what a lost one can do. */
const FRESH_MS = 5 * MINUTE;
/** How far ahead contacts are read along: a little less, so that the mail leaves while the reading is fresh. */
const AHEAD_MS = FRESH_MS - 10 * SECOND;
/** Contacts one call reads. */
const BATCH = 100;

export interface Reading {
  record: ContactRecord;
  /** Epoch ms, before HubSpot was asked. */
  readAt: number;
}

/** Which contact is to be read, and when a reading is too old whatever its age: something newer is known. */
export interface Wanted {
  contactId: ContactId;
  notBefore: number;
}

/** What HubSpot last said of contacts that are about to be written to. Of this process, and of minutes. */
export interface Readings {
  /**
   * By the id that was asked for; contacts that HubSpot does not have are absent. A call that is needed anyway reads
   * the contacts along whose mails come next. @throws BatonError when HubSpot cannot be asked
   */
  of(portalId: PortalId, wanted: readonly Wanted[], lane?: Lane): Promise<Map<ContactId, Reading>>;
  /** The contact changed. */
  forget(portalId: PortalId, contactId: ContactId): void;
}

export function createReadings(deps: { database: Database; hubspot: HubSpot; clock: Clock }): Readings {
  const { clock } = deps;
  const kept = new Map<string, Reading>();
  const keyOf = (portalId: PortalId, id: ContactId): string => `${portalId}:${id}`;
  const usable = (portalId: PortalId, { contactId, notBefore }: Wanted): Reading | undefined => {
    const reading = kept.get(keyOf(portalId, contactId));
    const age = reading ? clock.now() - reading.readAt : Infinity;
    return reading && age >= 0 && age <= FRESH_MS && reading.readAt >= notBefore ? reading : undefined;
  };
  return {
    async of(portalId, wanted, lane = 'assignment') {
      const stale: ContactId[] = [];
      const found = new Map<ContactId, Reading>();
      for (const one of wanted) {
        const reading = usable(portalId, one);
        if (reading) found.set(one.contactId, reading);
        else stale.push(one.contactId);
      }
      if (stale.length === 0) return found;
      for (const [key, { readAt }] of kept) if (clock.now() - readAt > FRESH_MS) kept.delete(key);
      const ahead = await comingNext(deps, portalId, stale, (id) => kept.has(keyOf(portalId, id)));
      const readAt = clock.now();
      const options = { properties: CONTACT_PROPERTIES, lane };
      const records = await deps.hubspot.contacts.read(portalId, [...stale, ...ahead], options);
      for (const [id, record] of records) {
        const reading = { record, readAt };
        if (stale.includes(id)) found.set(id, reading);
        // What a merged contact's id leads to is settled right now, and looked at anew next time.
        if (record.id === id) kept.set(keyOf(portalId, id), reading);
      }
      return found;
    },
    forget: (portalId, contactId) => void kept.delete(keyOf(portalId, contactId)),
  };
}

/** Contacts whose mails are due or come within minutes, as many as the call has room for. */
async function comingNext(
  { database, clock }: { database: Database; clock: Clock },
  portalId: PortalId,
  asked: readonly ContactId[],
  isKept: (id: ContactId) => boolean,
): Promise<ContactId[]> {
  const room = (BATCH - (asked.length % BATCH)) % BATCH;
  if (room === 0) return [];
  const until = clock.now() + AHEAD_MS;
  // The contacts that are asked for or kept are among them: they must not use up the room.
  const due = await contactsOfDueMails(database, portalId, until, 3 * BATCH);
  const leads = await database.manager.find(LeadEntity, {
    select: { contactId: true },
    where: { portalId, stage: 'nurturing', wakeAt: LessThanOrEqual(until) },
    order: { wakeAt: 'ASC' },
    take: 3 * BATCH,
  });
  const next = new Set([...due, ...leads.map(({ contactId }) => contactId)]);
  return [...next].filter((id) => !asked.includes(id) && !isKept(id)).slice(0, room);
}
