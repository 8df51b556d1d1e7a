import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { threadOfRound } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { BusinessHours } from '../deciding/schedule.ts';
import type { Settings } from '../../settings/settings.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity, ownerDuring } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { patienceFor } from '../lead/patience.ts';
import { handBackKeys, roundKey } from '../lead/round-key.ts';
import { knownZone } from '../contact/time-zone.ts';
import { filesToForward, queueForwards } from '../forwarding/forward.ts';
import type { FilesToForward, ForwardDeps } from '../forwarding/forward.ts';
import { tellingAnswer } from '../telling/answers.ts';
import { handBackNote } from '../telling/notes.ts';
import { ownerTask } from '../telling/owner-task.ts';
import type { KnownContact } from '../telling/owner-task.ts';
import { findDestination } from './destination.ts';
import type { Destination } from './destination.ts';
import { knownContact } from './known-contact.ts';
import type { LinkDeps } from './known-contact.ts';

interface Deps extends LinkDeps, ForwardDeps {
  database: Database;
  hubspot: HubSpot;
  outbox: Outbox;
  assistants: Assistants;
  settings: Settings;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** What note and task are told with. */
interface Telling {
  answer: Mail | null;
  known: KnownContact | null;
  files: FilesToForward;
  hours: BusinessHours;
  zone: string;
}

/**
 * Hands a contact back (A6): prior owner, else the configured fallback owner, else unassigned with a task for an
 * admin. Run by a job; safe to run again, because the writes have deterministic keys and the owner is
 * compare-and-set.
 */
export function createHandBack(deps: Deps): (portalId: PortalId, contactId: ContactId) => Promise<void> {
  return async (portalId, contactId) => {
    const lead = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId });
    if (lead?.stage !== 'handing_back') return;
    // It is written no sooner, and an owner archived meanwhile is refused.
    const ownerAgeMs = patienceFor(lead, deps.clock.now());
    const destination = await findDestination(ownerAgeMs > 0 ? { ...deps, ownerAgeMs } : deps, lead);
    const thread = await threadOfRound(deps.database, portalId, contactId, lead.round);
    const { answer, assignedAt } = lead;
    const named = answer && answer.at >= assignedAt ? answer.referredEmail : null;
    const telling = {
      known: await knownContact(deps, lead, named),
      answer: tellingAnswer(thread),
      files: await filesToForward(deps, lead, thread, destination.told),
      hours: (await deps.settings.get(portalId)).schedule,
      zone: knownZone((await deps.hubspot.portals.get(portalId)).timeZone),
    };
    await deps.database.transaction(async (tx) => {
      const current = await lockLead(tx, portalId, contactId);
      if (current?.stage !== 'handing_back' || current.round !== lead.round) return;
      await writeHandBack(deps, tx, current, destination, telling);
    });
  };
}

async function writeHandBack(
  deps: Deps,
  tx: Tx,
  lead: Lead,
  destination: Destination,
  { answer, known, files, hours, zone }: Telling,
): Promise<void> {
  const { portalId, contactId } = lead;
  const assistant = await deps.assistants.find(portalId, lead.assistantId, tx);
  if (!assistant) return;
  const now = deps.clock.now();
  const withinMs = patienceFor(lead, now);
  const base = { portalId, contactId, lane: 'interactive' as const, withinMs, at: now };
  const { owner, detour, told } = destination;
  const { outbox } = deps;
  const [noteKey, taskKey] = handBackKeys(roundKey(lead));
  if (lead.keptOwner === null)
    await outbox.updateContact(tx, {
      ...base,
      owner: { to: owner?.ownerId ?? null, expected: lead.assistantOwnerId },
    });
  await outbox.createNote(tx, {
    ...base,
    key: noteKey,
    html: handBackNote(lead, assistant, {
      ownerName: owner ? ownerName(owner) : null,
      detour,
      answer,
      known,
      files: files.words,
    }),
    ownerId: lead.assistantOwnerId,
  });
  if (lead.keptOwner !== null) await endKept(deps, tx, lead);
  // Nothing reached the contact, so nobody has anything to do.
  if (lead.subState === 'undone') return;
  await outbox.createTask(tx, {
    ...base,
    key: taskKey,
    ...ownerTask({
      lead,
      answer,
      known,
      files: files.words,
      owned: owner !== null,
      detour,
      now,
      hours,
      zone,
    }),
    ownerId: told?.ownerId ?? null,
  });
  await queueForwards(deps, tx, lead, files);
}

/** The owner was left all the while: there is none to write, and nothing to wait for. */
async function endKept({ applyEvent, clock }: Deps, tx: Tx, lead: Lead): Promise<void> {
  const { portalId, contactId, priorOwnerName: toName } = lead;
  const occurrence = { portalId, contactId, at: clock.now(), trigger: 'The owner stayed' };
  await applyEvent(tx, occurrence, { type: 'handed-back', to: ownerDuring(lead), toName }, lead);
}

/** Leads whose hand-back is decided and not written yet. */
export const handBacksInProgress = (database: Database): Promise<Pick<Lead, 'portalId' | 'contactId'>[]> =>
  database.manager.find(LeadEntity, {
    select: { portalId: true, contactId: true },
    where: { stage: 'handing_back' },
  });
