import type { AssignedEvent, Decision, LeadEvent, Rule, Situation } from './events.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { assign, begin, changeAssistant } from './rules/assignment.ts';
import {
  contactGone,
  handBackAsked,
  handedBack,
  handingBackMoved,
  legalLifted,
  mailRefused,
  mailRejected,
  personDecidedMeanwhile,
  personOverwritten,
  pickedUp,
  refusedLater,
  takeOverRefused,
  takenByPerson,
  unsubscribed,
  unsubscribedLater,
  unticked,
  withdrawn,
} from './rules/ending.ts';
import {
  campaignMoved,
  campaignPaused,
  campaignResumed,
  campaignStopped,
  campaignUndone,
  pausedByRuleToo,
} from './rules/campaign.ts';
import { addressDoubted, addressVerified } from './rules/pending.ts';
import { riskDue } from './rules/at-risk.ts';
import {
  continueNow,
  introduced,
  letterAsked,
  marked,
  restart,
  stop,
  unsubscribedByRep,
} from './rules/by-rep.ts';
import { answeredByHand, outcomeChosen } from './rules/reviewed.ts';
import { showedInterest } from './rules/interest.ts';
import { hadElsewhere, leftBeforeTheEnd } from './rules/had.ts';
import {
  contextChanged,
  mailHeld,
  mailSent,
  mailSkipped,
  moved,
  pause,
  pauseForGood,
  resume,
  woke,
} from './rules/nurturing.ts';
import { replied, repliedLater } from './rules/replies.ts';
import { fieldMended, mailUnwritable, sequenceChanged } from './rules/sequence.ts';
import { conversationStatus } from '../lead/conversation-status.ts';
import { isActive } from './states.ts';
import type { Stage } from './states.ts';

type Rules = { [Type in LeadEvent['type']]?: Rule<Extract<LeadEvent, { type: Type }>> };

const whileActive: Rules = {
  assigned: changeAssistant,
  'owner-changed': takenByPerson,
  'owner-overwritten': personOverwritten,
  'take-over-refused': takeOverRefused,
  'mail-sent': mailSent,
  'mail-skipped': mailSkipped,
  'mail-refused': mailRefused,
  'mail-rejected': mailRejected,
  replied,
  unsubscribed,
  'showed-interest': showedInterest,
  'context-changed': contextChanged,
  'sequence-changed': sequenceChanged,
  'hand-back-asked': handBackAsked,
  'stop-asked': stop,
  marked,
  'unsubscribe-asked': unsubscribedByRep,
  'letter-asked': letterAsked,
  'answered-by-hand': answeredByHand,
  introduced,
  'contact-gone': contactGone,
  'contact-merged-in': moved,
  'had-elsewhere': hadElsewhere,
  'campaign-stopped': campaignStopped,
  'campaign-undone': campaignUndone,
  'campaign-moved': campaignMoved,
};

/** The transition table: the only writer of a lead's state. What is not in it changes nothing. */
export const transitions: Readonly<Record<Stage, Rules>> = {
  queued: { ...whileActive, 'pause-asked': pause, 'campaign-paused': campaignPaused, 'place-free': begin },
  nurturing: {
    ...whileActive,
    woke,
    'continue-asked': continueNow,
    'restart-asked': restart,
    'mail-held': mailHeld,
    'address-doubted': addressDoubted,
    'address-verified': addressVerified,
    'pause-asked': pause,
    'campaign-paused': campaignPaused,
    'mail-unwritable': mailUnwritable,
  },
  paused: {
    ...whileActive,
    'pause-asked': pauseForGood,
    'campaign-paused': pausedByRuleToo,
    'resume-asked': resume,
    'field-mended': fieldMended,
    'campaign-resumed': campaignResumed,
    'restart-asked': restart,
  },
  handing_back: {
    assigned: reassignedMeanwhile,
    'owner-changed': personDecidedMeanwhile,
    'owner-overwritten': personOverwritten,
    'handed-back': handedBack,
    'outcome-chosen': outcomeChosen,
    'answered-by-hand': answeredByHand,
    introduced,
    replied: repliedLater,
    unsubscribed: unsubscribedLater,
    'mail-refused': refusedLater,
    unticked,
    'unsubscribe-asked': unsubscribedByRep,
    'contact-gone': contactGone,
    'contact-merged-in': handingBackMoved,
    'had-elsewhere': hadElsewhere,
    'mail-sent': leftBeforeTheEnd,
  },
  closed: {
    assigned: assign,
    'picked-up': pickedUp,
    'risk-due': riskDue,
    'outcome-chosen': outcomeChosen,
    'answered-by-hand': answeredByHand,
    marked,
    'letter-asked': letterAsked,
    introduced,
    'unsubscribe-asked': unsubscribedByRep,
    'legal-lifted': legalLifted,
    'had-elsewhere': hadElsewhere,
    'mail-sent': leftBeforeTheEnd,
    'owner-overwritten': personOverwritten,
    replied: repliedLater,
    unsubscribed: unsubscribedLater,
    'mail-refused': refusedLater,
    unticked,
  },
};

/**
 * Still the assistant's in HubSpot because the hand-back is not written yet: that is no new assignment. Another
 * assistant's, made owner meanwhile, is.
 */
function reassignedMeanwhile(lead: Lead, event: AssignedEvent, situation: Situation): Decision | null {
  if (event.campaign || event.takeFrom !== null || lead.assistantId === event.assistantId) return null;
  const decision = assign(lead, event, situation);
  return decision && { ...decision, effects: [withdrawn(lead), ...decision.effects] };
}

/** Decides what an event makes of a lead. null: nothing. A contact without a lead can only be assigned. */
export function decide(lead: Lead | null, event: LeadEvent, situation: Situation): Decision | null {
  if (!lead) return event.type === 'assigned' ? assign(null, event, situation) : null;
  // The table is typed per event; indexing it with a union loses that link, which holds by construction.
  const rule = transitions[lead.stage][event.type] as Rule<LeadEvent> | undefined;
  const decision = rule ? rule(lead, event, situation) : null;
  return decision && keptCurrent(lead, decision);
}

/** Whatever the rule is about: how the conversation stands is told to HubSpot while an assistant works on it. */
function keptCurrent(lead: Lead, decision: Decision): Decision {
  const next = { ...lead, ...decision.change };
  if (!isActive(next.stage) || decision.effects.some((effect) => effect.do === 'write-status'))
    return decision;
  if (conversationStatus(next) === conversationStatus(lead)) return decision;
  return { ...decision, effects: [...decision.effects, { do: 'write-status', urgent: false }] };
}
