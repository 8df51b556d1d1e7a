import type { Database } from '../../database/database.ts';
import type { Wanted } from '../../model-writer/write.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import { lockLead } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { isSuggestion, mayBeAnswered } from '../suggesting/answer.ts';

/**
 * Right before a model is asked, and before what it wrote is stored: is the lead still where this is its next email, or
 * does the answer still wait for a person? An opt-out, another owner, a pause or an erasure ends it.
 */
export const createWanted =
  ({ database, reviews }: { database: Database; reviews: Pick<Reviews, 'find'> }): Wanted =>
  async ({ portalId, contactId, round, draftId, mailId }, tx) => {
    const lead = tx
      ? await lockLead(tx, portalId, contactId)
      : await database.manager.findOneBy(LeadEntity, { portalId, contactId });
    if (isSuggestion(draftId)) return lead !== null && lead.round === round && mayBeAnswered(lead);
    if (mailId === null) {
      const review = await reviews.find(portalId, draftId, tx);
      return review === null || review.state === 'waiting';
    }
    return (
      lead?.stage === 'nurturing' &&
      lead.round === round &&
      stepDraftId(lead) === draftId &&
      lead.legalAt === null
    );
  };

/** Of the next email of a lead's sequence. */
export const stepDraftId = (lead: Parameters<typeof roundKey>[0] & { step: number }): string =>
  `${roundKey(lead)}-step-${lead.step}`;
