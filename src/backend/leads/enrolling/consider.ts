import { In } from 'typeorm';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Campaign } from '../../campaigns/campaign-entity.ts';
import type { Database } from '../../database/database.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { ContactRecord, HubSpot } from '../../hubspot/types.ts';
import type { ChosenSequence, Sequences } from '../../sequences/sequences.ts';
import { createChosen } from '../contact/chosen-sequence.ts';
import { CONTACT_PROPERTIES, ownerOf } from '../contact/contact-properties.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { assignment, priorOwner } from '../contact/pick-up.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import type { AssignedEvent, Obstacle } from '../deciding/events.ts';
import { planFor } from '../deciding/rules/assignment.ts';
import { isActive, needsPerson } from '../deciding/states.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { speaksAgainstWriting } from '../telling/understood.ts';

/** Why a campaign leaves a contact out. */
export type LeftOut =
  | Obstacle
  /** HubSpot has it no more. */
  | 'gone'
  /** An assistant works on it. */
  | 'with_assistant'
  /** An assistant’s work on it is over, which HubSpot does not show yet: within minutes it can be enrolled. */
  | 'going_back'
  /** It answered, and nobody has taken that up yet. */
  | 'needs_person'
  /** It said that it does not want to be written to. */
  | 'answered_no'
  | 'protected_owner';

/** In words after "Left out: ". */
export const leftOutWords: Readonly<Record<LeftOut, string>> = {
  no_email: 'no email address',
  invalid_email: 'the email address is not valid',
  opted_out: 'opted out in HubSpot',
  unsubscribed: 'unsubscribed',
  do_not_contact: 'marked Do Not Contact',
  bounced_before: 'emails bounced before, or HubSpot sends to it no more',
  excluded: 'excluded by address or domain',
  already_in_conversation: 'in a conversation under another contact',
  legal_hold: 'spoke of the law',
  all_sent: 'has had every email of the sequence, or said no under another contact',
  gone: 'not in HubSpot any more',
  with_assistant: 'an assistant works on it already',
  going_back: 'an assistant is handing it back right now',
  needs_person: 'its answer waits for a person',
  answered_no: 'said no before',
  protected_owner: 'its owner is protected',
};

/** A contact as HubSpot shows it now, and what enrolling it would be. */
export interface Considered {
  /** The id that was asked for: another one if that went into this contact. */
  askedFor: ContactId;
  contactId: ContactId;
  /** Epoch ms. */
  readAt: number;
  record: ContactRecord | null;
  /** Why not; null: it can be enrolled. */
  leftOut: LeftOut | null;
  /** Absent if it is left out. */
  event?: AssignedEvent;
}

export interface ConsiderDeps {
  database: Database;
  hubspot: HubSpot;
  assistants: Assistants;
  sequences: Pick<Sequences, 'chooser'>;
  findObstacles: FindObstacles;
  clock: { now(): number };
}

/** Looks at contacts for a campaign, up to 100 at once, and writes nothing. @throws BatonError those of HubSpot */
export type Consider = (
  portalId: PortalId,
  ids: readonly ContactId[],
  campaign: Campaign,
  assistant: Assistant & { ownerId: OwnerId },
) => Promise<Considered[]>;

export function createConsider(deps: ConsiderDeps): Consider {
  return async (portalId, ids, campaign, assistant) => {
    const readAt = deps.clock.now();
    const assistants = await deps.assistants.list(portalId);
    const records = await readForCampaign(deps, portalId, ids, assistants);
    const found = [...new Map([...records.values()].map((record) => [record.id, record])).values()];
    const obstacles = await deps.findObstacles(portalId, found);
    const leads = await leadsOf(deps.database, portalId, found);
    const portal = await deps.hubspot.portals.get(portalId);
    const choose = await createChosen(deps, portalId, found);
    const { sequenceId } = campaign.content;
    const writer = sequenceId === '' ? assistant : { ...assistant, sequenceId };
    const seen = new Set<ContactId>();
    const considered: Considered[] = [];
    for (const askedFor of ids) {
      const record = records.get(askedFor) ?? null;
      const about = { askedFor, contactId: record?.id ?? askedFor, readAt, record };
      const isSecond = seen.has(about.contactId);
      seen.add(about.contactId);
      const lead = leads.get(about.contactId) ?? null;
      const sequence = record && choose(writer, record);
      const leftOut = isSecond
        ? 'already_in_conversation'
        : whyNot({ record, lead, campaign, sequence, obstacle: obstacles.get(about.contactId) ?? null });
      if (leftOut || !record || !sequence) considered.push({ ...about, leftOut: leftOut ?? 'gone' });
      else {
        const prior = await ownerBefore(deps, portalId, record, assistants);
        const zone = contactTimeZone(record.properties, portal.timeZone);
        const event = enrollment({ record, campaign, assistant, sequence, prior, zone });
        considered.push({ ...about, leftOut: null, event });
      }
    }
    return considered;
  };
}

