import type { EmailPreview } from '../../../cards/contact/contract.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Caller } from '../../http/caller.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { threadSoFar } from '../../mail/conversation.ts';
import type { Settings } from '../../settings/settings.ts';
import { sequenceById } from '../../writing/sequences.ts';
import { contextOf, factsOf } from '../contact/contact-properties.ts';
import { priorOwner } from '../contact/pick-up.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import { writeStep } from '../conversation/sending.ts';
import { planFor } from '../deciding/rules/assignment.ts';
import { nextBusinessMoment } from '../deciding/schedule.ts';
import { isActive } from '../deciding/states.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Leads } from '../leads.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface PreviewDeps {
  database: Database;
  hubspot: HubSpot;
  assistants: Assistants;
  leads: Pick<Leads, 'find'>;
  snapshots: ContactSnapshots;
  settings: Settings;
  clock: Clock;
}

/** The next email as it would be written now. `unsaved`: with this Context instead of the one that is saved. */
export async function preview(
  deps: PreviewDeps,
  caller: Caller,
  contactId: ContactId,
  unsaved: string | undefined,
): Promise<EmailPreview> {
  const found = await deps.leads.find(caller.portalId, contactId);
  const { lead, assistant } =
    found && isActive(found.stage)
      ? await workingLead(deps, found)
      : await imaginedLead(deps, caller, contactId, found);
  const stepIndex = Math.min(lead.step, lead.steps.length - 1);
  const step = lead.steps[stepIndex];
  if (!step) throw new BatonError('NOT_FOUND', 'This sequence has no emails.');
  const ownContext = unsaved === undefined ? lead.ownContext : unsaved.trim() || null;
  const thread =
    lead.round === 0 ? [] : await threadSoFar(deps.database, lead.portalId, lead.contactId, lead.round);
  const written = await writeStep({ ...lead, ownContext }, assistant, {
    step,
    stepIndex,
    threadSubject: thread[0]?.subject ?? null,
    unsubscribeUrl: null,
  });
  const usesContext = ownContext ? 'own' : assistant.defaultContext ? 'default' : 'none';
  const { subject, text } = written;
  return { subject, text, step: stepIndex + 1, stepName: step.name, sendAt: lead.wakeAt, usesContext };
}

async function workingLead(deps: PreviewDeps, lead: Lead): Promise<{ lead: Lead; assistant: Assistant }> {
  const assistant = await deps.assistants.find(lead.portalId, lead.assistantId);
  if (!assistant) throw new BatonError('NOT_FOUND', 'The assistant of this contact is no longer there.');
  return { lead, assistant };
}

/** What the next email would be, if the contact were handed over now. Round 0: there was none. */
async function imaginedLead(
  deps: PreviewDeps,
  caller: Caller,
  contactId: ContactId,
  before: Lead | null,
): Promise<{ lead: Lead; assistant: Assistant }> {
  const { portalId } = caller;
  const [assistant] = await deps.assistants.list(portalId);
  if (!assistant) throw new BatonError('NOT_FOUND', 'There is no assistant yet.');
  const record = await deps.snapshots.fresh(portalId, contactId);
  const portal = await deps.hubspot.portals.get(portalId);
  const settings = await deps.settings.get(portalId);
  const sequence = sequenceById(assistant.sequenceId);
  const plan = planFor(before, sequence);
  const { zone: timeZone, from: timeZoneFrom } = contactTimeZone(record.properties, portal.timeZone);
  const prior = await priorOwner(deps, portalId, record, await deps.assistants.list(portalId));
  const now = deps.clock.now();
  const lead: Lead = {
    portalId,
    contactId,
    round: before?.round ?? 0,
    stage: 'nurturing',
    state: 'Cold',
    subState: null,
    assistantId: assistant.assistantId,
    assistantOwnerId: assistant.ownerId ?? ('' as Lead['assistantOwnerId']),
    priorOwnerId: prior.ownerId,
    priorOwnerName: prior.name,
    assignedAt: now,
    assignedBy: null,
    ownedSince: null,
    priorLeadStatus: null,
    timeZoneFrom,
    sequenceName: sequence.name,
    steps: plan.steps,
    step: plan.step,
    wakeAt: nextBusinessMoment(now + settings.firstEmailDelayMinutes * MINUTE, settings.schedule, timeZone),
    ownContext: contextOf(record),
    facts: factsOf(record),
    email: null,
    timeZone,
    closeReason: null,
    closedAt: null,
    handedBackTo: null,
    ownerReadAt: now,
    contextAt: now,
    takingOver: false,
    takenFrom: null,
    goneFrom: null,
    mergedInto: null,
    originKey: null,
    pickedUpAt: null,
    ownerId: null,
    ownerAt: null,
    answer: null,
    legalAt: null,
    retry: null,
    had: null,
  };
  return { lead, assistant };
}
