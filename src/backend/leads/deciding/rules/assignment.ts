import type { AssignedEvent, Decision, Effect, Elsewhere, Obstacle, Situation } from '../events.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { nextBusinessMoment } from '../schedule.ts';
import { hadOf, withoutHad } from './had.ts';
import type { SequenceStep } from '../../../writing/types.ts';
import { suitsAnswered } from '../../../writing/recommended-sequence.ts';
import { quoted, speaksAgainstWriting } from '../../telling/understood.ts';
import type { LeadState, Stage, SubState } from '../states.ts';

/** A contact that no assistant works on comes to one. `before` is its last round, if any. */
export function assign(before: Lead | null, event: AssignedEvent, situation: Situation): Decision | null {
  if (before?.goneFrom && isRestored(before, event))
    return restored(before, before.goneFrom, event, situation);
  if (before && !before.goneFrom && isTheOneThatEnded(before, event)) return null;
  const plan = planFor(before, event, situation.elsewhere);
  const obstacle = before?.legalAt ? 'legal_hold' : (event.obstacle ?? plan.obstacle);
  if (obstacle) return event.campaign ? null : refuse(before, event, obstacle, situation);
  const firstAt = nextBusinessMoment(
    situation.now + situation.firstEmailDelayMs,
    situation.hours,
    event.timeZone,
  );
  const asks = whyAsked(before, event, situation.elsewhere);
  // A campaign leaves out whom a person would be asked about.
  if (asks !== null && event.campaign) return null;
  const waits = asks === null && !situation.placeFree;
  return {
    rule:
      asks === null
        ? beginnings[event.campaign ? 'campaign' : (event.again ?? 'first')]
        : 'assigned-against-an-answer',
    title: handedTo(event),
    detail: `${asks ?? ''}${waits ? 'Waits for a free place of the assistant. ' : ''}${event.sequenceName}, ${plan.step > 0 ? `goes on with email ${plan.step + 1} of ${plan.steps.length}` : `${event.steps.length} emails`}, ${event.ownContext ? 'with its own Context' : "with the assistant's default Context"}.`,
    change: {
      ...fresh(before, event, situation),
      steps: plan.steps,
      step: plan.step,
      stage: waits ? 'queued' : asks === null ? 'nurturing' : 'paused',
      state: waits ? 'New' : 'Cold',
      wakeAt: waits ? null : firstAt,
      closeReason: asks,
    },
    effects: [
      ...takeOver(event),
      ...(before === null ? [] : [{ do: 'close-reviews' } as const]),
      { do: 'write-status', urgent: !event.campaign },
      { do: 'write-confirmation-note' },
    ],
  };
}

/** A place is free: the contact that waited for it is followed up like one that has just come. */
export const begin = (lead: Lead, _event: { type: 'place-free' }, situation: Situation): Decision => ({
  rule: 'place-free',
  title: `${situation.assistantName} has a free place and begins`,
  change: {
    stage: 'nurturing',
    state: 'Cold',
    wakeAt: nextBusinessMoment(situation.now + situation.firstEmailDelayMs, situation.hours, lead.timeZone),
  },
  effects: [{ do: 'write-status', urgent: true }],
});

/**
 * What is still to be sent to somebody who was written to before: nothing that they have had, and nothing for the silent
 * if they have answered. The emails of all rounds stand in the lead, those that left first.
 */
export function planFor(
  before: Pick<Lead, 'steps' | 'step' | 'had' | 'answer' | 'mergedInto'> | null,
  event: { steps: readonly SequenceStep[] },
  elsewhere: Elsewhere = nothing,
): { steps: SequenceStep[]; step: number; obstacle: Obstacle | null } {
  const had = before && before.mergedInto === null ? before.steps.slice(0, before.step) : [];
  const known = [...(before ? hadOf({ ...before, steps: had, step: had.length }) : []), ...elsewhere.had];
  const answered = [before?.answer, elsewhere.answer].some((one) => one != null && one.class !== 'Bounce');
  const left = withoutHad(event.steps, known).filter((step) => !answered || suitsAnswered(step));
  return { steps: [...had, ...left], step: had.length, obstacle: left.length === 0 ? 'all_sent' : null };
}

const nothing: Elsewhere = { had: [], answer: null };

/**
 * HubSpot's owner field asks nothing: whoever hands over so against what was said is asked on the card. What was said
 * under another contact the card tells in a line, and does not ask about.
 */
