import { languageOf } from '../ground/languages.ts';
import type { Language } from '../ground/languages.ts';
import { glue } from './glue.ts';
import { linesOf, sentencesIn } from './sentences.ts';

const URL = /^https?:\/\/\S+$/i;
const MOST_WORDS = 12;

/**
 * What a company description gives a mail: its whole sentences as they are written, list items and scraps left out.
 * A description that is only a few words or an address gets words before it that suit any of them. One that is
 * certainly in another language than the mail gives nothing.
 */
export function descriptionSentences(description: string, language: Language): string[] {
  const written = languageOf(description);
  if (written !== null && written !== language) return [];
  const lines = linesOf(description).filter(({ text }) => text !== '');
  const whole = lines
    .filter(({ inList }) => !inList)
    .flatMap(({ text }) => sentencesIn(text).filter(isWhole));
  const [only] = lines;
  if (whole.length > 0 || !only || lines.length > 1) return whole;
  const scrap = only.text.replace(/[\s.,;:]+$/, '');
  if (URL.test(scrap)) return [glue[language].website(scrap)];
  return scrap !== '' && scrap.split(/\s+/).length <= MOST_WORDS ? [glue[language].inFewWords(scrap)] : [];
}

/** Ends as a sentence, and is more than a name with a full stop. */
const isWhole = (text: string): boolean =>
  /[.!?。！？]["”')」]?$/.test(text) && (text.split(/\s+/).length > 3 || /\p{Script=Han}/u.test(text));
