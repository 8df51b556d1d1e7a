import type { Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Tx } from '../../database/database.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import { stepOf } from '../conversation/compose.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { isSimple } from './asking.ts';
import { inputsOf } from './inputs.ts';
import { renewed } from './renewed.ts';

interface Deps {
  reviews: Pick<Reviews, 'openOf' | 'change'>;
  assistants: Pick<Assistants, 'find'>;
  clock: Clock;
}

/** What a lead's draft was written from is not so any more: whoever decides about it sees what changed. */
export async function compareDraft({ reviews, assistants, clock }: Deps, tx: Tx, lead: Lead): Promise<void> {
  const { portalId, contactId } = lead;
  const draft = (await reviews.openOf(portalId, contactId, tx)).find(isDraft);
  const assistant = draft && (await assistants.find(portalId, lead.assistantId, tx));
  if (!assistant || draft.round !== lead.round) return;
  const { mailKind: kind, step, sources, footer } = draft.content;
  // The name and all else of the person stay as they were read when it was written: the Context is what is new.
  const inputs = {
    ...draft.content.inputs,
    context: inputsOf(lead, assistant, stepOf({ kind, step }, lead), footer).context,
  };
  const now = { inputs, sources: { ...sources, context: inputs.context }, assistant, at: clock.now() };
  const content = renewed(draft.content, now);
  await reviews.change(tx, draft, { content, marked: !isSimple(content) });
}
