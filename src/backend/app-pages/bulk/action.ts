import type { BulkAction, LeadAction } from '../../../cards/pages/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { LeadEvent } from '../../leads/deciding/events.ts';
import { handedOn } from '../../leads/deciding/handed-on.ts';
import { isActive, needsPerson } from '../../leads/deciding/states.ts';
import type { Lead } from '../../leads/lead/lead-entity.ts';
import type { LeadGroup } from '../../leads/list/list.ts';
import { leadsInWords } from '../words.ts';

type Standing = Pick<LeadGroup, 'stage' | 'state' | 'assistantId' | 'pickedUp'>;

const WITH_A_PERSON = 'It is with a person already.';
const BEING_HANDED_BACK = 'It is being handed back.';

/** Why an action leaves a lead as it is, in words; null: it changes it. */
export function whyNot(action: LeadAction, { stage, state, assistantId, pickedUp }: Standing): string | null {
  if (action.kind === 'picked-up') {
    if (stage !== 'closed') return 'An assistant works on it.';
    if (!needsPerson.has(state)) return 'It needs nobody.';
    return pickedUp ? 'It is picked up already.' : null;
  }
  if (stage === 'closed') return WITH_A_PERSON;
  if (!isActive(stage)) return BEING_HANDED_BACK;
  if (action.kind === 'pause') return stage === 'paused' ? 'It is paused already.' : null;
  if (action.kind === 'resume') return stage === 'paused' ? null : 'It is not paused.';
  if (action.kind === 'change-assistant')
    return assistantId === action.assistantId ? 'It is with this assistant already.' : null;
  return null;
}

/** What happens to a lead that the action changes. `assistant`: the one it goes to, if it changes. */
export function eventOf(action: LeadAction, lead: Lead, by: string, assistant: Assistant | null): LeadEvent {
  switch (action.kind) {
    case 'hand-back':
      return { type: 'hand-back-asked', by };
    case 'pause':
      return { type: 'pause-asked', by };
    case 'resume':
      return { type: 'resume-asked', by };
    case 'stop':
      return { type: 'stop-asked', by };
    case 'picked-up':
      return { type: 'picked-up', by };
    case 'change-assistant':
      return handedOn(lead, by, assistant);
  }
}

export const wayBack: Readonly<Record<BulkAction['kind'], string>> = {
  'hand-back': 'To undo it, hand the contacts over again: the sequence goes on where it stopped.',
  pause: 'To undo it, resume them: the emails go on where they stopped.',
  stop: 'To undo it, continue them on their cards: the emails go on where they stopped.',
  resume: 'To undo it, pause them again. Emails that left meanwhile cannot be called back.',
  'change-assistant': 'To undo it, change the assistant back: the conversation goes on where it is.',
  'picked-up': 'It cannot be undone; a new answer of the contact brings it back by itself.',
  approve: 'They leave in the contacts’ business hours. Until then, pausing a lead takes its email back.',
};

/** "Hand back 1,200 leads" */
export function titleOf(action: BulkAction, count: number, assistantName: string | null): string {
  const leads = leadsInWords(count);
  switch (action.kind) {
    case 'hand-back':
      return `Hand back ${leads}`;
    case 'pause':
      return `Pause ${leads}`;
    case 'resume':
      return `Resume ${leads}`;
    case 'stop':
      return `Stop the follow-up of ${leads}`;
    case 'picked-up':
      return `Mark ${leads} as picked up`;
    case 'change-assistant':
      return `Move ${leads} to ${assistantName ?? 'another assistant'}`;
    case 'approve':
      return `Approve ${count === 1 ? '1 email' : `${count.toLocaleString('en-US')} emails`}`;
  }
}
