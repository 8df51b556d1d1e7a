import type { Activity } from '../../activity/activity.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, DatabaseKind, Tx } from '../../database/database.ts';
import type { ContactRecord, HubSpot, Lane, OwnerHistoryEntry } from '../../hubspot/types.ts';
import type { ContactId, OwnerId, PortalId, UserId } from '../../ground/identifiers.ts';
import type { ChosenSequence, Sequences } from '../../sequences/sequences.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { lockLeads } from '../lead/apply.ts';
import { addressesOf, keepAddresses } from './addresses.ts';
import { CONTACT_PROPERTIES, contextOf, factsOf, isTicked, ownerOf } from './contact-properties.ts';
import type { AssignedEvent, LeadEvent, Obstacle, Occurrence } from '../deciding/events.ts';
import { isOptOut } from '../deciding/rules/assignment.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import { LeadEntity, ownerDuring } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { FollowMerges } from './merging.ts';
import type { FindObstacles } from './obstacles.ts';
import { ownerChangedBy } from './owner-change.ts';
import { isOutdated, isOwnWrite, overwrittenOwner, ownedSince } from './owner-history.ts';
import { keepReading } from '../list/keep.ts';
import { createChosen } from './chosen-sequence.ts';
import { contactTimeZone } from './time-zone.ts';
import type { ContactZone } from './time-zone.ts';

/** Read at once: two calls' worth of contacts with owner history. */
const CHUNK = 100;
/** Told in one transaction, so that their writes leave in one batch. On SQLite nobody else can write while it lasts. */
const TOLD_AT_ONCE: Readonly<Record<DatabaseKind, number>> = { sqlite: 50, postgres: 100 };

export interface PickUpDeps {
  database: Database;
  hubspot: HubSpot;
  assistants: Assistants;
  sequences: Pick<Sequences, 'chooser'>;
  findObstacles: FindObstacles;
  applyEvent: ApplyEvent;
  activity: Pick<Activity, 'showTo'>;
  followMerges: FollowMerges;
  clock: Clock;
  /** This app's id: what it wrote itself is told from what people wrote. */
  appId: string | null;
}

/**
 * Looks at contacts in HubSpot as they are now and tells their leads: new with an assistant, taken by a person,
 * changed, gone. What the events said does not matter: they may be late, doubled or out of order.
 * `triggers`: in words, per contact.
 */
export type PickUp = (
  portalId: PortalId,
  triggers: ReadonlyMap<ContactId, string>,
  options?: PickUpOptions,
) => Promise<void>;

export interface PickUpOptions {
  lane?: Lane;
  /**
   * Nobody handed these contacts over just now, they were found. So those that the assistant's user owned before it
   * became an assistant are left alone.
   */
  found?: boolean;
  /** Contacts at which a person has just unticked Do Not Contact by hand. */
  unticked?: ReadonlySet<ContactId>;
}

export function createPickUp(deps: PickUpDeps): PickUp {
  return async (portalId, triggers, options = {}) => {
    const { lane = 'assignment' } = options;
    const ids = [...triggers.keys()];
    const lookFrom = (start: number): Promise<Sighting[]> =>
      look(deps, portalId, ids.slice(start, start + CHUNK), lane);
    let ahead: Promise<Sighting[]> | undefined;
    for (let start = 0; start < ids.length; start += CHUNK) {
      let sightings = await (ahead ?? lookFrom(start));
      // The clock was set back while HubSpot answered: nobody can tell any more what is newer.
      while (sightings.some(({ readAt }) => readAt > deps.clock.now())) sightings = await lookFrom(start);
      // HubSpot answers for the next ones while these are told.
      ahead = start + CHUNK < ids.length ? lookFrom(start + CHUNK) : undefined;
      // It is waited for in its turn; if telling fails before, nobody wants it any more.
      ahead?.catch(() => undefined);
      await tellAll(deps, portalId, sightings, triggers, options);
    }
  };
}

