import type { Activity } from '../../activity/activity.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Caller } from '../../http/caller.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import type { AboutAnswer } from '../reviewing/suggest.ts';
import { lockLead } from '../lead/apply.ts';
import type { Leads } from '../leads.ts';
import { seenBy } from '../list/line.ts';
import { unansweredOf } from './about.ts';
import { askOnce } from './ask-ahead.ts';
import type { SuggestingDeps } from './ask-ahead.ts';

export interface ActDeps extends SuggestingDeps {
  modelWriter: SuggestingDeps['modelWriter'] & Pick<ModelWriterRoom, 'latest' | 'dismiss'>;
  leads: Pick<Leads, 'find'>;
  hubspot: Pick<HubSpot, 'owners'>;
  activity: Pick<Activity, 'record'>;
  clock: Clock;
}

/** A model is asked anew, from what is known by now, unless it is at it. @throws BatonError CONFLICT where nothing waits */
export async function suggestAnew(deps: ActDeps, caller: Caller, contactId: ContactId): Promise<void> {
  const about = await waitingFor(deps, caller, contactId);
  const { portalId, id } = about.review;
  if (!(await deps.modelWriter.isOn(portalId)))
    throw new BatonError('CONFLICT', 'Writing by the language model is switched off in the settings.');
  const { again, isSettled } = await deps.modelWriter.asked(portalId, id);
  if (isSettled) await askOnce(deps, about, again + 1);
}

/** The suggestion is not shown any more; the contact waits for a person as before. Twice is as once. */
export async function dismissSuggestion(deps: ActDeps, caller: Caller, contactId: ContactId): Promise<void> {
  const { review, lead, assistant } = await waitingFor(deps, caller, contactId);
  const { portalId } = review;
  const by = await callerName(deps.hubspot, caller);
  await deps.database.transaction(async (tx) => {
    await lockLead(tx, portalId, lead.contactId);
    if (!(await deps.modelWriter.dismiss(tx, portalId, review.id))) return;
    await deps.activity.record(tx, {
      portalId,
      contactId: lead.contactId,
      at: deps.clock.now(),
      kind: 'person',
      title: `${by} dismissed the suggested answer`,
      trigger: 'Baton card',
      rule: 'suggestion: dismissed',
      detail: null,
      mailId: null,
      assistantId: assistant.assistantId,
      seenBy: seenBy(lead),
    });
  });
}

async function waitingFor(deps: ActDeps, { portalId }: Caller, contactId: ContactId): Promise<AboutAnswer> {
  const lead = await deps.leads.find(portalId, contactId);
  const about = lead && (await unansweredOf(deps, lead));
  if (!about || (await deps.modelWriter.latest(portalId, about.review.id)) === null)
    throw new BatonError('CONFLICT', 'No suggested answer waits here any more.');
  return about;
}
