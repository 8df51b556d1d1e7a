import type { Assistants } from '../../assistants/assistants.ts';
import type { Tx } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { ChosenSequence, Sequences } from '../../sequences/sequences.ts';
import { handOverOf } from '../card/hand-over.ts';
import type { ContactSnapshots } from '../card/snapshots.ts';
import { contactLanguage } from '../contact/contact-language.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { whyRefused } from '../deciding/actions.ts';
import type { AssignedEvent, RestartEvent } from '../deciding/events.ts';
import { obstacleOutcome, planFor } from '../deciding/rules/assignment.ts';
import { standingOf } from '../deciding/standing.ts';
import { isActive } from '../deciding/states.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Leads } from '../leads.ts';
import { nextWords, readyOr, tell } from './lead-actions.ts';
import type { LeadActionDeps } from './lead-actions.ts';
import { once, saidBefore } from './once.ts';
import type { Asked } from './once.ts';

export interface GoOnDeps extends LeadActionDeps {
  hubspot: HubSpot;
  assistants: Assistants;
  sequences: Pick<Sequences, 'all' | 'chooser'>;
  leads: Pick<Leads, 'find'>;
  snapshots: ContactSnapshots;
  findObstacles: FindObstacles;
}

/** `confirmed`: whoever asks has seen what was said and sent before. */
interface Confirmed {
  confirmed: boolean;
}

/**
 * The follow-up goes on where it stopped: at once where it waits for a return or a later day, and with the assistant as
 * owner again where the contact is with a person. @throws BatonError CONFLICT with the reason
 */
export async function continueFollowUp(
  deps: GoOnDeps,
  asked: Asked,
  { confirmed }: Confirmed,
): Promise<string> {
  const found = await look(deps, asked);
  if (typeof found === 'string') return found;
  const by = await callerName(deps.hubspot, asked.caller);
  if (isActive(found.stage))
    return once(deps, asked, (tx) => goOn(deps, tx, asked, { type: 'continue-asked', by }));
  const left = found.steps.slice(found.step);
  const rest = { ...sequenceOf(found), steps: left };
  const event = await assignmentOf(deps, asked, found, { sequence: rest, confirmed, again: 'continued' });
  return once(deps, asked, (tx, lead) => goOn(deps, tx, asked, unlessMoved(event, found, lead)));
}

/**
 * The follow-up begins again, with the assistant's sequence or another one, without what the person has had.
 * @throws BatonError NOT_FOUND; CONFLICT with the reason
 */
export async function restartFollowUp(
  deps: GoOnDeps,
  asked: Asked,
  { sequenceId, confirmed }: Confirmed & { sequenceId: string | null },
): Promise<string> {
  const found = await look(deps, asked);
  if (typeof found === 'string') return found;
  const by = await callerName(deps.hubspot, asked.caller);
  const sequence = await chosenFor(deps, found, sequenceId);
  if (isActive(found.stage)) {
    const event = { type: 'restart-asked', by, ...sequence } satisfies RestartEvent;
    refuseEmpty(found, sequence);
    return once(deps, asked, (tx) => goOn(deps, tx, asked, event));
  }
  const event = await assignmentOf(deps, asked, found, { sequence, confirmed, again: 'restarted' });
  return once(deps, asked, (tx, lead) => goOn(deps, tx, asked, unlessMoved(event, found, lead)));
}

/** The lead, or what was said of this very request before. Refused before HubSpot is asked anything. */
async function look(deps: GoOnDeps, asked: Asked): Promise<Lead | string> {
  const { caller, contactId, action } = asked;
  const said = await saidBefore(asked, deps.database.manager);
  if (said !== null) return said;
  const lead = await deps.leads.find(caller.portalId, contactId);
  const refused = whyRefused(action, lead && standingOf(lead));
  if (!lead || refused !== null) throw new BatonError('CONFLICT', refused ?? '');
  return lead;
}

