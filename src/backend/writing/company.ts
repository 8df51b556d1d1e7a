import { linesOf, sentencesIn } from './sentences.ts';

const URL = /^https?:\/\/\S+$/i;
const MOST_WORDS = 12;

/**
 * What a company description gives a mail: its whole sentences as they are written, list items and scraps left out.
 * A description that is only a few words or an address gets words before it that suit any of them.
 */
export function descriptionSentences(description: string): string[] {
  const lines = linesOf(description).filter(({ text }) => text !== '');
  const whole = lines
    .filter(({ inList }) => !inList)
    .flatMap(({ text }) => sentencesIn(text).filter(isWhole));
  const [only] = lines;
  if (whole.length > 0 || !only || lines.length > 1) return whole;
  const scrap = only.text.replace(/[\s.,;:]+$/, '');
  if (URL.test(scrap)) return [`You can read more about us on our website (${scrap}).`];
  return scrap !== '' && scrap.split(/\s+/).length <= MOST_WORDS
    ? [`What we do, in a few words: ${scrap}.`]
    : [];
}

/** Ends as a sentence, and is more than a name with a full stop. */
const isWhole = (text: string): boolean => /[.!?]["”')]?$/.test(text) && text.split(/\s+/).length > 3;
