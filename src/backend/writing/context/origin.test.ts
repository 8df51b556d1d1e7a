import { expect, it } from 'vitest';
import { languages } from '../../ground/languages.ts';
import { contextWithOrigin } from './origin.ts';
import { readOrigin } from './origin-line.ts';

const ann = { firstName: 'Ann', lastName: 'Example' };
const ORIGIN = 'Named by Ada O’Neil-Novak 2 as the person to turn to.';

it('where a name comes from is said in the language of the mail', () => {
  expect(readOrigin(ORIGIN, 'en')).toBe('I have your name from Ada O’Neil-Novak 2.');
  for (const language of languages) {
    expect(readOrigin(ORIGIN, language)).toContain('Ada O’Neil-Novak 2');
    const unnamed = readOrigin('Named by a colleague at Acme as the person to turn to.', language);
    expect(unnamed, language).not.toMatch(language === 'en' ? /Acme/ : /colleague|Acme/);
  }
  for (const other of [
    'Named by her boss, who hates us, as the person to turn to.',
    'Named by',
    'Ada named us.',
  ])
    expect(readOrigin(other, 'en')).toBeNull();
});

it('it stands before the Context; what a default one says of a person is left out', () => {
  const standard = 'Why: You filled in our form\nMet at the fair. We help hotels.\nOffer: A free trial';
  expect(contextWithOrigin(ORIGIN, { own: null, standard }, ann)).toBe(
    `${ORIGIN}\n\n\nWe help hotels.\nOffer: A free trial`.replace('\n\n\n', '\n\n'),
  );
  expect(contextWithOrigin(ORIGIN, { own: 'Why: you called', standard }, ann)).toBe(
    `${ORIGIN}\n\nWhy: you called`,
  );
  expect(contextWithOrigin(ORIGIN, { own: ORIGIN, standard }, ann)).toBe(ORIGIN);
  expect(contextWithOrigin(ORIGIN, { own: null, standard: '' }, ann)).toBe(ORIGIN);
});
