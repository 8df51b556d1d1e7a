import { lean } from '../prose/lean.ts';
import type { Sentence } from '../prose/sentences.ts';
import type { Evidence, Found } from './found.ts';

const phone = lean(/(?<![\p{L}\d])(?:\+|00|0|\()\d[\d ()/.-]{6,}\d/gu);
const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '');

/** Telephone numbers, known by their last nine digits: a country's code may stand before or not. */
export function* phonesIn({ folded }: Sentence, { passages }: Evidence): Generator<Found> {
  for (const { index, 0: words } of folded.matchAll(phone)) {
    if (digitsOf(words).length < 7) continue;
    const passage = passages.find(({ text }) => digitsOf(text).includes(digitsOf(words).slice(-9))) ?? null;
    yield {
      start: index,
      end: index + words.length,
      kind: 'number',
      passage,
      reason: 'This telephone number stands in no source.',
    };
  }
}
