import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import { BatonError } from '../../ground/errors.ts';
import type { AssistantId } from '../../ground/identifiers.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { RepAction } from '../deciding/actions.ts';
import type { LeadEvent, Mark } from '../deciding/events.ts';
import { handedOn } from '../deciding/handed-on.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { inZone } from '../telling/words.ts';
import { once } from './once.ts';
import type { Asked, OnceDeps } from './once.ts';

export interface LeadActionDeps extends OnceDeps {
  hubspot: Pick<HubSpot, 'owners'>;
  assistants: Pick<Assistants, 'find'>;
  applyEvent: ApplyEvent;
}

/** Actions that are an event of the lead and need nothing else. */
export type PlainAction = Extract<
  RepAction,
  'pause' | 'resume' | 'stop' | 'hand-back' | 'mark-hot' | 'mark-cold' | 'mark-responded' | 'pick-up'
>;

const marks: Partial<Record<PlainAction, Mark>> = {
  'mark-hot': 'Hot',
  'mark-cold': 'Cold',
  'mark-responded': 'Responded',
};

function eventOf(action: PlainAction, by: string): LeadEvent {
  const as = marks[action];
  if (as) return { type: 'marked', as, by };
  if (action === 'pause') return { type: 'pause-asked', by };
  if (action === 'pick-up') return { type: 'picked-up', by };
  if (action === 'resume') return { type: 'resume-asked', by };
  return action === 'stop' ? { type: 'stop-asked', by } : { type: 'hand-back-asked', by };
}

/** @throws BatonError CONFLICT with the reason */
export async function actOnLead(
  deps: LeadActionDeps,
  asked: Asked & { action: PlainAction },
): Promise<string> {
  const by = await callerName(deps.hubspot, asked.caller);
  return once(deps, asked, async (tx, before) => {
    const lead = await tell(deps, tx, asked, eventOf(asked.action, by));
    const assistant = await deps.assistants.find(asked.caller.portalId, lead.assistantId, tx);
    return saidOf(asked.action, before, lead, assistant?.name ?? 'The assistant');
  });
}

/** The lead as it is afterwards. @throws BatonError CONFLICT when the rules leave everything as it is */
export async function tell(
  { applyEvent, clock }: Pick<LeadActionDeps, 'applyEvent' | 'clock'>,
  tx: Parameters<ApplyEvent>[0],
  { caller, contactId }: Asked,
  event: LeadEvent,
): Promise<Lead> {
  const occurrence = { portalId: caller.portalId, contactId, at: clock.now(), trigger: 'Baton card' };
  const { lead, decision } = await applyEvent(tx, occurrence, event);
  if (!lead || !decision) throw new BatonError('CONFLICT', 'Nothing was left to do. Reload the card.');
  return lead;
}

function saidOf(action: PlainAction, before: Lead | null, lead: Lead, assistant: string): string {
  const to = lead.priorOwnerName ?? 'the fallback owner';
  const goesBack = `The contact goes back to ${to}, with a note and a task.`;
  switch (action) {
    case 'pause':
      return `Paused. ${assistant} writes nothing to this contact until you resume.`;
    case 'resume':
      return `${assistant} goes on with this contact. ${nextWords(lead)}`;
    case 'stop':
      return `Stopped: ${assistant} writes no more. ${goesBack}`;
    case 'hand-back':
      return `${assistant} hands this contact back to ${to}.`;
    case 'pick-up':
      return 'It is yours: nobody is reminded of it any more.';
    case 'mark-cold':
      return lead.stage === 'closed'
        ? 'Marked Cold. Nobody is reminded of it any more; continue the follow-up if the assistant is to write again.'
        : `Marked Cold. ${lead.stage === 'paused' ? 'It stays paused.' : nextWords(lead)}`;
    case 'mark-hot':
    case 'mark-responded': {
      const marked = `Marked ${lead.state}.`;
      return before?.stage === 'closed'
        ? `${marked} The owner is reminded until somebody picks it up.`
        : `${marked} ${assistant} writes no more. ${goesBack}`;
    }
  }
}

/** "Next email: Tuesday 24 November 2026, 09:05, Berlin time." */
export const nextWords = ({ wakeAt, timeZone, step, steps }: Lead): string =>
  wakeAt === null || step >= steps.length
    ? 'No email is left to send.'
    : `Next email: ${inZone(wakeAt, timeZone)}.`;

/** The conversation goes on with another assistant, where it is. @throws BatonError CONFLICT, NOT_FOUND */
export async function changeAssistant(deps: LeadActionDeps, asked: Asked, to: AssistantId): Promise<string> {
  const { portalId } = asked.caller;
  const by = await callerName(deps.hubspot, asked.caller);
  return once(deps, asked, async (tx, lead) => {
    const assistant = readyOr(await deps.assistants.find(portalId, to, tx));
    if (!lead) throw new BatonError('CONFLICT', 'No assistant works on this contact any more.');
    if (lead.assistantId === to)
      throw new BatonError('CONFLICT', `The contact is with ${assistant.name} already.`);
    const after = await tell(deps, tx, asked, handedOn(lead, by, assistant));
    const next = after.stage === 'paused' ? 'It stays paused.' : 'The conversation goes on where it is.';
    return `${assistant.name} becomes the contact owner and writes from now on. ${next}`;
  });
}

/** @throws BatonError NOT_FOUND; CONFLICT when HubSpot has no such user */
export function readyOr(
  assistant: Assistant | undefined,
): Assistant & { ownerId: NonNullable<Assistant['ownerId']> } {
  if (!assistant) throw new BatonError('NOT_FOUND', 'This assistant is no longer there. Reload the card.');
  const { ownerId } = assistant;
  if (!ownerId)
    throw new BatonError(
      'CONFLICT',
      `${assistant.name} is not an active HubSpot user yet. An admin finishes that in Baton's settings.`,
    );
  return { ...assistant, ownerId };
}
