import type { EmailPreview } from '../../../cards/contact/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Caller } from '../../hubspot/incoming/caller.ts';
import type { AssistantId, ContactId } from '../../ground/identifiers.ts';
import { contextOf, factsOf, ownerOf } from '../contact/contact-properties.ts';
import { ownerName } from '../hand-back/hand-back.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { assignment, priorOwner } from '../contact/pick-up.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { nextBusinessMoment } from '../deciding/schedule.ts';
import { writeStep } from '../conversation/sending.ts';
import { isActive } from '../deciding/states.ts';
import { contactTimeZone } from '../contact/time-zone.ts';
import { threadOfRound } from '../../mail/conversation.ts';
import { sequenceById } from '../../writing/sequences.ts';
import type { Settings } from '../../settings/settings.ts';
import { MINUTE } from '../../ground/clock.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { ContactViewDeps } from './view.ts';

export interface ContactActionDeps extends ContactViewDeps {
  findObstacles: FindObstacles;
  settings: Settings;
}

/** What a rep does in the card. Each resolves when the decision is stored; HubSpot follows by the outbox. */
export interface ContactActions {
  handOver(caller: Caller, contactId: ContactId, assistantId: AssistantId): Promise<void>;
  act(
    caller: Caller,
    contactId: ContactId,
    action: 'pause-asked' | 'resume-asked' | 'hand-back-asked',
  ): Promise<void>;
  saveContext(caller: Caller, contactId: ContactId, change: { context: string; base: string }): Promise<void>;
  preview(caller: Caller, contactId: ContactId, unsavedContext: string | undefined): Promise<EmailPreview>;
}

export function createContactActions(deps: ContactActionDeps): ContactActions {
  return {
    handOver: (caller, contactId, assistantId) => handOver(deps, caller, contactId, assistantId),
    async act(caller, contactId, action) {
      const before = await deps.leads.find(caller.portalId, contactId);
      if (!before || !isActive(before.stage))
        throw new BatonError('CONFLICT', 'No assistant works on this contact any more.');
      await deps.leads.tell(caller.portalId, contactId, 'Baton card', {
        type: action,
        by: await callerName(deps.hubspot, caller),
      });
    },
    saveContext: (caller, contactId, change) => saveContext(deps, caller, contactId, change),
    preview: (caller, contactId, unsaved) => preview(deps, caller, contactId, unsaved),
  };
}

async function readyAssistant(deps: ContactActionDeps, caller: Caller, id: AssistantId) {
  const assistant = await deps.assistants.find(caller.portalId, id);
  if (!assistant) throw new BatonError('NOT_FOUND', 'This assistant is no longer there. Reload the card.');
  if (!assistant.ownerId) {
    throw new BatonError(
      'CONFLICT',
      `${assistant.name} is not an active HubSpot user yet. An admin finishes that in Baton's settings.`,
    );
  }
  return { assistant, assistantOwnerId: assistant.ownerId };
}

/** The card's button does what changing the owner does; Baton writes the owner itself, if nobody changes it meanwhile. */
async function handOver(
  deps: ContactActionDeps,
  caller: Caller,
  contactId: ContactId,
  assistantId: AssistantId,
): Promise<void> {
  const { portalId } = caller;
  const { assistant, assistantOwnerId } = await readyAssistant(deps, caller, assistantId);
  const record = await deps.snapshots.fresh(portalId, contactId);
  const current = ownerOf(record);
  if (current === assistantOwnerId) return deps.leads.pickUp(portalId, new Map([[contactId, 'Baton card']]));
  const obstacle = (await deps.findObstacles(portalId, [record])).get(record.id) ?? null;
  if (obstacle) throw new BatonError('CONFLICT', obstacleOutcome(obstacle).reason);
  const portal = await deps.hubspot.portals.get(portalId);
  const prior = await priorOwner(deps, portalId, record, await deps.assistants.list(portalId));
  const self = await deps.hubspot.owners.byUserId(portalId, caller.userId);
  const nobodyBefore = prior.ownerId === null && self;
  await deps.leads.tell(portalId, contactId, `Baton card, ${caller.email}`, {
    ...assignment({
      ...{ record, assistant, assistantOwnerId, obstacle },
      prior: {
        ...(nobodyBefore ? { ownerId: self.ownerId, name: ownerName(self) } : prior),
        assignedBy: caller.userId,
      },
      timeZone: contactTimeZone(record.properties, portal.timeZone),
      takeFrom: { expected: current },
    }),
  });
}

