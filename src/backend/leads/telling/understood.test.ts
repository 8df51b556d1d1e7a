import { describe, expect, it } from 'vitest';
import { reply } from '../test-leads.ts';
import { understood } from './understood.ts';

const taught = { phraseId: 'p1', example: 'Put the kettle on', similarity: 0.947, mode: 'always' } as const;

describe('what is told of how an answer was understood', () => {
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
