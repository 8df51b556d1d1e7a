import type { Reader } from '../wording/dates.ts';
import { counted, number } from '../wording/numbers.ts';
import type { Trial, TrialPlan } from './contract.ts';

/** `0.02`, in the currency of the prices; small sums are not shown as nothing. */
export const money = (sum: number): string => (sum > 0 && sum < 0.01 ? 'less than 0.01' : sum.toFixed(2));

const replies = (count: number, { locale }: Reader): string => counted(count, 'reply', 'replies', locale);

/** "25 replies of persons: 9 that Baton is not sure of, then 16 that it is sure of." */
export function whichReplies({ replies: count, unsure }: TrialPlan, reader: Reader): string {
  const sure = count - unsure;
  const [doubts, others] = [number(unsure, reader.locale), number(sure, reader.locale)];
  const which =
    sure === 0
      ? 'all of them such that Baton is not sure of'
      : unsure === 0
        ? 'Baton is sure of all of them'
        : `${doubts} that Baton is not sure of, and ${others} that it is, to compare`;
  return count === 1 ? '1 reply of a person.' : `${replies(count, reader)} of persons: ${which}.`;
}

/** What leaves, and to whom. */
export function whatIsSent(
  { replies: count, notSent, characters, place, model }: TrialPlan,
  reader: Reader,
): string {
  const sent = `What they wrote (${counted(characters, 'character', 'characters', reader.locale)}) and our question before each go to ${place}, model ${model}.`;
  const without =
    notSent === 0
      ? ''
      : ` ${notSent === count ? 'None is' : `${replies(notSent, reader)} ${notSent === 1 ? 'is' : 'are'} not`} sent, because ${notSent === 1 ? 'it speaks' : 'they speak'} to a program.`;
  return `${sent} That is personal data as far as they wrote it so; nothing else of a contact is sent.${without}`;
}

/** "About 36,000 tokens (0.02) of the 185,000 that are left of today’s budget." */
export function whatItTakes({ tokens, cost, left }: TrialPlan, { locale }: Reader): string {
  const price = cost === null ? '' : `, which cost ${money(cost)}`;
  const leftOver = left.cost === null ? '' : ` and ${money(left.cost)}`;
  return `About ${number(tokens, locale)} tokens${price}. They count in today’s budget, of which ${number(left.tokens, locale)} tokens${leftOver} are left.`;
}

/** What comes of it, in a sentence for whoever decides about the model. */
export function verdict({ model, counts, asked }: Trial, reader: Reader): string {
  const { settled, person } = counts;
  const doubts = settled + person;
  if (asked === 0) return 'Nothing was asked.';
  if (doubts === 0) return 'Baton is sure of all these replies: nobody would have asked the model.';
  if (settled === 0)
    return doubts === 1
      ? `The 1 reply in doubt would still go to a person with ${model}.`
      : `All ${number(doubts, reader.locale)} replies in doubt would still go to a person with ${model}.`;
  const all = person === 0 ? (doubts === 1 ? 'The' : 'All') : `${number(settled, reader.locale)} of`;
  return `${all} ${counted(doubts, 'reply', 'replies', reader.locale)} in doubt would be settled by ${model}, and no person would have to read ${settled === 1 ? 'it' : 'them'}.`;
}

/** "54 %" */
export const surely = (confidence: number): string =>
  `${Math.floor(Math.min(1, Math.max(0, confidence)) * 100)} %`;

/** "Not sure either." */
export const asSentence = (why: string): string =>
  `${why.charAt(0).toUpperCase()}${why.slice(1).replace(/[.\s]+$/, '')}.`;
