import { sentencesOf } from '../sentences.ts';

/** Shorter words stand in nearly every text. */
const SHORTEST = 4;

/**
 * The words of a text that a model says it quotes, as they stand there: spaces and line breaks may differ, nothing else.
 * null: they stand nowhere, or are too few to show anything and not a line of their own.
 */
export function quotedFrom(text: string, claimed: string): string | null {
  const words = claimed.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const found = new RegExp(words.map(literally).join('\\s+'), 'u').exec(text)?.[0] ?? null;
  if (found === null || found.length >= SHORTEST) return found;
  return text.split('\n').some((line) => line.trim() === found) ? found : null;
}

const literally = (word: string): string => word.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');

/** The sentence that holds the quotation; the quotation itself where it goes over several. */
export const sentenceAround = (text: string, quotation: string): string =>
  sentencesOf(text).find((sentence) => flat(sentence).includes(flat(quotation))) ?? quotation;

const flat = (text: string): string => text.replace(/\s+/g, ' ');
