import fc from 'fast-check';

/** What people do in HubSpot to a contact, or to another one of the same person that may be merged with it. */
const facts = [
  'to the assistant',
  'to its owner',
  'to a colleague',
  'to nobody',
  'context written',
  'context cleared',
  'opted out',
  'do not contact',
  'new address',
  'deleted',
  'restored',
  'deleted and restored',
  'twin to the assistant',
  'twin merged into it',
  'merged into its twin',
] as const;
export type Fact = (typeof facts)[number];

/** What a contact does with the latest mail, and an answer of each kind in words. */
export const answers = {
  agrees: 'Thursday 3 pm works.',
  'wants more': 'This looks very interesting, please send me a contract.',
  asks: 'What does it cost for 40 people?',
  refers: 'I am not the right person for this. Please contact my colleague Bob at bob@northwind.example.com.',
  later: 'Please get back to me in two weeks.',
  'wants the brochure': 'Could you send me a brochure first?',
  'asks to stop': 'Not interested, please stop emailing me.',
  unsubscribes: 'Please unsubscribe me.',
  left: 'I no longer work at Northwind.',
  retired: 'Thank you for your email. I have now retired from Northwind.',
  something: 'Hm.',
  bounces: null,
  'is away': null,
  'clicks unsubscribe': null,
} as const;
export type Answer = keyof typeof answers;

/** One day: what happens in HubSpot, in this order, and later what the contact answers. Empty: time passes. */
export interface Day {
  facts: Fact[];
  answer: Answer | null;
}
export type History = Day[];

/** Most of what can happen needs an assistant that owns the contact. */
const mostly: Fact[] = Array.from({ length: 5 }, () => 'to the assistant');

// The simplest first: a counterexample is shrunk towards it. No `map`, so that values can be shrunk without context.
const day = fc.record({
  facts: fc.array(fc.constantFrom(...mostly, ...facts), { maxLength: 4 }),
  answer: fc.option(fc.constantFrom(...(Object.keys(answers) as Answer[])), { freq: 2 }),
});
const history = fc.array(day, { minLength: 1, maxLength: 5 });

/** The same seed and count make the same histories. */
export const historiesOf = (seed: number, count: number): History[] =>
  fc.sample(history, { seed, numRuns: count });

/** Simpler histories than this one, the simplest first. */
export function* simpler(of: History, most: number): Generator<History> {
  let left = most;
  for (const { value } of history.shrink(of, undefined)) {
    if (left-- === 0) return;
    yield value;
  }
}

export const describeHistory = (of: History): string =>
  of.map(({ facts: done, answer }, at) => `day ${at + 1}: ${[...done, ...(answer ? [`answers: ${answer}`] : [])].join(', ') || 'nothing'}`).join(' | '); // prettier-ignore
