import { describe, expect, it } from 'vitest';
import type { CampaignDraft, CampaignRules, PropertyRule } from '../../cards/campaigns/contract.ts';
import { changedAt, sinceIn } from './changes.ts';

const rule = (change: PropertyRule['change'], value: string) => ({ change, value });
const history = [
  { value: 'customer', at: 30 },
  { value: 'Lead', at: 20 },
  { value: 'customer', at: 10 },
];

describe('when a property changed', () => {
  it.each([
    ['to', 'customer', 0, 30],
    ['to', 'Customer', 29, 30],
    ['to', 'customer', 30, null],
    ['to', 'lead', 0, 20],
    ['to', 'lead', 25, null],
    ['from', 'lead', 0, 30],
    ['from', 'customer', 0, 20],
    ['from', '', 0, 10],
    ['to', '', 0, null],
  ] as const)('%s %s since %i: %s', (change, value, since, at) => {
    expect(changedAt(history, rule(change, value), since)).toBe(at);
  });

  it('of several chosen values each counts, and one that stays is no change', () => {
    const chosen = [
      { value: 'red;blue', at: 30 },
      { value: 'red', at: 20 },
    ];
    expect(changedAt(chosen, rule('to', 'blue'), 0)).toBe(30);
    expect(changedAt(chosen, rule('to', 'red'), 20)).toBeNull();
  });

  it('is emptied', () => {
    expect(changedAt([{ value: '', at: 30 }, ...history.slice(1)], rule('to', ''), 0)).toBe(30);
  });
});

describe('since when a rule counts', () => {
  const none: CampaignRules = {
    review: [],
    properties: [],
    meetingEndsCompany: false,
    quietUntil: null,
    reEnroll: null,
    handOver: null,
  };
  const version = (changedAt: number, meetingEndsCompany: boolean | null) => ({
    changedAt,
    content: (meetingEndsCompany === null ? {} : { rules: { ...none, meetingEndsCompany } }) as CampaignDraft,
  });
  const has = (rules: CampaignRules): boolean => rules.meetingEndsCompany;

  it('is the version that brought it in, the last time', () => {
    expect(sinceIn([version(40, true), version(30, true), version(20, false), version(10, true)], has)).toBe(
      30,
    );
    expect(sinceIn([version(20, true), version(10, true)], has)).toBe(10);
    expect(sinceIn([version(20, true), version(10, null)], has)).toBe(20);
  });

  it('is never, where it is not there any more', () => {
    expect(sinceIn([version(20, false), version(10, true)], has)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
