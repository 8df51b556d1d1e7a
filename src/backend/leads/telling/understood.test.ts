import { describe, expect, it } from 'vitest';
import type { Classification } from '../../replies/types.ts';
import { understood } from './understood.ts';

const answer: Classification = {
  class: 'AgreedToMeet',
  confidence: 0.95,
  evidence: 'Thursday works.',
  date: null,
  referredEmail: null,
  secondary: [],
  doubtful: false,
  legal: false,
};

describe('what was understood, in one line', () => {
  it('says what, how surely, and from which words', () => {
    expect(understood(answer)).toBe('Understood: agreed to meet (surely), from “Thursday works”.');
  });

  it('says what of the mail was left out', () => {
    const line = understood({ ...answer, leftOut: ['our email', 'a quotation', 'the signature'] });
    expect(line).toMatch(/ Not read as an answer: our email and the signature\.$/);
    expect(understood({ ...answer, leftOut: [] })).not.toContain('Not read');
  });

  it('quotes nothing that stands beside it', () => {
    expect(understood(answer, 'Agreed to meet: “Thursday works”.')).toBe(
      'Understood: agreed to meet (surely).',
    );
  });

  it('of a doubtful one only says what it would have guessed', () => {
    const line = understood({ ...answer, doubtful: true, confidence: 0.4, secondary: ['Unsubscribed'] });
    expect(line).toMatch(
      /^Not sure; Baton would have guessed: agreed to meet \(40 %\).* Also: unsubscribed\.$/,
    );
  });
});
