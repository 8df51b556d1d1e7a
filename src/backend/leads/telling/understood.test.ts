import { describe, expect, it } from 'vitest';
import type { Classification } from '../../replies/types.ts';
import { reply } from '../test-leads.ts';
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

const taught = { phraseId: 'p1', example: 'Put the kettle on', similarity: 0.947, mode: 'always' } as const;

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

  it('names the taught phrase that decided, how much alike it is, and the words', () => {
    expect(understood(reply('AgreedToMeet', { taught, evidence: 'Put the ketle on.' }))).toBe(
      'Taught phrase: “Put the kettle on” (94 % alike), always. Understood: agreed to meet, from “Put the ketle on”.',
    );
  });

  it('says that a person decides where it only suggests, or where more is said', () => {
    const suggested = reply('Retired', { taught: { ...taught, mode: 'suggest' }, doubtful: true });
    expect(understood(suggested)).toBe(
      'Taught phrase: “Put the kettle on” (94 % alike), only as a suggestion. A person decides; suggested: retired, from “the words”.',
    );
    const more = reply('AgreedToMeet', { taught, doubtful: true, secondary: ['Unsubscribed'] });
    expect(understood(more)).toContain('A person decides; suggested: agreed to meet');
    expect(understood(more)).toContain('Also: unsubscribed.');
  });
});