/** Owner histories cost twice the calls: only contacts without an owner of flesh and blood need theirs. */
async function readForCampaign(
  { hubspot }: ConsiderDeps,
  portalId: PortalId,
  ids: readonly ContactId[],
  assistants: readonly Assistant[],
): Promise<Map<ContactId, ContactRecord>> {
  const options = { properties: CONTACT_PROPERTIES, lane: 'bulk' } as const;
  const records = await hubspot.contacts.read(portalId, ids, options);
  const unowned = [...records].filter(([, record]) => {
    const owner = ownerOf(record);
    return owner === null || assistants.some(({ ownerId }) => ownerId === owner);
  });
  if (unowned.length === 0) return records;
  const askedFor = unowned.map(([id]) => id);
  const again = await hubspot.contacts.read(portalId, askedFor, { ...options, ownerHistory: true });
  return new Map([...records, ...again]);
}

/** Whose the contact is now, if that is a person; else whose it was. */
async function ownerBefore(
  deps: ConsiderDeps,
  portalId: PortalId,
  record: ContactRecord,
  assistants: readonly Assistant[],
): Promise<Enrolling['prior']> {
  const now = ownerOf(record);
  if (now === null || assistants.some(({ ownerId }) => ownerId === now))
    return priorOwner(deps, portalId, record, assistants);
  const owner = await deps.hubspot.owners.byId(portalId, now);
  return { ownerId: now, name: owner ? ownerName(owner) : null, assignedBy: null };
}

async function leadsOf(
  { manager }: Database,
  portalId: PortalId,
  records: readonly ContactRecord[],
): Promise<Map<ContactId, Lead>> {
  const ids = records.map(({ id }) => id);
  const leads = await manager.findBy(LeadEntity, { portalId, contactId: In(ids) });
  return new Map(leads.map((lead) => [lead.contactId, lead]));
}

interface Looked {
  record: ContactRecord | null;
  lead: Lead | null;
  campaign: Campaign;
  sequence: ChosenSequence | null;
  obstacle: Obstacle | null;
}

function whyNot({ record, lead, campaign, sequence, obstacle }: Looked): LeftOut | null {
  if (!record) return 'gone';
  const standing = whyNotLead(lead);
  if (standing) return standing;
  if (obstacle) return obstacle;
  const owner = ownerOf(record);
  if (owner !== null && campaign.content.protectedOwners.includes(owner)) return 'protected_owner';
  return sequence && planFor(lead, sequence).obstacle;
}

/** What speaks against enrolling a contact in what is known of it; asked again when it is enrolled. */
export function whyNotLead(lead: Lead | null): LeftOut | null {
  if (lead === null) return null;
  if (isActive(lead.stage)) return 'with_assistant';
  if (lead.stage === 'handing_back') return 'going_back';
  if (lead.legalAt !== null) return 'legal_hold';
  if (needsPerson.has(lead.state) && lead.pickedUpAt === null) return 'needs_person';
  return lead.answer && speaksAgainstWriting(lead.answer) ? 'answered_no' : null;
}

interface Enrolling {
  record: ContactRecord;
  campaign: Campaign;
  assistant: Assistant & { ownerId: OwnerId };
  sequence: ChosenSequence;
  prior: Parameters<typeof assignment>[0]['prior'];
  zone: Parameters<typeof assignment>[0]['timeZone'];
}

function enrollment({ record, campaign, assistant, sequence, prior, zone }: Enrolling): AssignedEvent {
  const { campaignId, name, content, creator, createdBy } = campaign;
  const owner = ownerOf(record);
  const keptOwner = content.takesOwnership ? null : (owner ?? '');
  const event = assignment({
    record,
    assistant,
    sequence,
    assistantOwnerId: assistant.ownerId,
    prior: { ...prior, assignedBy: createdBy },
    by: creator,
    obstacle: null,
    timeZone: zone,
    takeFrom: keptOwner === null && owner !== assistant.ownerId ? { expected: owner } : null,
  });
  // Whose the contact is says nothing of when this began.
  return { ...event, ownedSince: null, campaign: { campaignId, name, keptOwner } };
}
