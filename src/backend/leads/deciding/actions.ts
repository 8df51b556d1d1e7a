import type { RepAction } from '../../../cards/contact/contract.ts';
import { isActive, isGone, needsPerson, underWay } from './states.ts';
import type { LeadState, Stage, SubState } from './states.ts';

/** What a rep can ask for about a contact. */
export const repActions = [
  'pause',
  'resume',
  'continue',
  'restart',
  'stop',
  'hand-back',
  'mark-hot',
  'mark-cold',
  'mark-responded',
  'unsubscribe',
  'introduce',
  'reply',
  'note',
  'change-assistant',
  'remind',
  'pick-up',
] as const satisfies RepAction[];
export type { RepAction };

/** How a lead stands, as far as it decides which actions fit. */
export interface Standing {
  stage: Stage;
  state: LeadState;
  subState?: SubState | null;
  /** A person has taken up what came of it. */
  pickedUp: boolean;
  /** The assistant rests until a return or a day that the contact named. */
  waits: boolean;
  /** It is paused, and goes on by itself: with its campaign, or once a field is there again. Absent: it does not. */
  goesOnByItself?: boolean;
  /** Emails of its sequence are still to be sent. */
  emailsLeft: boolean;
  /** The law was spoken of, and no admin has lifted the stop. */
  legal: boolean;
}

const NO_LEAD = 'No assistant has worked on this contact yet. Hand it to one first.';
const GONE = 'The contact is not in HubSpot any more.';
const WITH_A_PERSON = 'It is with a person already.';
const BEING_HANDED_BACK = 'It is being handed back. Try again in a moment.';
const OPTED_OUT = 'The contact has unsubscribed: nobody writes to it any more.';

const needsNobody: readonly RepAction[] = ['note', 'remind'];
const writes: readonly RepAction[] = ['continue', 'restart', 'introduce', 'reply'];
const marks: Partial<Record<RepAction, LeadState>> = {
  'mark-hot': 'Hot',
  'mark-cold': 'Cold',
  'mark-responded': 'Responded',
};

/** Why an action does not fit, in words for whoever asks; null: it does. `standing` null: no assistant ever had the contact. */
export function whyRefused(action: RepAction, standing: Standing | null): string | null {
  if (standing && isGone(standing.subState)) return GONE;
  if (needsNobody.includes(action)) return null;
  if (standing === null) return action === 'unsubscribe' ? null : NO_LEAD;
  if (standing.state === 'UnSubscribed' || standing.legal) return afterOptOut(action, standing);
  if (isActive(standing.stage)) return whileActive(action, standing);
  if (action === 'unsubscribe') return null;
  return standing.stage === 'handing_back' ? BEING_HANDED_BACK : whileClosed(action, standing);
}

function afterOptOut(action: RepAction, { stage, legal }: Standing): string | null {
  if (action === 'unsubscribe') return 'It has unsubscribed already.';
  if (action === 'pick-up') return 'It needs nobody.';
  if (marks[action] !== undefined) return 'It stays Unsubscribed, whoever says otherwise.';
  if (legal && writes.includes(action))
    return 'The person spoke of the law. Nothing is sent until an admin lifts the stop on the card.';
  if (writes.includes(action)) return OPTED_OUT;
  return stage === 'closed' ? WITH_A_PERSON : BEING_HANDED_BACK;
}

function whileActive(
  action: RepAction,
  { stage, state, waits, goesOnByItself = false }: Standing,
): string | null {
  switch (action) {
    case 'pause':
      return stage === 'paused' && !goesOnByItself ? 'It is paused already.' : null;
    case 'resume':
      return stage === 'paused' ? null : 'It is not paused.';
    case 'continue':
      return whyNotContinued(stage, waits);
    case 'restart':
      return stage === 'queued' ? 'It waits for a free place and has not begun.' : null;
    case 'mark-cold':
      if (state === 'Cold') return 'It is Cold already.';
      return stage === 'queued' ? 'It waits for a free place and has not begun.' : null;
    case 'pick-up':
      return 'An assistant works on it.';
    default:
      return null;
  }
}

function whyNotContinued(stage: Stage, waits: boolean): string | null {
  if (stage === 'paused') return 'It is paused: resume it.';
  if (stage === 'queued') return 'It waits for a free place, and starts by itself.';
  return waits ? null : 'The assistant is at work on it already.';
}

function whileClosed(action: RepAction, standing: Standing): string | null {
  const { state, pickedUp, emailsLeft } = standing;
  switch (action) {
    case 'continue':
      return emailsLeft ? null : 'Every email of its sequence is sent. Restart it with another sequence.';
    case 'restart':
    case 'reply':
      return null;
    case 'introduce':
      return state === 'DeActivated' ? 'The contact asked for no more emails, or cannot be reached.' : null;
    case 'pick-up':
      if (!needsPerson.has(state)) return 'It needs nobody.';
      return pickedUp ? 'It is picked up already.' : null;
    case 'mark-hot':
    case 'mark-responded':
      return state === marks[action] && !pickedUp ? `It is ${state} already.` : null;
    case 'mark-cold':
      if (needsPerson.has(state)) return null;
      return underWay.includes(state)
        ? 'It is with a person, and nothing came of it: there is nothing to set back.'
        : 'Only Hot, Responded and At risk leads can be set back to Cold.';
    case 'change-assistant':
      return `${WITH_A_PERSON} Hand it to the other assistant instead.`;
    default:
      return WITH_A_PERSON;
  }
}
