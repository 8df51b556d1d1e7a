import { expect, it } from 'vitest';
import { formerBodies } from '../../../writing/recommended-sequence.ts';
import { stepsOf, systemSequences } from '../../../writing/sequences.ts';
import { hadOf, withoutHad } from './had.ts';

const [recommended] = systemSequences;
const english = recommended ? stepsOf(recommended, 'en') : [];

it('an email is known again in another language, and by what it said before it had a key', () => {
  const german = recommended ? stepsOf(recommended, 'de') : [];
  expect(withoutHad(german, hadOf({ steps: english, step: 2, had: null }))).toHaveLength(6);
  expect(withoutHad(english, Object.keys(formerBodies).slice(0, 3))).toEqual(english.slice(3));
});

it('every former text belongs to an email that there is', () => {
  expect(Object.values(formerBodies)).toEqual(english.map(({ key }) => key));
});
