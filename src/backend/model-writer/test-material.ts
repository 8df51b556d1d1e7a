import type { Material } from './material.ts';
import type { Answer } from './question.ts';

/** A first email to Ada about her quote. */
export const material = (change: Partial<Material> = {}): Material => ({
  task: 'first',
  language: 'en',
  wantsSubject: true,
  assistant: {
    name: 'Tara',
    email: 'tara@acme.example.com',
    role: 'Sales assistant',
    signature: '',
    companyDescription: 'Acme rents out cargo bikes.',
    brochureUrl: null,
    calendarUrl: null,
  },
  formal: null,
  short: false,
  sources: [
    {
      id: 'C1',
      kind: 'context',
      of: '',
      what: 'why we write',
      text: 'You asked us for a quote for 12 cargo bikes.',
    },
    { id: 'P1', kind: 'property', of: 'company', what: 'company of the contact', text: 'Thornbury Water' },
    { id: 'K1', kind: 'knowledge', of: 'item-1', what: 'Prices', text: 'A cargo bike costs 79 EUR a month.' },
  ],
  background: [],
  again: 0,
  ...change,
});

const says = (text: string, sources: string[] = [], paragraph = 1) => ({ text, sources, paragraph });

/** A model's answer to it that is of use. */
export const answer = (change: Partial<Answer> = {}): Answer => ({
  subject: 'Cargo bikes for Thornbury Water',
  subjectSources: ['P1'],
  sentences: [
    says('You asked us for a quote for 12 cargo bikes.', ['C1']),
    says('A cargo bike costs 79 EUR a month.', ['K1'], 2),
    says('Would you have fifteen minutes for a call on Thursday?', [], 2),
  ],
  ...change,
});
