import { expect, it } from 'vitest';
import type { Assistant } from '../../assistants/assistants.ts';
import { languages } from '../../ground/languages.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import { lead, TUESDAY } from '../test-leads.ts';
import type { AboutLetter } from './about.ts';
import { checkLetter, proposeLetter } from './propose.ts';

const assistant = {
  name: 'Tara',
  email: 'tara@acme.example.com',
  role: 'Sales assistant',
  signature: '',
  companyDescription: 'Acme makes pumps.',
  defaultContext: '',
  brochureUrl: null,
  calendarUrl: null,
} as Assistant; // Nothing else of it is read.

const about = (change: Partial<AboutLetter>): AboutLetter => ({
  lead: lead(),
  assistant,
  record: { properties: { firstname: 'Ada', lastname: 'Lovelace' } } as unknown as ContactRecord,
  thread: [],
  language: 'en',
  self: undefined,
  by: 'Rae Rep',
  colleague: { name: 'Rae Rep', email: 'rae@acme.example.com' },
  ...change,
});
const deps = { knowledge: { sources: async () => [] }, clock: { now: () => TUESDAY } };

it.each(languages)(
  'introduces a person in %s, and claims nothing that stands in no source',
  async (language) => {
    const words = await proposeLetter(about({ language }));
    expect(words.letter).toContain('Rae Rep');
    expect(words.letter).toContain('rae@acme.example.com');
    const { claims } = await checkLetter(deps, about({ language }), words);
    expect(claims.filter(({ source }) => source === null)).toEqual([]);
  },
);

it('a name is no template, and somebody else is not introduced unseen', async () => {
  const odd = about({ colleague: { name: 'Rae {{ assistant.email }} Rep', email: 'rae@acme.example.com' } });
  expect((await proposeLetter(odd)).letter).toContain('Rae assistant.email Rep');
  const words = {
    subject: 'Re: pumps',
    letter: 'Hi Ada,\n\nMeet our director Bob Builder.\n\nBest regards,\nTara',
  };
  const { claims } = await checkLetter(deps, about({}), words);
  expect(claims.filter(({ source }) => source === null).map(({ words: said }) => said)).toEqual([
    'Bob Builder',
  ]);
});
