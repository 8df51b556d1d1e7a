import { In, IsNull, LessThan, MoreThan, Not, Or } from 'typeorm';
import { goneSubStates } from './deciding/states.ts';
import type { Activity } from '../activity/activity.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { ApplyEvent } from './lead/apply.ts';
import { lockContacts } from './lead/apply.ts';
import { LeadAddressEntity } from './contact/address-entity.ts';
import { BeingReadEntity } from './conversation/being-read-entity.ts';
import { RepRequestEntity } from './acting/request-entity.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import type { Lead } from './lead/lead-entity.ts';
import { LetterEntity } from './letters/letter-entity.ts';
import { renewLines } from './list/keep.ts';
import { eraseSubstitutes } from './substitute/forget.ts';

/** What the erasure of a person asks of the leads. */
export interface LeadsOfPerson {
  /** The contact, and those that went into it. `tx`: nobody decides about it before the transaction ends. */
  personOf(portalId: PortalId, contactId: ContactId, tx?: Tx): Promise<ContactId[]>;
  /** Contacts that were deleted in HubSpot so long ago that they cannot be restored any more. */
  deletedForGood(): Promise<{ portalId: PortalId; contactId: ContactId }[]>;
  /** Contacts that assistants are done with and nobody has seen in HubSpot since, in the order of their ids. */
  unseenSince(
    portalId: PortalId,
    since: number,
    page: { after: ContactId | null; limit: number },
  ): Promise<{ contactId: ContactId; seenAt: number }[]>;
}

export function createLeadsOfPerson({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): LeadsOfPerson {
  return {
    async personOf(portalId, contactId, tx) {
      if (tx) await lockContacts(tx, portalId, [contactId]);
      const merged = await (tx ?? database.manager).find(LeadEntity, {
        select: { contactId: true },
        where: { portalId, mergedInto: contactId },
      });
      return [contactId, ...merged.map((lead) => lead.contactId)];
    },
    deletedForGood: () =>
      database.manager.find(LeadEntity, {
        select: { portalId: true, contactId: true },
        where: { subState: 'deleted', closedAt: LessThan(clock.now() - RESTORABLE_MS) },
      }),
    async unseenSince(portalId, since, { after, limit }) {
      const leads = await database.manager.find(LeadEntity, {
        select: { contactId: true, ownerReadAt: true },
        where: {
          portalId,
          stage: 'closed',
          ownerReadAt: LessThan(since),
          // Null is a reason of its own for SQL.
          subState: Or(IsNull(), Not(In(goneSubStates))),
          ...(after === null ? {} : { contactId: MoreThan(after) }),
        },
        order: { contactId: 'ASC' },
        take: limit,
      });
      return leads.map(({ contactId, ownerReadAt }) => ({ contactId, seenAt: ownerReadAt }));
    },
  };
}

/** A deleted contact can be restored in HubSpot for 90 days; after that its person is gone here as well. */
const RESTORABLE_MS = 90 * DAY;

/** Adds the addresses by which the leads know a person. */
export async function addAddresses(
  { manager }: Pick<Database, 'manager'>,
  portalId: PortalId,
  ids: readonly ContactId[],
  found: Set<string>,
): Promise<void> {
  for (const contactId of ids) {
    const lead = await manager.findOneBy(LeadEntity, { portalId, contactId });
    for (const address of [lead?.email, lead?.facts.email]) if (address) found.add(address.toLowerCase());
    const further = await manager.findBy(LeadAddressEntity, { portalId, contactId });
    for (const { address } of further) found.add(address);
  }
}

const forgotten = {
  subState: 'erased',
  goneFrom: null,
  ownContext: null,
  facts: { email: null, firstName: null, lastName: null, company: null, jobTitle: null },
  email: null,
  answer: null,
  riskAt: null,
  risk: null,
  closeReason: 'The contact was erased for privacy.',
} satisfies Partial<Lead>;

interface EraseLeadsDeps {
  applyEvent: ApplyEvent;
  activity: Pick<Activity, 'showTo'>;
  phrases: Pick<PhrasesRoom, 'forgetName'>;
  clock: Clock;
}

/** Ends the lead and takes its person away; without a person it remains for the counters. */
export async function eraseLeads(
  { applyEvent, activity, phrases, clock }: EraseLeadsDeps,
  tx: Tx,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<void> {
  const [contactId] = ids;
  if (contactId === undefined) return;
  const occurrence = { portalId, contactId, at: clock.now(), trigger: 'Privacy deletion in HubSpot' };
  await applyEvent(tx, occurrence, { type: 'contact-gone', how: 'deleted' });
  const addresses = new Set<string>();
  await addAddresses({ manager: tx }, portalId, ids, addresses);
  await eraseSubstitutes(tx, portalId, ids, addresses);
  for (const { facts } of await tx.findBy(LeadEntity, { portalId, contactId: In([...ids]) })) {
    const name = { first: facts.firstName ?? '', last: facts.lastName ?? '' };
    await phrases.forgetName(tx, portalId, name);
  }
  for (const id of ids) await tx.update(LeadEntity, { portalId, contactId: id }, forgotten);
  for (const table of [LeadAddressEntity, BeingReadEntity, LetterEntity, RepRequestEntity])
    await tx.delete(table, { portalId, contactId: In([...ids]) });
  await renewLines(tx, activity, portalId, ids, clock.now());
}
