import { describe, expect, it } from 'vitest';
import {
  describeFault,
  describeMailFault,
  describeModelFault,
  faultPresets,
  modelFaultPresets,
} from './faults.ts';

describe('describeFault', () => {
  it('says what is struck, how, and how often', () => {
    expect(
      describeFault({
        kind: 'status',
        status: 429,
        retryAfter: 2,
        times: 5,
        match: { method: 'POST', path: '/crm' },
      }),
    ).toBe('POST to /crm answers 429, Retry-After 2, 5 times');
    expect(describeFault({ kind: 'hang', times: 1, match: { portalId: 7 }, probability: 0.5 })).toBe(
      'Every call of account 7 never answers, 50 % of the time, once',
    );
  });
  it('names a kind it does not know', () => {
    expect(describeFault({ kind: 'new-kind', match: {} })).toBe('Every call new-kind, always');
  });
  it('has a sentence of its own for each preset', () => {
    expect(new Set(faultPresets.map(({ fault }) => describeFault(fault))).size).toBe(faultPresets.length);
  });
  it('describes mail faults', () => {
    expect(describeMailFault({ service: 'smtp', kind: 'defer', to: '@x.example', times: 3 })).toBe(
      'SMTP answers 451 for the recipient for @x.example, 3 times',
    );
  });
  it('describes faults of the language model, each in its own words', () => {
    expect(describeModelFault({ kind: 'slow', ms: 10_000, times: 2 })).toBe(
      'The model answers after 10 s, 2 times',
    );
    const all = modelFaultPresets.map(({ fault }) => describeModelFault(fault));
    expect(new Set(all).size).toBe(all.length);
  });
});
