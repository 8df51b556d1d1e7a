import { checkDraft } from '../../facts/check-draft.ts';
import type { Claim, ClaimKind, Draft, SourceTexts } from '../../facts/types.ts';
import type { SequenceStep } from '../../writing/types.ts';
import { ownTexts } from '../approval/sources.ts';

/** What binds us is true only where we said it. */
const OURS: ReadonlySet<ClaimKind> = new Set(['price', 'percentage', 'promise', 'certification', 'history']);

/**
 * Marks what a model took from the contact's own emails and would have us say: a price, a discount, a promise that the
 * contact claims was made.
 */
export const doubtContact = (claims: readonly Claim[], { thread }: SourceTexts): readonly Claim[] =>
  claims.map((claim) => {
    const { source, kind } = claim;
    if (source?.kind !== 'thread' || !OURS.has(kind)) return claim;
    const mail = thread.find(({ id }) => id === source.id);
    return mail?.direction === 'in' ? { ...claim, source: null, reason: 'Only the contact says so.' } : claim;
  });

/** What a model's email claims, checked against exactly the sources that it names. */
export const claimsOfModel = (
  draft: Draft,
  { sources, step }: { sources: SourceTexts; step: SequenceStep },
): readonly Claim[] => doubtContact(checkDraft(draft, { ...sources, own: ownTexts(step, []) }), sources);
