import type { Claim } from '../../facts/types.ts';
import type { Change, InputName, Review } from '../../reviews/review-entity.ts';
import { inZone } from '../telling/words.ts';

/** How a person calls what a text was written from. */
export const inputWords: Readonly<Record<InputName, string>> = {
  context: 'the Context',
  firstName: 'the first name',
  lastName: 'the last name',
  company: 'the company',
  jobTitle: 'the job title',
  email: 'the email address',
  assistant: 'the assistant’s name or texts',
  step: 'the text of the sequence',
  priorOwner: 'the prior owner',
  fields: 'what a field says',
  footer: 'what stands below the email',
};

const MOST_WORDS = 5;

/** "“20 %”, “ISO 9001” and 3 more" */
export function markedWords(claims: readonly Claim[]): string {
  const marked = [
    ...new Set(claims.filter(({ source }) => source === null).map(({ words }) => `“${words}”`)),
  ];
  const more = marked.length - MOST_WORDS;
  return more > 0 ? `${marked.slice(0, MOST_WORDS).join(', ')} and ${more} more` : marked.join(', ');
}

/** "the Context and the first name changed" */
export function changedWords(changes: readonly Change[]): string {
  const names = changes.map(({ what }) => inputWords[what]);
  const last = names.pop() ?? 'what it was written from';
  return `${names.length > 0 ? `${names.join(', ')} and ` : ''}${last} changed`;
}

/** Who was first, for whoever comes later. `zone`, IANA: in which the time is told. */
export function decidedWords(review: Review, zone: string): string {
  const { state, settledBy, settledAt } = review;
  const by = settledBy ?? 'Somebody';
  const at = settledAt === null ? '' : ` on ${inZone(settledAt, zone)}`;
  switch (state) {
    case 'approved':
    case 'sent':
      return `${by} approved it${at}.`;
    case 'edited':
      return `${by} changed and approved it${at}.`;
    case 'skipped':
      return `${by} skipped it${at}.`;
    case 'expired':
      return 'Nobody decided in time: have it written again, or skip it.';
    case 'rewriting':
      return 'It is being written anew.';
    case 'replying':
    case 'replied':
      return `${by} answered${at}.`;
    case 'forwarded':
      return `${by} forwarded it to the owner${at}.`;
    case 'finished':
      return `${by} settled it${at}.`;
    case 'waiting':
      return 'It changed meanwhile. Look at it again, then decide.';
    case 'cancelled':
      return `${unsent(review)}It is settled by what happened meanwhile: see the contact.`;
  }
}

/** A person's reply was on its way, and something came before it. */
const unsent = (review: Review): string =>
  review.kind === 'answer' && review.content.problem !== null ? 'The last reply was not sent. ' : '';
