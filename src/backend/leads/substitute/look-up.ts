import type { Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import { addressesOf } from '../contact/addresses.ts';
import { wasWrittenTo } from '../card/again.ts';
import { CONTACT_PROPERTIES, factsOf, ownerOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { isActive } from '../deciding/states.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { elsewhereOf } from '../lead/person.ts';
import { nameOfContact } from '../list/words.ts';
import type { OfferedSubstitute } from '../telling/substitute.ts';
import { isOpen } from './no-longer.ts';
import { personKey } from './substitute-entity.ts';
import { SubstituteEntity } from './substitute-entity.ts';

export interface LookUpDeps extends LinkDeps {
  database: Database;
  hubspot: HubSpot;
  assistants: Assistants;
  findObstacles: FindObstacles;
}

/** What HubSpot and Baton know of somebody who was named. */
export interface FoundSubstitute extends Omit<OfferedSubstitute, 'person'> {
  /** null: HubSpot has no contact of them. */
  record: ContactRecord | null;
  /** Whose contact it is; null: nobody's, or there is none. */
  owner: OwnerId | null;
  /** Why only a person may decide to write to them, in a sentence; null: nothing asks for one. */
  asksPerson: string | null;
}

/**
 * Looks for the contact of somebody whom an absence notice names. `as`: the contact that they are known by already.
 * null: HubSpot has the address as a further one of who is away.
 */
export async function lookUp(
  deps: LookUpDeps,
  absent: Lead,
  email: string,
  as: ContactId | null = null,
): Promise<FoundSubstitute | null> {
  const { portalId } = absent;
  const id = as ?? (await deps.hubspot.contacts.byEmail(portalId, email, 'assignment'))?.id;
  const options = { properties: CONTACT_PROPERTIES, lane: 'assignment' } as const;
  const record = id && (await deps.hubspot.contacts.read(portalId, [id], options)).get(id);
  const planned = await plannedFor(deps, absent, email);
  if (!record) {
    const against = planned ?? (await obstacleOf(deps, portalId, nobodyAt(email)));
    return { record: null, owner: null, known: null, against, asksPerson: null };
  }
  if (record.id === absent.contactId) return null;
  const owner = ownerOf(record);
  const named = owner && (await deps.hubspot.owners.byId(portalId, owner));
  const theirs = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId: record.id });
  const talks = theirs && isActive(theirs.stage) ? 'An assistant writes to them already.' : null;
  return {
    record,
    owner,
    known: {
      name: nameOfContact({ contactId: record.id, facts: factsOf(record) }),
      url: await contactUrl(deps, portalId, record.id),
      ownerName: named ? ownerName(named) : null,
    },
    against: talks ?? planned ?? (await obstacleOf(deps, portalId, record)),
    asksPerson: await writtenToBefore(deps, portalId, record, theirs),
  };
}

/** Others named them too, or somebody said no already. */
async function plannedFor({ database }: LookUpDeps, absent: Lead, email: string): Promise<string | null> {
  const { portalId } = absent;
  const person = personKey(portalId, email);
  const planned = await database.manager.findOneBy(SubstituteEntity, { portalId, person });
  if (!planned || planned.absentId === absent.contactId) return null;
  if (isOpen(planned)) return 'An assistant is about to write to them: somebody else named them too.';
  return planned.stage === 'refused' ? planned.reason : null;
}

async function obstacleOf(
  { findObstacles }: LookUpDeps,
  portalId: PortalId,
  record: ContactRecord,
): Promise<string | null> {
  const [obstacle] = (await findObstacles(portalId, [record])).values();
  return obstacle ? `Do not write to them: ${obstacleOutcome(obstacle).reason}` : null;
}

/** An address that unsubscribed stays so, whether HubSpot has a contact of it or not. */
const nobodyAt = (email: string): ContactRecord => ({
  id: contactId('0'),
  properties: { email },
  ownerHistory: [],
  archived: false,
});

/** Whoever was written to, also under another contact, has a history that a person should see first. */
async function writtenToBefore(
  { database }: LookUpDeps,
  portalId: PortalId,
  record: ContactRecord,
  theirs: Lead | null,
): Promise<string | null> {
  const known = theirs !== null && (wasWrittenTo(theirs) || theirs.legalAt !== null);
  const { had, answer } = await elsewhereOf(database.manager, portalId, record.id, addressesOf(record));
  return known || had.length > 0 || answer !== null ? 'An assistant wrote to them before.' : null;
}
