import { describe, expect, it } from 'vitest';
import type { SequenceStep } from '../../../writing/types.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { lead, situation, TUESDAY } from '../../test-leads.ts';
import type { LeadEvent } from '../events.ts';
import { decide } from '../transitions.ts';

const step = (key: string, body = key): SequenceStep => ({
  key,
  name: key,
  afterBusinessDays: 2,
  subject: '',
  body,
});
const before = lead({ steps: [step('a'), step('b'), step('c')], step: 1, wakeAt: null });
const edited = (steps: SequenceStep[], version = 2) =>
  ({ type: 'sequence-changed', version, name: 'Ours', steps }) as const;

it('an edit reaches the emails that have not left, and no other', () => {
  const decision = decide(before, edited([step('a', 'A anew'), step('b', 'B anew'), step('d')]), situation());
  expect(decision?.change).toMatchObject({
    steps: [step('a'), step('b', 'B anew'), step('d')],
    sequenceVersion: 2,
    wakeAt: TUESDAY,
  });
  expect(decision?.effects).toEqual([{ do: 'cancel-mails' }]);
});

it('an email put before one that has left comes too late', () => {
  const decision = decide(before, edited([step('new'), step('a'), step('b')]), situation());
  expect(decision?.change.steps).toEqual([step('a'), step('b')]);
});

it('a promise to come back is kept', () => {
  const promise = { ...step('later'), later: { before: 'b' } };
  const waiting = { ...before, steps: [step('a'), promise, step('b')] };
  expect(decide(waiting, edited([step('a'), step('x')]), situation())?.change.steps).toEqual([
    step('a'),
    promise,
    step('x'),
  ]);
});

it('the same edit twice, or an earlier one late, changes nothing', () => {
  const follows = lead({ ...before, sequenceVersion: 2 });
  expect(decide(follows, edited([step('x')]), situation())).toBeNull();
  expect(decide(follows, edited([step('x')], 1), situation())).toBeNull();
});

it('who has had every email that is left gets no other, and goes back in its turn', () => {
  const done = decide(before, edited([step('a')]), situation());
  expect(done?.change).toMatchObject({ steps: [step('a')], wakeAt: TUESDAY });
});

it('an email that cannot be written waits for a person; one that is no longer due does not', () => {
  const event = { type: 'mail-unwritable', step: 1, reason: 'The company is missing.', field: null } as const;
  expect(decide(before, event, situation())).toMatchObject({
    change: { stage: 'paused', closeReason: 'The company is missing. Then resume.' },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
  });
  expect(decide(before, { ...event, step: 0 }, situation())).toBeNull();
  expect(decide({ ...before, stage: 'closed' }, event, situation())).toBeNull();
});

describe('an email that waits for a field', () => {
  const waits = { type: 'mail-unwritable', step: 1, reason: '“Tier” was deleted.', field: 'tier' } as const;
  const held = { ...before, ...decide(before, waits, situation())?.change };
  const mended = (campaign: string | null = null, tag = 'tier') =>
    ({ type: 'field-mended', tag, campaign }) as const;
  const goesOn = (lead: Lead) => decide(lead, mended(), situation());
  const after = (lead: Lead, event: LeadEvent): Lead => ({
    ...lead,
    ...decide(lead, event, situation())?.change,
  });

  it('says so, and leaves by itself once the field is there again', () => {
    expect(held).toMatchObject({
      stage: 'paused',
      closeReason: '“Tier” was deleted. It goes on by itself when that is mended.',
      held: { why: 'field', tag: 'tier' },
    });
    expect(goesOn(held)).toMatchObject({
      change: { stage: 'nurturing', closeReason: null },
      effects: [{ do: 'write-status', urgent: false }],
    });
    expect(goesOn(held)?.change.wakeAt).toBeGreaterThan(TUESDAY);
  });

  it('does not wait for another field', () => {
    expect(decide(held, mended(null, 'plan'), situation())).toBeNull();
  });

  it('goes on with its campaign where that is paused', () => {
    const paused = after(held, mended('The campaign “Spring” is paused.'));
    expect(paused).toMatchObject({ stage: 'paused', held: { why: 'campaign' } });
    expect(after(paused, { type: 'campaign-resumed', why: '' }).stage).toBe('nurturing');
    expect(after(held, { type: 'campaign-resumed', why: '' }).stage).toBe('paused');
  });

  it.each<[string, LeadEvent]>([
    ['a person paused it', { type: 'pause-asked', by: 'Rae Rep' }],
    ['a rule of its campaign paused it', { type: 'campaign-paused', why: 'A rule.', byRule: true }],
  ])('stays where %s meanwhile, as does what its campaign had paused', (_who, event) => {
    expect(goesOn(after(held, event))).toBeNull();
    const withCampaign = after(before, { type: 'campaign-paused', why: 'It pauses.' });
    const stays = after(withCampaign, event);
    expect(decide(stays, { type: 'campaign-resumed', why: '' }, situation())).toBeNull();
  });

  it('is written anew from a text that was changed', () => {
    const now = after(held, edited([step('a'), step('b')]));
    expect(now.stage).toBe('nurturing');
    const byPerson = { ...held, held: null };
    expect(after(byPerson, edited([step('a'), step('b')])).stage).toBe('paused');
  });
});
