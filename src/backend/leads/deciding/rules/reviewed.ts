import { answerTitles } from '../../telling/understood.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import type { ChosenOutcome, LeadEvent, Rule } from '../events.ts';
import { isActive } from '../states.ts';
import { takenUp } from './at-risk.ts';

const states: Readonly<Record<ChosenOutcome, Pick<Lead, 'state' | 'subState'>>> = {
  AgreedToMeet: { state: 'Hot', subState: null },
  InterestedToProceed: { state: 'Hot', subState: null },
  SeekingMoreInfo: { state: 'Responded', subState: null },
  BrochureRequest: { state: 'Responded', subState: null },
  ReferredSomeone: { state: 'Responded', subState: null },
  ConnectLater: { state: 'Responded', subState: null },
  Other: { state: 'Responded', subState: null },
  Deactivated: { state: 'DeActivated', subState: 'asked_to_stop' },
  MovedOut: { state: 'DeActivated', subState: 'moved_out' },
  Retired: { state: 'DeActivated', subState: 'retired' },
  Unsubscribed: { state: 'UnSubscribed', subState: null },
};

/** What the lead becomes. */
export const stateOfOutcome = (outcome: ChosenOutcome): Lead['state'] => states[outcome].state;

/** A person says what Baton was not sure of. An opt-out stays one, whoever says otherwise. */
export const outcomeChosen: Rule<Extract<LeadEvent, { type: 'outcome-chosen' }>> = (
  lead,
  { outcome, by },
  { now },
) => {
  const { state, subState } = lead.state === 'UnSubscribed' ? lead : states[outcome];
  const answer = lead.answer && { ...lead.answer, class: outcome, confidence: 1, doubtful: false };
  return {
    rule: `reviewed: ${outcome}`,
    title: `${by} says what the answer means: ${answerTitles[outcome].toLowerCase()}`,
    detail: lead.answer && `Baton would have guessed: ${answerTitles[lead.answer.class].toLowerCase()}.`,
    change: {
      state,
      subState,
      answer,
      // A hot lead still waits for its owner; of anything else somebody has just taken care.
      pickedUpAt: state === 'Hot' ? lead.pickedUpAt : now,
    },
    effects: [
      { do: 'close-reviews' },
      ...(outcome === 'Unsubscribed' ? [{ do: 'suppress-address', reason: 'unsubscribed' } as const] : []),
      { do: 'write-status', urgent: true },
    ],
  };
};

/** The person answered the contact: nobody has to any more. */
export const answeredByHand: Rule<Extract<LeadEvent, { type: 'answered-by-hand' }>> = (
  lead,
  { by, subject, certain },
  { assistantName, now },
) => ({
  rule: certain ? 'answered-by-a-person' : 'answered-by-a-person-unconfirmed',
  title: `${by} answered as ${assistantName}${certain ? '' : '; it probably left'}`,
  detail: subject,
  // While the assistant works on, there is nothing to be taken up.
  ...(isActive(lead.stage) ? { change: {}, effects: [] } : takenUp(lead, now)),
});