/** One contact as HubSpot shows it, with all that a decision needs. */
export interface Sighting {
  contactId: ContactId;
  /** The id under which it was looked for: another one if that went into this contact. */
  askedFor: ContactId;
  record: ContactRecord | undefined;
  owner: OwnerId | null;
  ownerLabel: string | null;
  /** Who made the owner what it is, in words; null: not known. */
  changedBy: string | null;
  /** The name of the owner that Baton's own write replaced, if it did. */
  replacedLabel?: string | null;
  assistant: Assistant | undefined;
  /** What the assistant would follow with this contact; absent: no assistant owns it. */
  sequence?: ChosenSequence | undefined;
  obstacle: Obstacle | null;
  prior: { ownerId: OwnerId | null; name: string | null; assignedBy: UserId | null };
  timeZone: ContactZone;
  readAt: number;
  /** A person has just unticked Do Not Contact by hand; absent: nobody is known to have. */
  untickedByHand?: boolean;
}

async function tellAll(
  deps: PickUpDeps,
  portalId: PortalId,
  sightings: readonly Sighting[],
  triggers: ReadonlyMap<ContactId, string>,
  { found = false, unticked }: PickUpOptions,
): Promise<void> {
  const atOnce = TOLD_AT_ONCE[deps.database.kind];
  for (let start = 0; start < sightings.length; start += atOnce) {
    const told = sightings.slice(start, start + atOnce);
    await deps.database.transaction(async (tx) => {
      const ofTold = told.map(({ contactId }) => contactId);
      const leads = await lockLeads(tx, portalId, ofTold);
      for (const sighting of told) {
        const held = leads.get(sighting.contactId) ?? null;
        if (found && held === null && isOfOld(sighting)) continue;
        const trigger = triggers.get(sighting.askedFor) ?? '';
        const occurrence = { portalId, contactId: sighting.contactId, at: deps.clock.now(), trigger };
        const byHand = unticked?.has(sighting.askedFor) ?? false;
        await tell(deps, tx, occurrence, { ...sighting, untickedByHand: byHand }, held);
      }
      const ofLeads = told.flatMap(({ contactId, record, assistant }) => {
        const lead = leads.get(contactId);
        return record && (lead ?? assistant) && lead?.subState !== 'erased' ? [record] : [];
      });
      await keepAddresses(tx, portalId, ofLeads);
    });
  }
}

/** Clocks differ a little; who assigns a contact right after adding the assistant means it. */
const CLOCKS_APART_MS = MINUTE;

/** Was the contact its present owner's already when that became an assistant? */
function isOfOld({ record, assistant }: Sighting): boolean {
  const since = record ? ownedSince(record) : null;
  return assistant !== undefined && since !== null && since < assistant.createdAt - CLOCKS_APART_MS;
}

async function look(
  deps: PickUpDeps,
  portalId: PortalId,
  ids: readonly ContactId[],
  lane: Lane,
): Promise<Sighting[]> {
  const readAt = deps.clock.now();
  const records = await deps.hubspot.contacts.read(portalId, ids, {
    properties: CONTACT_PROPERTIES,
    ownerHistory: true,
    lane,
  });
  await deps.followMerges(portalId, records);
  const assistants = await deps.assistants.list(portalId);
  const portal = await deps.hubspot.portals.get(portalId);
  const obstacles = await deps.findObstacles(portalId, [...records.values()]);
  const assistantOf = (owner: OwnerId | null): Assistant | undefined =>
    owner === null ? undefined : assistants.find(({ ownerId }) => ownerId === owner);
  const withAssistant = [...records.values()].filter((record) => assistantOf(ownerOf(record)));
  const chosen = await createChosen(deps, portalId, withAssistant);
  return Promise.all(
    oncePerRecord(ids, records).map(async (askedFor) => {
      const record = records.get(askedFor);
      const contactId = record?.id ?? askedFor;
      const owner = record ? ownerOf(record) : null;
      const assistant = assistantOf(owner);
      return {
        contactId,
        askedFor,
        record,
        owner,
        assistant,
        sequence: assistant && record ? chosen(assistant, record) : undefined,
        readAt,
        ownerLabel: owner && !assistant ? await nameOf(deps, portalId, owner) : null,
        changedBy: await ownerChangedBy(deps.hubspot, portalId, record),
        replacedLabel: await replacedBy(deps, portalId, record),
        obstacle: record ? (obstacles.get(record.id) ?? null) : null,
        prior: await priorOwner(deps, portalId, record, assistants),
        timeZone: contactTimeZone(record?.properties ?? {}, portal.timeZone),
      };
    }),
  );
}

