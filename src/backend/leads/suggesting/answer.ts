import { createHash } from 'node:crypto';
import type { Classification, ReplyClass } from '../../replies/types.ts';
import { mayBeWrittenTo } from '../conversation/by-hand.ts';
import { isGone } from '../deciding/states.ts';
import type { Lead } from '../lead/lead-entity.ts';

/** Something is asked that a person answers from what the assistant knows. */
export const asks: ReadonlySet<ReplyClass> = new Set([
  'SeekingMoreInfo',
  'InterestedToProceed',
  'BrochureRequest',
]);

/** Surely understood, and it asks something: doubt has a review of its own. */
export const asksSurely = ({ class: meant, doubtful, legal }: Classification): boolean =>
  !doubtful && !legal && asks.has(meant);

/** By what the answer that a model suggests is known. @param mailId of what came */
export const suggestionId = (mailId: string): string =>
  `${PREFIX}${createHash('sha256').update(mailId).digest('hex').slice(0, 32)}`;

const PREFIX = 'suggested-';
export const isSuggestion = (draftId: string): boolean => draftId.startsWith(PREFIX);

/** What the contact last wrote waits for a person, who may answer it. */
export const mayBeAnswered = (lead: Lead): boolean =>
  mayBeWrittenTo(lead) &&
  (lead.stage === 'closed' || lead.stage === 'handing_back') &&
  lead.mergedInto === null &&
  !isGone(lead.subState) &&
  lead.answer !== null &&
  asksSurely(lead.answer);
