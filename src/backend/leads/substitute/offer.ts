import { createHash } from 'node:crypto';
import type { Assistants } from '../../assistants/assistants.ts';
import { DAY } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { ContactRecord, HubSpot, Outbox } from '../../hubspot/types.ts';
import { checkAddress } from '../../mail-server/address.ts';
import { answersAt } from '../../mail/mails.ts';
import { substitutesIn } from '../../replies/substitute.ts';
import type { Named } from '../../replies/substitute.ts';
import type { Settings } from '../../settings/settings.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { CONTACT_PROPERTIES, factsOf, ownerOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { knownZone } from '../contact/time-zone.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { absentIn } from '../deciding/rules/waiting.ts';
import { isActive } from '../deciding/states.ts';
import { findDestination } from '../hand-back/destination.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import { leadNow, lockLead } from '../lead/apply.ts';
import type { AnswerKey } from '../lead/carry-out.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { nameOfContact } from '../list/words.ts';
import { substituteOffer } from '../telling/substitute.ts';
import type { OfferedSubstitute } from '../telling/substitute.ts';
import { taskDue } from '../telling/task-due.ts';

interface Deps extends LinkDeps {
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  assistants: Assistants;
  settings: Settings;
  findObstacles: FindObstacles;
  clock: Clock;
}

/**
 * Offers whom an absence notice names to the owner: a note, and a task unless something speaks against writing to them.
 * Once for each person, however many notices name them. Run by a job; safe to run again.
 */
export function createOfferSubstitute(deps: Deps): (notice: AnswerKey) => Promise<void> {
  return async ({ portalId, contactId: absent, at }) => {
    const lead = await leadNow(deps.database, portalId, absent);
    if (!lead || !isActive(lead.stage)) return;
    for (const { text, replyClass } of await answersAt(deps.database, portalId, lead.contactId, at)) {
      const person = replyClass === 'OutOfOffice' ? await strangerIn(deps, lead, text) : null;
      const offered = person && (await lookedUp(deps, lead, person));
      if (offered) await offer(deps, lead, offered);
    }
  };
}

/** More are a list of a department. */
const MOST_LOOKED_UP = 3;

/** The first who is neither the one who is away, under any address, nor somebody of the account itself. */
async function strangerIn(deps: Deps, lead: Lead, text: string): Promise<Named | null> {
  const { portalId } = lead;
  const ofLead = { portalId, contactId: lead.contactId };
  const further = await deps.database.manager.findBy(LeadAddressEntity, ofLead);
  const own = further.map(({ address }) => address);
  for (const person of substitutesIn(text, absentIn(lead, own)).slice(0, MOST_LOOKED_UP))
    if (checkAddress(person.email).ok && !(await isOurs(deps, portalId, person.email))) return person;
  return null;
}

const isOurs = async ({ assistants, hubspot }: Deps, portalId: PortalId, email: string): Promise<boolean> =>
  (await assistants.byEmail([email])).length > 0 ||
  (await hubspot.owners.byEmail(portalId, email)) !== undefined;

/** null: HubSpot has the address as a further one of who is away. */
async function lookedUp(deps: Deps, lead: Lead, person: Named): Promise<OfferedSubstitute | null> {
  const { portalId } = lead;
  const found = await deps.hubspot.contacts.byEmail(portalId, person.email, 'assignment');
  if (found?.id === lead.contactId) return null;
  const options = { properties: CONTACT_PROPERTIES, lane: 'assignment' } as const;
  const record = found && (await deps.hubspot.contacts.read(portalId, [found.id], options)).get(found.id);
  if (!record) return { person, known: null, against: await suppressed(deps, portalId, person.email) };
  const owner = ownerOf(record);
  const named = owner && (await deps.hubspot.owners.byId(portalId, owner));
  const known = {
    name: nameOfContact({ contactId: record.id, facts: factsOf(record) }),
    url: await contactUrl(deps, portalId, record.id),
    ownerName: named ? ownerName(named) : null,
  };
  return { person, known, against: await against(deps, portalId, record) };
}

async function against(
  { database, findObstacles }: Deps,
  portalId: PortalId,
  record: ContactRecord,
): Promise<string | null> {
  const theirs = await database.manager.findOneBy(LeadEntity, { portalId, contactId: record.id });
  if (theirs && isActive(theirs.stage)) return 'An assistant writes to them already.';
  const obstacle = (await findObstacles(portalId, [record])).get(record.id);
  return obstacle ? `Do not write to them: ${obstacleOutcome(obstacle).reason}` : null;
}

/** An address that unsubscribed stays so, whether HubSpot has a contact of it or not. */
async function suppressed(
  { findObstacles }: Deps,
  portalId: PortalId,
  email: string,
): Promise<string | null> {
  const nobody = { id: contactId('0'), properties: { email }, ownerHistory: [], archived: false };
  const [obstacle] = (await findObstacles(portalId, [nobody])).values();
  return obstacle ? `Do not write to them: ${obstacleOutcome(obstacle).reason}` : null;
}

async function offer(deps: Deps, lead: Lead, offered: OfferedSubstitute): Promise<void> {
  const { portalId, assistantId } = lead;
  const { told } = await findDestination(deps, lead);
  const assistant = await deps.assistants.find(portalId, assistantId);
  const { schedule: hours } = await deps.settings.get(portalId);
  const zone = knownZone((await deps.hubspot.portals.get(portalId)).timeZone);
  const { subject, html } = substituteOffer(lead, assistant?.name ?? 'the assistant', offered);
  const key = `substitute-${createHash('sha256').update(offered.person.email).digest('hex').slice(0, 32)}`;
  await deps.database.transaction(async (tx) => {
    const current = await lockLead(tx, portalId, lead.contactId);
    if (!current || current.mergedInto || !isActive(current.stage)) return;
    const at = deps.clock.now();
    const base = { portalId, contactId: lead.contactId, lane: 'assignment', at } as const;
    const note = { ...base, key: `${key}-note`, html, ownerId: current.assistantOwnerId };
    await deps.outbox.createNote(tx, note);
    if (offered.against !== null) return;
    const dueAt = taskDue({ now: at, within: 2 * DAY, before: null, hours, zone });
    const task = { ...base, key: `${key}-task`, subject, html, dueAt, priority: 'MEDIUM' } as const;
    await deps.outbox.createTask(tx, { ...task, ownerId: told?.ownerId ?? null });
  });
}