/** Several ids may lead to one record that they went into. */
function oncePerRecord(
  ids: readonly ContactId[],
  records: ReadonlyMap<ContactId, ContactRecord>,
): ContactId[] {
  const seen = new Map(ids.map((id) => [records.get(id)?.id ?? id, id]));
  return [...seen.values()];
}

async function replacedBy(
  deps: PickUpDeps,
  portalId: PortalId,
  record: ContactRecord | undefined,
): Promise<string | null> {
  const [latest, before] = record?.ownerHistory ?? [];
  if (!isOwnWrite(latest, deps.appId) || !before?.ownerId) return null;
  return nameOf(deps, portalId, before.ownerId);
}

async function nameOf(deps: PickUpDeps, portalId: PortalId, id: OwnerId): Promise<string | null> {
  const owner = await deps.hubspot.owners.byId(portalId, id);
  return owner ? ownerName(owner) : null;
}

/** A5: the last owner in the history that is no assistant; else the person who assigned. */
export async function priorOwner(
  deps: Pick<PickUpDeps, 'hubspot'>,
  portalId: PortalId,
  record: ContactRecord | undefined,
  assistants: readonly Assistant[],
): Promise<Sighting['prior']> {
  const history = record?.ownerHistory ?? [];
  const isAssistant = (entry: OwnerHistoryEntry): boolean =>
    assistants.some(({ ownerId }) => ownerId !== null && ownerId === entry.ownerId);
  const assignedBy = history.find(isAssistant)?.updatedByUserId ?? null;
  const before = history.find((entry) => entry.ownerId !== null && !isAssistant(entry))?.ownerId ?? null;
  const owner = before
    ? await deps.hubspot.owners.byId(portalId, before)
    : assignedBy
      ? await deps.hubspot.owners.byUserId(portalId, assignedBy)
      : undefined;
  return { ownerId: before ?? owner?.ownerId ?? null, name: owner ? ownerName(owner) : null, assignedBy };
}

/** `held`: the lead, locked. */
async function tell(
  deps: PickUpDeps,
  tx: Tx,
  occurrence: Occurrence,
  sighting: Sighting,
  held: Lead | null,
): Promise<void> {
  if (held && (await restoreOverwritten(deps, tx, held, sighting, occurrence))) return;
  // Read before the contact was erased, told after: what was read must not come back.
  if (held && (held.subState === 'erased' || isOutdated(held, sighting, occurrence.at))) return;
  const facts = sighting.record ? factsOf(sighting.record) : undefined;
  const read = {
    ownerReadAt: sighting.readAt,
    ...(facts
      ? {
          facts,
          email: facts.email?.toLowerCase() ?? null,
          ownerId: sighting.owner,
          ownerAt: sighting.readAt,
        }
      : {}),
  };
  let lead = held;
  let stored = false;
  for (const event of eventsOf(held, sighting)) {
    const applied = await deps.applyEvent(tx, { ...occurrence, read }, event, lead);
    lead = applied.lead;
    stored ||= applied.decision !== null;
  }
  const { portalId, contactId } = occurrence;
  if (!lead || stored) return;
  await tx.update(LeadEntity, { portalId, contactId }, read);
  await keepReading(tx, deps.activity, lead, { ...lead, ...read });
}

/** Resolves to true if a person's choice of owner has to be put back: nothing else counts then. */
async function restoreOverwritten(
  deps: PickUpDeps,
  tx: Tx,
  lead: Lead,
  { record, replacedLabel }: Sighting,
  occurrence: Occurrence,
): Promise<boolean> {
  const overwritten = record ? overwrittenOwner(lead, record, deps.appId) : null;
  if (!overwritten) return false;
  const event = { type: 'owner-overwritten', toName: replacedLabel ?? null, ...overwritten } as const;
  return (await deps.applyEvent(tx, occurrence, event, lead)).decision !== null;
}

