import { describe, expect, it } from 'vitest';
import { languageOf, languages } from '../../ground/languages.ts';
import { stepsOf, systemSequences } from '../sequences.ts';
import type { WritingInput } from '../types.ts';
import { writeMail } from '../write-mail.ts';

const bare = {
  assistant: {
    name: 'Tara',
    email: 'tara@acme.example.com',
    role: '',
    signature: '',
    companyDescription: '',
    brochureUrl: null,
    calendarUrl: null,
  },
  contact: { firstName: null, lastName: null, email: 'kim@n.example.com', company: null, jobTitle: null },
  context: '',
  ownContext: false,
  priorOwnerName: null,
  labels: [],
  said: [],
  threadSubject: 'Thema',
  unsubscribeUrl: null,
} satisfies Partial<WritingInput>;
const full = {
  ...bare,
  assistant: {
    ...bare.assistant,
    brochureUrl: 'https://acme.example.com/b.pdf',
    calendarUrl: 'https://acme.example.com/c',
  },
  contact: {
    firstName: 'Kim',
    lastName: 'Lee',
    email: 'kim@n.example.com',
    company: 'Novak',
    jobTitle: null,
  },
  priorOwnerName: 'Rae Rep',
} satisfies Partial<WritingInput>;

const everywhere = systemSequences.flatMap((sequence) =>
  languages.map((language) => ({ name: sequence.name, sequence, language })),
);

describe.each(everywhere)('$name in $language', ({ sequence, language }) => {
  const steps = stepsOf(sequence, language);
  const written = (about: typeof bare | typeof full) =>
    Promise.all(steps.map((step, stepIndex) => writeMail({ ...about, step, stepIndex })));

  it('has a text for every email, and a subject for the first', () => {
    expect(steps).toHaveLength(sequence.emails.length);
    expect(steps[0]?.subject).not.toBe('');
    for (const { body } of steps) expect(body.length).toBeGreaterThan(30);
  });

  it('is whole with and without all that may be known', async () => {
    for (const mail of [...(await written(bare)), ...(await written(full))]) {
      expect(mail.subject).not.toMatch(/^\s*$|\{\{|%\}/);
      // A hole of a value that was not there: two spaces, a space before a stop, an empty pair of lines.
      expect(mail.text).not.toMatch(/ {2}|\{|\}| [.,]|\n\n\n|undefined|null/);
    }
  });

  it('speaks its language', async () => {
    const text = (await written(bare)).map((mail) => mail.text).join('\n');
    expect(languageOf(text)).toBe(language);
  });
});

it('the language of a sequence is the contact’s where it has it, else its first', () => {
  const [recommended] = systemSequences;
  if (!recommended) throw new Error('There is no sequence.');
  expect(stepsOf(recommended, 'nl')[0]?.language).toBe('nl');
  expect(stepsOf(recommended, null)[0]?.language).toBe('en');
  expect(stepsOf({ ...recommended, languages: ['fr', 'de'] }, 'ja')[0]?.language).toBe('fr');
});
