import { deu, eng, fra, ita, jpn, nld, por, spa } from 'stopword';
import { isBeginning, isUnparted, wordsOf } from './words.ts';
import type { Term } from './words.ts';

/** What people put around what they ask for, which the lists of the library leave out. */
const asking = [
  'how much many long does do did can could would should will you your yours have has there any tell please want need know get',
  'wie viel viele wieviel lange gibt habt haben könnt können kann möchte bitte ihr ihre ihnen euer welche welcher',
  'combien est-ce avez vous votre vos peut pouvez puis-je quel quelle quels quelles y a-t-il',
  'cuánto cuánta cuántos cuál cuáles tienen tiene puede pueden puedo hay usted ustedes su sus dónde qué',
  'quanto quanta quantos qual quais tem têm pode podem posso há vocês seu sua onde',
  'quanto quanta quanti quale quali avete potete posso vostro vostra dove',
  'hoeveel heeft hebben jullie kunnen kunt kan uw welke waar',
  'です ます ですか ますか いくら どこ どの いつ なに どれ ありますか でしょうか ください',
];

const small: ReadonlySet<string> = new Set(
  [eng, deu, fra, spa, por, ita, nld, jpn, asking].flat().flatMap((words) => wordsOf(words)),
);

/** What a question looks for, at most so many words, in its order. */
export function termsOf(question: string, most: number): Term[] {
  const words = [...new Set(wordsOf(question))];
  const terms = words.map((word) => ({ word, stem: stemOf(word), small: small.has(word) }));
  const telling = terms.filter((term) => !term.small);
  return (telling.length > 0 ? telling : terms).slice(0, most);
}

/** So much of a word stays whatever ending the languages give it; no language is asked for. */
function stemOf(word: string): string {
  if (/\p{N}/u.test(word) || isUnparted(word)) return word;
  const cut = word.length > 6 ? 3 : Math.max(0, word.length - 4);
  return word.slice(0, word.length - cut);
}

/** How well a text has what is searched for, 0 to 1. `words`: of the text. */
export function closeness(term: Term, words: ReadonlySet<string>): number {
  if (words.has(term.word)) return 1;
  if (!isBeginning(term)) return 0;
  let best = 0;
  for (const word of words) {
    if (word.startsWith(term.word)) return LONGER;
    if (word.startsWith(term.stem)) best = SAME_STEM;
  }
  return best;
}
const LONGER = 0.9;
const SAME_STEM = 0.75;
