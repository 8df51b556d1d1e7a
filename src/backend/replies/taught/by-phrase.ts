import type { Guess } from '../learned/model.ts';
import { asksForNoMore } from '../no-more.ts';
import type { Classification } from '../types.ts';
import type { Match } from './match.ts';

/** How a text is understood about which nothing was taught. */
interface Untaught {
  read(text: string): Classification;
  likeliest(text: string): Guess | undefined;
}

/**
 * What an answer means that says a taught phrase. An opt-out goes first, wherever it stands in the answer, if the phrase
 * is not one itself; where only a sentence of the rest is likely one, a person decides.
 * @param answer as the phrase has it, its details read from the whole text
 */
export function byPhrase(
  { phrase, similarity, rest }: Match,
  text: string,
  answer: Classification,
  { read, likeliest }: Untaught,
): Classification {
  const { phraseId, example, mode } = phrase;
  const taught = { phraseId, example, mode, similarity };
  const decided = { ...answer, taught, doubtful: mode === 'suggest' };
  if (phrase.class === 'Unsubscribed' && mode === 'always') return decided;
  const maySayNoMore = (part: string): boolean => asksForNoMore(part) || isLikelyOptOut(likeliest(part));
  const optsOut = (part: string): boolean => isSureOptOut(likeliest(part));
  const untaught = read(text);
  if (optsOut(text) || (untaught.class === 'Unsubscribed' && !untaught.doubtful)) return untaught;
  if (rest.length === 0) return decided;
  const beside = rest.join('\n');
  if (optsOut(beside)) return read(beside);
  if (phrase.class !== 'Unsubscribed' && rest.some(maySayNoMore))
    return { ...decided, secondary: ['Unsubscribed'], doubtful: true };
  const also = likeliest(beside);
  return also?.isSure && also.class !== phrase.class ? { ...decided, secondary: [also.class] } : decided;
}

/** Than all else together. */
const LIKELIER = 0.5;
const isLikelyOptOut = (guess: Guess | undefined): boolean =>
  guess?.class === 'Unsubscribed' && guess.probability > LIKELIER;

const isSureOptOut = (guess: Guess | undefined): boolean => guess?.class === 'Unsubscribed' && guess.isSure;
