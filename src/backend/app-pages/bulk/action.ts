import type { BulkAction } from '../../../cards/pages/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { LeadEvent } from '../../leads/deciding/events.ts';
import { isActive, needsPerson } from '../../leads/deciding/states.ts';
import type { Lead } from '../../leads/lead/lead-entity.ts';
import type { LeadGroup } from '../../leads/list/list.ts';
import { leadsInWords } from '../words.ts';

type Standing = Pick<LeadGroup, 'stage' | 'state' | 'assistantId' | 'pickedUp'>;

const WITH_A_PERSON = 'It is with a person already.';
const BEING_HANDED_BACK = 'It is being handed back.';

/** Why an action leaves a lead as it is, in words; null: it changes it. */
export function whyNot(action: BulkAction, { stage, state, assistantId, pickedUp }: Standing): string | null {
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
export function eventOf(action: BulkAction, lead: Lead, by: string, assistant: Assistant | null): LeadEvent {
  switch (action.kind) {
    case 'hand-back':
      return { type: 'hand-back-asked', by };
    case 'pause':
      return { type: 'pause-asked', by };
    case 'resume':
      return { type: 'resume-asked', by };
    case 'picked-up':
      return { type: 'picked-up', by };
    case 'change-assistant':
      return handedOn(lead, by, assistant);
  }
}

/** As if its owner had been changed in HubSpot; Baton writes the owner, unless somebody has changed it meanwhile. */
function handedOn(lead: Lead, by: string, assistant: Assistant | null): LeadEvent {
  if (!assistant?.ownerId) throw new Error('Only a ready assistant takes leads.');
  return {
    type: 'assigned',
    assistantId: assistant.assistantId,
    assistantName: assistant.name,
    assistantOwnerId: assistant.ownerId,
    brochureUrl: assistant.brochureUrl,
    priorOwnerId: lead.priorOwnerId,
    priorOwnerName: lead.priorOwnerName,
    assignedBy: lead.assignedBy,
    by,
    leadStatus: lead.priorLeadStatus ?? '',
    sequenceName: lead.sequenceName,
    steps: lead.steps,
    ownContext: lead.ownContext,
    facts: lead.facts,
    timeZone: lead.timeZone,
    timeZoneFrom: lead.timeZoneFrom ?? 'account',
    obstacle: null,
    takeFrom: { expected: lead.assistantOwnerId },
    ownedSince: null,
  };
}

export const wayBack: Readonly<Record<BulkAction['kind'], string>> = {
  'hand-back': 'To undo it, hand the contacts over again: the sequence goes on where it stopped.',
  pause: 'To undo it, resume them: the emails go on where they stopped.',
  resume: 'To undo it, pause them again. Emails that left meanwhile cannot be called back.',
  'change-assistant': 'To undo it, change the assistant back: the conversation goes on where it is.',
  'picked-up': 'It cannot be undone; a new answer of the contact brings it back by itself.',
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
    case 'picked-up':
      return `Mark ${leads} as picked up`;
    case 'change-assistant':
      return `Move ${leads} to ${assistantName ?? 'another assistant'}`;
  }
}