async function saveContext(
  deps: ContactActionDeps,
  caller: Caller,
  contactId: ContactId,
  change: { context: string; base: string },
): Promise<void> {
  const { portalId } = caller;
  const context = change.context.trim();
  const lead = await deps.leads.find(portalId, contactId);
  const known = await deps.snapshots.get(portalId, contactId, lead);
  const current = contextOf(await deps.snapshots.fresh(portalId, contactId)) ?? '';
  // `known` counts too: what this card saved a moment ago may not have reached HubSpot yet.
  if (![current, known.context ?? ''].includes(change.base.trim())) {
    throw new BatonError('CONFLICT', 'Somebody changed the Context meanwhile.', { context: { current } });
  }
  await deps.database.transaction((tx) =>
    deps.hubspot.outbox.updateContact(tx, {
      portalId,
      contactId,
      lane: 'interactive',
      properties: { baton_context: context },
    }),
  );
  deps.snapshots.remember(portalId, contactId, { context: context || null });
  await deps.leads.tell(portalId, contactId, `Context saved by ${caller.email}`, {
    type: 'context-changed',
    context: context || null,
  });
}

async function preview(
  deps: ContactActionDeps,
  caller: Caller,
  contactId: ContactId,
  unsaved: string | undefined,
): Promise<EmailPreview> {
  const found = await deps.leads.find(caller.portalId, contactId);
  const { lead, assistant } =
    found && isActive(found.stage)
      ? await workingLead(deps, found)
      : await imaginedLead(deps, caller, contactId);
  const stepIndex = Math.min(lead.step, lead.steps.length - 1);
  const step = lead.steps[stepIndex];
  if (!step) throw new BatonError('NOT_FOUND', 'This sequence has no emails.');
  const ownContext = unsaved === undefined ? lead.ownContext : unsaved.trim() || null;
  const thread =
    lead.round === 0 ? [] : await threadOfRound(deps.database, lead.portalId, lead.contactId, lead.round);
  const written = await writeStep({ ...lead, ownContext }, assistant, {
    ...{ step, stepIndex },
    threadSubject: thread[0]?.subject ?? null,
    unsubscribeUrl: null,
  });
  const usesContext = ownContext ? 'own' : assistant.defaultContext ? 'default' : 'none';
  const { subject, text } = written;
  return { subject, text, step: stepIndex + 1, stepName: step.name, sendAt: lead.wakeAt, usesContext };
}

async function workingLead(
  deps: ContactActionDeps,
  lead: Lead,
): Promise<{ lead: Lead; assistant: Assistant }> {
  const assistant = await deps.assistants.find(lead.portalId, lead.assistantId);
  if (!assistant) throw new BatonError('NOT_FOUND', 'The assistant of this contact is no longer there.');
  return { lead, assistant };
}

/** What the first email would be, if the contact were handed over now. Round 0: nothing of it is stored. */
async function imaginedLead(
  deps: ContactActionDeps,
  caller: Caller,
  contactId: ContactId,
): Promise<{ lead: Lead; assistant: Assistant }> {
  const { portalId } = caller;
  const [assistant] = await deps.assistants.list(portalId);
  if (!assistant) throw new BatonError('NOT_FOUND', 'There is no assistant yet.');
  const record = await deps.snapshots.fresh(portalId, contactId);
  const portal = await deps.hubspot.portals.get(portalId);
  const settings = await deps.settings.get(portalId);
  const sequence = sequenceById(assistant.sequenceId);
  const timeZone = contactTimeZone(record.properties, portal.timeZone);
  const prior = await priorOwner(deps, portalId, record, await deps.assistants.list(portalId));
  const now = deps.clock.now();
  const lead: Lead = {
    ...{ portalId, contactId, round: 0, stage: 'nurturing', state: 'Cold', subState: null },
    assistantId: assistant.assistantId,
    assistantOwnerId: assistant.ownerId ?? ('' as Lead['assistantOwnerId']),
    priorOwnerId: prior.ownerId,
    priorOwnerName: prior.name,
    ...{
      assignedAt: now,
      assignedBy: null,
      ownedSince: null,
      sequenceName: sequence.name,
      steps: [...sequence.steps],
      step: 0,
    },
    wakeAt: nextBusinessMoment(now + settings.firstEmailDelayMinutes * MINUTE, settings.schedule, timeZone),
    ownContext: contextOf(record),
    facts: factsOf(record),
    ...{
      email: null,
      timeZone,
      closeReason: null,
      closedAt: null,
      handedBackTo: null,
      ownerReadAt: now,
      contextAt: now,
      takingOver: false,
      goneFrom: null,
      mergedInto: null,
      originKey: null,
    },
  };
  return { lead, assistant };
}