function whyAsked(
  before: Lead | null,
  event: AssignedEvent,
  { answer: said }: Elsewhere = nothing,
): string | null {
  if (said && said.class !== 'Bounce' && speaksAgainstWriting(said))
    return `Under another contact of this person, the answer was ${quoted(said)}. Resume only if ${event.assistantName} is to write all the same. `;
  const answer = before?.answer;
  if (!answer || event.takeFrom !== null || !speaksAgainstWriting(answer)) return null;
  if (answer.class === 'Bounce' && before.email !== (event.facts.email?.toLowerCase() ?? null)) return null;
  return `Before, the answer was ${quoted(answer)}. Resume only if ${event.assistantName} is to write all the same. `;
}

const beginnings = {
  first: 'assigned-to-assistant',
  campaign: 'enrolled-by-campaign',
  continued: 'continued-by-a-person',
  restarted: 'restarted-by-a-person',
} as const;

/** "Rae Rep made Tara the owner in HubSpot" */
function handedTo({ by, assistantName, takeFrom, again, campaign }: AssignedEvent): string {
  if (again === 'continued') return `${by ?? 'Somebody'} let ${assistantName} go on where it stopped`;
  if (again === 'restarted') return `${by ?? 'Somebody'} let ${assistantName} begin again`;
  if (campaign) return `Campaign “${campaign.name}” enrolled the contact: ${assistantName} writes`;
  if (takeFrom !== null) return `${by ?? 'Somebody'} handed the contact to ${assistantName}`;
  return by === null
    ? `${assistantName} became the owner in HubSpot`
    : `${by} made ${assistantName} the owner in HubSpot`;
}

/**
 * Read before the hand-back was written, told after it. HubSpot's own time of the assignment tells, whatever became of
 * this machine's clock in between.
 */
const isTheOneThatEnded = (before: Lead, event: AssignedEvent): boolean =>
  event.takeFrom === null && event.ownedSince !== null && event.ownedSince === before.ownedSince;

/** Still the same assistant's as when it was deleted: nobody assigned it anew. */
const isRestored = (before: Lead, event: AssignedEvent): boolean =>
  before.assistantId === event.assistantId &&
  event.takeFrom === null &&
  event.ownedSince !== null &&
  (event.ownedSince === before.ownedSince || event.ownedSince <= (before.closedAt ?? 0));

/** A deleted contact is back: the lead goes on where it was, so that nobody gets the first email twice. */
function restored(lead: Lead, stage: Stage, event: AssignedEvent, situation: Situation): Decision {
  const wakeAt = nextBusinessMoment(
    situation.now + situation.firstEmailDelayMs,
    situation.hours,
    event.timeZone,
  );
  return {
    rule: 'contact-restored',
    title: 'The contact was restored in HubSpot',
    change: {
      stage,
      subState: null,
      goneFrom: null,
      wakeAt: stage === 'handing_back' ? null : wakeAt,
      closedAt: null,
      closeReason: stage === 'handing_back' ? lead.closeReason : null,
    },
    effects: [
      { do: 'write-status', urgent: true },
      ...(stage === 'handing_back' ? [{ do: 'resolve-hand-back' } as const] : []),
    ],
  };
}

