import type { Decision, LeadEvent, Rule, Situation } from './events.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { assign, changeAssistant } from './rules/assignment.ts';
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
  takeOverRefused,
  takenByPerson,
  unsubscribed,
  unsubscribedLater,
} from './rules/ending.ts';
import { hadElsewhere, leftBeforeTheEnd } from './rules/had.ts';
import { contextChanged, mailSent, moved, pause, resume, woke } from './rules/nurturing.ts';
import { replied, repliedLater } from './rules/replies.ts';
import type { Stage } from './states.ts';

type Rules = { [Type in LeadEvent['type']]?: Rule<Extract<LeadEvent, { type: Type }>> };

const whileActive: Rules = {
  assigned: changeAssistant,
  'owner-changed': takenByPerson,
  'owner-overwritten': personOverwritten,
  'take-over-refused': takeOverRefused,
  'mail-sent': mailSent,
  'mail-refused': mailRefused,
  'mail-rejected': mailRejected,
  replied,
  unsubscribed,
  'context-changed': contextChanged,
  'hand-back-asked': handBackAsked,
  'contact-gone': contactGone,
  'contact-merged-in': moved,
  'had-elsewhere': hadElsewhere,
};

/** The transition table: the only writer of a lead's state. What is not in it changes nothing. */
export const transitions: Readonly<Record<Stage, Rules>> = {
  queued: { ...whileActive, 'pause-asked': pause },
  nurturing: { ...whileActive, woke, 'pause-asked': pause },
  paused: { ...whileActive, 'resume-asked': resume },
  handing_back: {
    assigned: reassignedMeanwhile,
    'owner-changed': personDecidedMeanwhile,
    'owner-overwritten': personOverwritten,
    'handed-back': handedBack,
    replied: repliedLater,
    unsubscribed: unsubscribedLater,
    'contact-gone': contactGone,
    'contact-merged-in': handingBackMoved,
    'had-elsewhere': hadElsewhere,
    'mail-sent': leftBeforeTheEnd,
  },
  closed: {
    assigned: assign,
    'picked-up': pickedUp,
    'legal-lifted': legalLifted,
    'had-elsewhere': hadElsewhere,
    'mail-sent': leftBeforeTheEnd,
    'owner-overwritten': personOverwritten,
    replied: repliedLater,
    unsubscribed: unsubscribedLater,
  },
};

/** Still the assistant's in HubSpot because the hand-back is not written yet: that is no new assignment. */
function reassignedMeanwhile(): null {
  return null;
}

/** Decides what an event makes of a lead. null: nothing. A contact without a lead can only be assigned. */
export function decide(lead: Lead | null, event: LeadEvent, situation: Situation): Decision | null {
  if (!lead) return event.type === 'assigned' ? assign(null, event, situation) : null;
  // The table is typed per event; indexing it with a union loses that link, which holds by construction.
  const rule = transitions[lead.stage][event.type] as Rule<LeadEvent> | undefined;
  return rule ? rule(lead, event, situation) : null;
}
