import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import { speaksToAMachine } from '../../replies/machine-talk.ts';
import { leadNow } from '../lead/apply.ts';
import { askFor } from '../reviewing/suggest.ts';
import type { AboutAnswer, SuggestDeps } from '../reviewing/suggest.ts';
import { unansweredOf } from './about.ts';
import type { AboutDeps } from './about.ts';
import { suggestionId } from './answer.ts';

export interface SuggestingDeps extends AboutDeps {
  knowledge: SuggestDeps['knowledge'];
  modelWriter: Pick<ModelWriterRoom, 'isOn' | 'of' | 'refuse' | 'asked' | 'askedAmong'>;
}

/** An answer that came. */
export interface CameKey {
  portalId: PortalId;
  contactId: ContactId;
  mailId: string;
}

/**
 * Has an answer suggested to what a contact asks, where the account lets its model write: the owner finds it on the
 * card. Asked for once, in the transaction that decides about the answer; safe to run again.
 */
export const createSuggestAhead =
  (deps: SuggestingDeps): ((came: CameKey) => Promise<void>) =>
  async ({ portalId, contactId, mailId }) => {
    if (!(await deps.modelWriter.isOn(portalId))) return;
    const lead = await leadNow(deps.database, portalId, contactId);
    const about = lead && (await unansweredOf(deps, lead));
    // Another answer came since: that one has a run of its own.
    if (!about || about.review.id !== suggestionId(mailId)) return;
    const asked = await deps.modelWriter.askedAmong(portalId, [about.review.id]);
    if (asked.size === 0) await askOnce(deps, about, 0);
  };

/** Of an answer to which Knowledge has nothing to say, and nothing is there to offer, no model is asked. */
export async function askOnce(deps: SuggestingDeps, about: AboutAnswer, again: number): Promise<void> {
  const { ask, passages, offers } = await askFor(deps, about, again);
  const why = speaksToAMachine(about.answer?.text ?? '')
    ? 'The answer speaks to a program: no model is shown it.'
    : passages.every(({ score }) => score < LEAST_SCORE) && !offers
      ? NOTHING_KNOWN
      : null;
  await (why === null ? deps.modelWriter.of(ask, { due: false }) : deps.modelWriter.refuse(ask, why));
}

export const NOTHING_KNOWN = 'Knowledge holds nothing about what is asked.';
/** Less has nothing to do with it. */
const LEAST_SCORE = 0.1;
