import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { sentOf } from '../lead/sent-of.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { lead, reply, situation, TUESDAY } from '../test-leads.ts';
import type { ChosenOutcome, Decision } from './events.ts';
import { decide } from './transitions.ts';

const effects = (decision: Decision | null): string[] => (decision?.effects ?? []).map((effect) => effect.do);
const day = (ms: number | null | undefined): string =>
  DateTime.fromMillis(ms ?? 0, { zone: 'Europe/Berlin' }).toFormat('ccc dd.MM. HH:mm');

describe('what a person decides about an email that waits', () => {
  const skipped = { type: 'mail-skipped', kind: 'step', step: 0, by: 'Rae Rep' } as const;

  it('skipped: the next one comes at its gap, and it does not count as sent', () => {
    const decision = decide(lead({ wakeAt: null }), skipped, situation());
    expect(decision?.change).toMatchObject({ step: 1, steps: [{ skipped: true }, {}, {}] });
    expect(day(decision?.change.wakeAt)).toBe('Thu 26.11. 10:00');
    expect(sentOf({ ...lead(), ...decision?.change })).toBe(0);
  });

  it('skipped late: another one is next by now', () => {
    expect(decide(lead({ step: 1 }), skipped, situation())).toBeNull();
  });

  it('no brochure: the contact goes back', () => {
    const decision = decide(lead(), { ...skipped, kind: 'brochure' }, situation());
    expect(decision?.change).toMatchObject({ stage: 'handing_back', state: 'Responded' });
  });

  it('another Context: whoever decides sees what changed', () => {
    const decision = decide(lead(), { type: 'context-changed', context: 'New' }, situation());
    expect(effects(decision)).toEqual(['compare-draft']);
  });
});

describe('what a person says that an answer means', () => {
  const closed = lead({
    stage: 'closed',
    state: 'Responded',
    answer: { ...reply('Other'), doubtful: true, at: TUESDAY },
  });
  const chosen = (outcome: ChosenOutcome, of: Lead = closed) =>
    decide(of, { type: 'outcome-chosen', outcome, by: 'Rae Rep' }, situation());

  it.each<[ChosenOutcome, Partial<Lead>]>([
    ['AgreedToMeet', { state: 'Hot', subState: null, pickedUpAt: null }],
    ['SeekingMoreInfo', { state: 'Responded', pickedUpAt: TUESDAY }],
    ['Deactivated', { state: 'DeActivated', subState: 'asked_to_stop' }],
    ['MovedOut', { state: 'DeActivated', subState: 'moved_out' }],
    ['Unsubscribed', { state: 'UnSubscribed', subState: null }],
  ])('%s', (outcome, change) => {
    expect(chosen(outcome)?.change).toMatchObject({
      ...change,
      answer: { class: outcome, doubtful: false },
    });
  });

  it('an opt-out counts, and nobody takes one back', () => {
    expect(effects(chosen('Unsubscribed'))).toContain('suppress-address');
    expect(chosen('AgreedToMeet', { ...closed, state: 'UnSubscribed' })?.change.state).toBe('UnSubscribed');
  });

  it('says nothing of a lead that an assistant works on again', () => {
    expect(chosen('Other', lead())).toBeNull();
  });

  it('a reply by hand takes the lead up', () => {
    const event = { type: 'answered-by-hand', by: 'Rae Rep', subject: 'Re: you', certain: true } as const;
    expect(decide(closed, event, situation())?.change).toEqual({ pickedUpAt: TUESDAY });
  });
});
