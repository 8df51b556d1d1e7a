import { expect, it } from 'vitest';
import { keywordIn } from './rules.ts';

const any = (...words: string[]) => [{ language: '', words }];

it.each([
  ['We need a Non-Disclosure agreement first.', ['non-disclosure'], 'non-disclosure'],
  ['Our procurement asks.', ['procure'], null],
  ['Bitte an die Rechtsabteilung.', ['rechtsabteilung'], 'rechtsabteilung'],
  ['Das macht Herr Muller.', ['Müller'], 'Müller'],
  ['Price? No, a price list, please.', ['price list'], 'price list'],
  ['The list of prices', ['price list'], null],
  ['A list. Price it.', ['price list'], null],
  ['見積書を送ってください。', ['見積書'], '見積書'],
  ['', ['price'], null],
])('finds whole words: %s', (text, words, found) => {
  expect(keywordIn(any(...words), text, text.includes('書') ? 'ja' : 'en')).toBe(found);
});

it('words of a language count in answers of that language, and where it is not known', () => {
  const german = [{ language: 'de', words: ['Gift'] }];
  expect(keywordIn(german, 'Thank you for the gift.', 'en')).toBeNull();
  expect(keywordIn(german, 'Das ist Gift.', 'de')).toBe('Gift');
  expect(keywordIn(german, 'Gift?', null)).toBe('Gift');
});
