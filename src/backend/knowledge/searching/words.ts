import { folded } from '../../ground/folded.ts';

/** Japanese parts no words: every two letters that stand together count as one. */
const UNPARTED = /([\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]+)/u;
export const isUnparted = (text: string): boolean => UNPARTED.test(text);
/** "1.200", "1,200" and "1 200" are one number. */
const GROUPING = /(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))/g;
const LONGEST_WORD = 40;

/** The words of a text as they are compared, in its order: small letters, no accents, numbers without grouping. */
export const wordsOf = (text: string): string[] =>
  (folded(text.replace(GROUPING, '')).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    run.split(UNPARTED).flatMap((part) => {
      if (part === '') return [];
      return isUnparted(part) ? pairs(part) : [part.slice(0, LONGEST_WORD)];
    }),
  );

function pairs(text: string): string[] {
  const letters = Array.from(text);
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

/** A word that is searched for. */
export interface Term {
  word: string;
  /** What every form of it begins with: "pric" of "prices", "price" and "pricing"; the word itself: only as it is. */
  stem: string;
  /** A word of grammar, in one of the eight languages: it finds, and says next to nothing. */
  small: boolean;
}

/** Short words and numbers are found as they are, others by what they begin with. */
export const isBeginning = ({ stem, word }: Term): boolean =>
  word.length > 3 && !/\p{N}/u.test(word) && !isUnparted(stem);
