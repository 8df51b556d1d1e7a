import type { Candidate } from './candidates.ts';

/** Signs of print between words, in any language; they tell nothing. */
const print = /[\u2010-\u2027\u2030-\u203a«»¡¿§°€£¥©®™•·…、。〈-】〜！（），．：；？～￥\u3000\u00a0]/u;
const never = /[\u0080-\u009f\ufffd\p{Co}\p{Cn}]/u;
const letter = /[\p{L}\p{M}]/u;
const asciiLetter = /[a-z]/i;
const cased = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u;
const other = /[^\u0000-\u007f]/u;
const word = /[\p{L}\p{M}]+/gu;

export const MOST_PLAUSIBLE = 1;

/**
 * How far a text reads like one in a character set: from 1, where each character beyond ASCII is what such texts
 * consist of or if it has none, down to below 0 where it is not.
 */
export function plausibility(text: string, candidate: Candidate): number {
  const characters = Array.from(text);
  let sum = 0;
  let count = 0;
  for (const [index, character] of characters.entries()) {
    if (!other.test(character) || character === '\ufeff') continue;
    const told = worth(character, characters[index - 1] ?? '', characters[index + 1] ?? '', candidate);
    sum += told;
    if (told !== 0) count += 1;
  }
  return count === 0 ? MOST_PLAUSIBLE : sum / count - crowded(text) / count;
}

function worth(character: string, before: string, after: string, { letters, common }: Candidate): number {
  if (never.test(character)) return -3;
  if (character === '’') return 0;
  if (print.test(character)) return !common && letter.test(before) && letter.test(after) ? -0.5 : 0;
  // Half-wide kana, which some phones write.
  if (/[\uff61-\uff9f]/.test(character)) return -1;
  if (!letters.test(character)) return letter.test(character) || letter.test(before + after) ? -1 : 0;
  if (common) return common.has(character) ? 1 : -0.4;
  if (!cased.test(character)) return asciiLetter.test(before + after) ? -1 : 1;
  return turnsUp(character, before) || mixes(character, before) || mixes(character, after) ? -1 : 1;
}

/** A capital behind a small letter. */
const turnsUp = (character: string, before: string): boolean =>
  /\p{Lu}/u.test(character) && /\p{Ll}/u.test(before);

/** Letters of two alphabets in one word. */
const mixes = (character: string, next: string): boolean =>
  asciiLetter.test(next) && !/[\p{sc=Latin}\p{M}]/u.test(character);

/** Letters in words that consist of accented Latin ones: no language has such, and a wrong reading is full of them. */
function crowded(text: string): number {
  let crowd = 0;
  for (const [letters] of text.matchAll(word)) {
    const accented = letters.match(/[\u00c0-\u024f]/g)?.length ?? 0;
    if (accented >= 2 && accented > (accented < 3 ? 0.9 : 0.7) * letters.length) crowd += 2 * accented;
  }
  return crowd;
}