/** The contact moves from one assistant to another: the conversation goes on where it was. */
export function changeAssistant(lead: Lead, event: AssignedEvent, situation: Situation): Decision | null {
  const owned = madeOwner(lead, event);
  if (lead.assistantId === event.assistantId) return owned && ownerMade(event, owned);
  return {
    rule: 'assistant-changed',
    title: handedTo(event),
    change: {
      assistantId: event.assistantId,
      assistantOwnerId: event.assistantOwnerId,
      takingOver: event.takeFrom !== null,
      takenFrom: event.takeFrom?.expected ?? null,
      wakeAt: lead.wakeAt ?? situation.now,
      ...owned,
    },
    effects: [...takeOver(event), { do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
  };
}

/** A person made an assistant the owner of a contact whose owner a campaign had left: from then on it is handed back. */
const madeOwner = (lead: Lead, event: AssignedEvent): Partial<Lead> | null =>
  lead.keptOwner === null || event.keepsOwner
    ? null
    : {
        keptOwner: null,
        priorOwnerId: event.priorOwnerId,
        priorOwnerName: event.priorOwnerName,
        ownedSince: event.ownedSince,
      };

const ownerMade = (event: AssignedEvent, change: Partial<Lead>): Decision => ({
  rule: 'assistant-made-owner',
  title: handedTo(event),
  detail: 'The conversation goes on. At its end the contact goes back to its prior owner.',
  change,
  effects: [{ do: 'write-status', urgent: true }],
});

const obstacles: Readonly<Record<Obstacle, { state: LeadState; subState: SubState | null; reason: string }>> =
  {
    no_email: { state: 'DeActivated', subState: 'no_email', reason: 'The contact has no email address.' },
    invalid_email: {
      state: 'DeActivated',
      subState: 'invalid_email',
      reason: 'The email address is not valid.',
    },
    bounced_before: {
      state: 'DeActivated',
      subState: 'bounced',
      reason: 'HubSpot marks the email address as bounced.',
    },
    opted_out: { state: 'UnSubscribed', subState: null, reason: 'The contact has opted out of email.' },
    unsubscribed: {
      state: 'UnSubscribed',
      subState: null,
      reason: 'This address unsubscribed. Baton never writes to it again.',
    },
    do_not_contact: {
      state: 'UnSubscribed',
      subState: 'do_not_contact',
      reason: 'The contact is marked Do Not Contact. Whoever unticks it in HubSpot allows emails again.',
    },
    excluded: {
      state: 'DeActivated',
      subState: 'excluded',
      reason: 'The address is one that Baton never writes to.',
    },
    already_in_conversation: {
      state: 'DeActivated',
      subState: 'already_in_conversation',
      reason:
        'An assistant already talks with this person through another contact that has the same address.',
    },
    legal_hold: {
      state: 'UnSubscribed',
      subState: null,
      reason: 'The person spoke of the law. Nothing is sent until an admin lifts the stop on the card.',
    },
    all_sent: {
      state: 'Processed',
      subState: null,
      reason:
        'Every email that suits this person has been sent already. Write yourself, or give the assistant another sequence.',
    },
  };

/** What an obstacle makes of a lead, whenever it shows: at assignment or right before a mail. */
export const obstacleOutcome = (obstacle: Obstacle) => obstacles[obstacle];

/** Somebody said that the person is not to be written to, which counts after the end of a conversation too. */
export const isOptOut = (obstacle: Obstacle | null): boolean =>
  obstacle === 'opted_out' || obstacle === 'unsubscribed' || obstacle === 'do_not_contact';

function refuse(
  before: Lead | null,
  event: AssignedEvent,
  obstacle: Obstacle,
  situation: Situation,
): Decision {
  const outcome = obstacles[obstacle];
  return {
    rule: `cannot-start: ${obstacle}`,
    title: `${event.assistantName} cannot write to this contact`,
    detail: outcome.reason,
    change: {
      ...fresh(before, event, situation),
      ...(before && before.mergedInto === null ? { steps: before.steps, step: before.step } : {}),
      stage: 'handing_back',
      state: outcome.state,
      subState: outcome.subState,
      closeReason: outcome.reason,
    },
    effects: [...takeOver(event), { do: 'write-status', urgent: true }, { do: 'resolve-hand-back' }],
  };
}

const takeOver = (event: AssignedEvent): Effect[] =>
  event.takeFrom
    ? [
        {
          do: 'take-ownership',
          expected: event.takeFrom.expected,
          ...(event.campaign ? { shared: true } : {}),
        },
      ]
    : [];

/** Remembered with the lead, should the other contact be erased or go. */
const had = (before: Lead | null, elsewhere: Elsewhere = nothing): string[] => [
  ...new Set([...(before?.had ?? []), ...elsewhere.had]),
];

function fresh(before: Lead | null, event: AssignedEvent, situation: Situation): Partial<Lead> {
  return {
    round: (before?.round ?? 0) + 1,
    interest: null,
    subState: null,
    assistantId: event.assistantId,
    assistantOwnerId: event.assistantOwnerId,
    priorOwnerId: event.priorOwnerId,
    priorOwnerName: event.priorOwnerName,
    assignedAt: situation.now,
    assignedBy: event.assignedBy,
    priorLeadStatus: event.leadStatus,
    // Where Baton takes the contact over, HubSpot's time is that of the owner before.
    ownedSince: event.takeFrom === null ? event.ownedSince : null,
    sequenceId: event.sequenceId,
    sequenceVersion: event.sequenceVersion,
    sequenceName: event.sequenceName,
    steps: event.steps,
    step: 0,
    wakeAt: null,
    retry: null,
    had: had(before, situation.elsewhere),
    answer: before?.answer ?? null,
    legalAt: before?.legalAt ?? null,
    ownContext: event.ownContext,
    facts: event.facts,
    email: event.facts.email?.toLowerCase() ?? null,
    timeZone: event.timeZone,
    timeZoneFrom: event.timeZoneFrom,
    closeReason: null,
    closedAt: null,
    handedBackTo: null,
    takingOver: event.takeFrom !== null,
    takenFrom: event.takeFrom?.expected ?? null,
    goneFrom: null,
    mergedInto: null,
    originKey: null,
    pickedUpAt: null,
    riskAt: null,
    risk: null,
    campaignId: event.campaign?.campaignId ?? null,
    keptOwner: event.campaign?.keptOwner ?? null,
  };
}
