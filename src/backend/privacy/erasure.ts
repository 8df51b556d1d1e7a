import { LessThan } from 'typeorm';
import type { Activity } from '../activity/activity.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Outbox } from '../hubspot/types.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { addressesOf, eraseMails } from '../mail/mails.ts';
import type { ApplyEvent } from '../leads/lead/apply.ts';
import { lockContacts } from '../leads/lead/apply.ts';
import { LeadEntity } from '../leads/lead/lead-entity.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { renewLines } from '../leads/list/keep.ts';

export interface ErasureDeps {
  database: Database;
  outbox: Outbox;
  activity: Activity;
  applyEvent: ApplyEvent;
  clock: Clock;
  /** Deletes mails from these addresses that are stored and not understood yet. */
  forgetUnread(portalId: PortalId, addresses: ReadonlySet<string>): Promise<void>;
  /** Other rooms' part of an erasure. */
  eraseElsewhere(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
}

/** Erases every personal word about a contact; a lead without a person remains for the counters. Safe to repeat. */
export type EraseContact = (portalId: PortalId, contactId: ContactId) => Promise<void>;

export function createEraseContact(deps: ErasureDeps): EraseContact {
  return async (portalId, contactId) => {
    // First, because the erasure takes away by what they are found.
    await deps.forgetUnread(portalId, await addresses(deps.database, portalId, contactId));
    await deps.database.transaction((tx) => erase(deps, tx, portalId, contactId));
  };
}

/** A deleted contact can be restored in HubSpot for 90 days; after that its person is gone here as well. */
const RESTORABLE_MS = 90 * DAY;

/** Erases what is left of contacts that cannot be restored any more. Once a day. */
export function createEraseDeleted(deps: {
  database: Database;
  clock: Clock;
  eraseContact: EraseContact;
}): () => Promise<void> {
  return async () => {
    const gone = await deps.database.manager.find(LeadEntity, {
      select: { portalId: true, contactId: true },
      where: { subState: 'deleted', closedAt: LessThan(deps.clock.now() - RESTORABLE_MS) },
    });
    for (const { portalId, contactId } of gone) await deps.eraseContact(portalId, contactId);
  };
}

/** The contact's lead, and those of contacts that went into it. */
const personOf = (portalId: PortalId, contactId: ContactId) => [
  { portalId, contactId },
  { portalId, mergedInto: contactId },
];

async function addresses(database: Database, portalId: PortalId, contactId: ContactId): Promise<Set<string>> {
  const leads = await database.manager.findBy(LeadEntity, personOf(portalId, contactId));
  const known = await addressesOf(database, portalId, contactId);
  for (const { email, facts } of leads) {
    for (const address of [email, facts.email]) if (address) known.add(address.toLowerCase());
  }
  return known;
}

const forgotten = {
  subState: 'erased',
  goneFrom: null,
  ownContext: null,
  facts: { email: null, firstName: null, lastName: null, company: null, jobTitle: null },
  email: null,
  closeReason: 'The contact was erased for privacy.',
} satisfies Partial<Lead>;

async function erase(deps: ErasureDeps, tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
  await lockContacts(tx, portalId, [contactId]);
  const occurrence = { portalId, contactId, at: deps.clock.now(), trigger: 'Privacy deletion in HubSpot' };
  await deps.applyEvent(tx, occurrence, { type: 'contact-gone', how: 'deleted' });
  for (const lead of await tx.findBy(LeadEntity, personOf(portalId, contactId))) {
    await tx.update(LeadEntity, { portalId, contactId: lead.contactId }, forgotten);
    await eraseMails(tx, portalId, lead.contactId);
    await deps.outbox.eraseContact(tx, portalId, lead.contactId);
    await deps.activity.eraseContact(tx, portalId, lead.contactId);
    await renewLines(tx, deps.activity, portalId, [lead.contactId], deps.clock.now());
    await deps.eraseElsewhere(tx, portalId, lead.contactId);
  }
  // A contact that never had a lead may still have left events.
  await deps.eraseElsewhere(tx, portalId, contactId);
}