async function goOn(
  deps: GoOnDeps,
  tx: Tx,
  asked: Asked,
  event: Parameters<typeof tell>[3],
): Promise<string> {
  const lead = await tell(deps, tx, asked, event);
  const assistant = await deps.assistants.find(lead.portalId, lead.assistantId, tx);
  const name = assistant?.name ?? 'The assistant';
  if (lead.stage === 'queued') return `${name} has no free place yet; the follow-up starts by itself.`;
  if (lead.stage === 'paused') return `It is with ${name} again, paused. ${lead.closeReason ?? ''}`.trim();
  return asked.action === 'restart'
    ? `${name} begins again with “${lead.sequenceName}”. ${nextWords(lead)}`
    : `${name} goes on where it stopped. ${nextWords(lead)}`;
}

/** What was looked at in HubSpot was decided for this lead: somebody else was faster if it is another one now. */
function unlessMoved(event: AssignedEvent, seen: Lead, now: Lead | null): AssignedEvent {
  if (now?.stage === seen.stage && now.round === seen.round) return event;
  throw new BatonError('CONFLICT', 'Somebody was faster. Reload the card and decide again.');
}

interface Again {
  sequence: ChosenSequence;
  confirmed: boolean;
  again: NonNullable<AssignedEvent['again']>;
}

async function assignmentOf(
  deps: GoOnDeps,
  { caller, contactId }: Asked,
  before: Lead,
  { sequence, confirmed, again }: Again,
): Promise<AssignedEvent> {
  const assistant = readyOr(await deps.assistants.find(caller.portalId, before.assistantId));
  const record = await deps.snapshots.fresh(caller.portalId, contactId);
  const event = await handOverOf(deps, caller, { record, before, assistant, sequence, confirmed });
  return { ...event, again };
}

const sequenceOf = ({ sequenceId, sequenceVersion, sequenceName, steps }: Lead): ChosenSequence => ({
  sequenceId: sequenceId ?? '',
  version: sequenceVersion ?? 0,
  name: sequenceName,
  steps,
});

/** In the contact's language, as at a hand-over. `sequenceId` null: the one that the assistant has. */
async function chosenFor(deps: GoOnDeps, lead: Lead, sequenceId: string | null): Promise<ChosenSequence> {
  const { portalId, facts, answer } = lead;
  const assistant = await deps.assistants.find(portalId, lead.assistantId);
  if (!assistant) throw new BatonError('NOT_FOUND', 'This assistant is no longer there. Reload the card.');
  const known = await deps.sequences.all(portalId);
  if (sequenceId !== null && !known.some((one) => one.sequenceId === sequenceId))
    throw new BatonError('NOT_FOUND', 'This sequence is not there any more. Choose another one.');
  const language = contactLanguage(facts, answer?.evidence ?? null);
  const choose = await deps.sequences.chooser(portalId);
  return choose({ ...assistant, sequenceId: sequenceId ?? assistant.sequenceId }, language);
}

function refuseEmpty(lead: Lead, sequence: ChosenSequence): void {
  const { obstacle } = planFor(lead, sequence);
  if (obstacle) throw new BatonError('CONFLICT', obstacleOutcome(obstacle).reason);
}

/** What a restart offers: how many emails of each sequence the person has not had. */
export async function sequencesFor(
  deps: Pick<GoOnDeps, 'assistants' | 'sequences'>,
  lead: Lead,
): Promise<{ id: string; name: string; left: number; usual: boolean }[]> {
  const assistant = await deps.assistants.find(lead.portalId, lead.assistantId);
  if (!assistant) return [];
  const choose = await deps.sequences.chooser(lead.portalId);
  const language = contactLanguage(lead.facts, lead.answer?.evidence ?? null);
  return (await deps.sequences.all(lead.portalId)).map(({ sequenceId: id, name }) => {
    const { steps, step } = planFor(lead, choose({ ...assistant, sequenceId: id }, language));
    return { id, name, left: steps.length - step, usual: id === assistant.sequenceId };
  });
}