/** What a sighting means for a lead. While Baton itself takes ownership, the old owner is no news, whoever that is. */
export function eventsOf(lead: Lead | null, sighting: Sighting): LeadEvent[] {
  if (!sighting.record) return lead ? [{ type: 'contact-gone', how: 'deleted' }] : [];
  const open = lead !== null && lead.stage !== 'closed';
  if (open && lead.keptOwner !== null && sighting.owner === ownerDuring(lead))
    return [...changesOf(lead, sighting), ...untickedOf(lead, sighting)];
  if (sighting.assistant) {
    const isKnown =
      open &&
      lead.keptOwner === null &&
      (lead.assistantId === sighting.assistant.assistantId ||
        (lead.takingOver && lead.takenFrom === sighting.owner));
    if (!isKnown) return [assignedEvent(sighting, sighting.assistant)];
    return [...changesOf(lead, sighting), ...untickedOf(lead, sighting)];
  }
  if (lead === null || (open && lead.takingOver)) return [];
  // Whoever has the contact now: what HubSpot says of writing to it counts.
  const after = [...optOutOf(sighting), ...untickedOf(lead, sighting)];
  if (!open) return after;
  return [
    {
      type: 'owner-changed',
      to: sighting.owner,
      toName: sighting.ownerLabel,
      by: sighting.changedBy,
    },
    ...after,
  ];
}

const optOutOf = ({ obstacle }: Sighting): LeadEvent[] =>
  obstacle !== null && isOptOut(obstacle) ? [{ type: 'mail-refused', obstacle }] : [];

/**
 * Nothing but the tick kept this contact from being written to, and it is gone: whatever event told of it. What else
 * speaks against writing stands; that is said to whoever unticks by hand only, as two programs would tick and untick for ever.
 */
function untickedOf(lead: Lead, { record, obstacle, untickedByHand }: Sighting): LeadEvent[] {
  if (lead.state !== 'UnSubscribed' || !record || isTicked(record)) return [];
  const lifts = lead.subState === 'do_not_contact' && !isOptOut(obstacle);
  return lifts || untickedByHand === true ? [{ type: 'unticked', lifts }] : [];
}

function changesOf(lead: Lead, sighting: Sighting): LeadEvent[] {
  const { record, readAt } = sighting;
  return [
    ...(record && readAt >= lead.contextAt
      ? [{ type: 'context-changed', context: contextOf(record) } as const]
      : []),
    ...(sighting.obstacle ? [{ type: 'mail-refused', obstacle: sighting.obstacle } as const] : []),
  ];
}

function assignedEvent(sighting: Sighting, assistant: Assistant): AssignedEvent {
  const { record, prior, sequence } = sighting;
  if (!record || !assistant.ownerId || !sequence)
    throw new Error('An assignment needs a record, an owner and a sequence.');
  return assignment({
    record,
    assistant,
    sequence,
    assistantOwnerId: assistant.ownerId,
    prior,
    by: sighting.changedBy,
    obstacle: sighting.obstacle,
    timeZone: sighting.timeZone,
  });
}

/** The event of handing a contact to an assistant, from HubSpot's record. `takeFrom`: Baton writes the owner itself. */
export function assignment(input: {
  record: ContactRecord;
  assistant: Assistant;
  sequence: ChosenSequence;
  assistantOwnerId: OwnerId;
  prior: Sighting['prior'];
  /** Who hands it over, in words; null: not known. */
  by: string | null;
  obstacle: Obstacle | null;
  timeZone: ContactZone;
  takeFrom?: AssignedEvent['takeFrom'];
}): AssignedEvent {
  const { record, assistant, prior, sequence } = input;
  return {
    type: 'assigned',
    assistantId: assistant.assistantId,
    assistantName: assistant.name,
    assistantOwnerId: input.assistantOwnerId,
    brochureUrl: assistant.brochureUrl,
    priorOwnerId: prior.ownerId,
    priorOwnerName: prior.name,
    assignedBy: prior.assignedBy,
    by: input.by,
    leadStatus: record.properties['hs_lead_status'] ?? '',
    sequenceId: sequence.sequenceId,
    sequenceVersion: sequence.version,
    sequenceName: sequence.name,
    steps: sequence.steps,
    ownContext: contextOf(record),
    facts: factsOf(record),
    addresses: addressesOf(record),
    timeZone: input.timeZone.zone,
    timeZoneFrom: input.timeZone.from,
    obstacle: input.obstacle,
    takeFrom: input.takeFrom ?? null,
    ownedSince: ownedSince(record),
  };
}
