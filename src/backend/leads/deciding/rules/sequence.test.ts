import { expect, it } from 'vitest';
import type { SequenceStep } from '../../../writing/types.ts';
import { lead, situation, TUESDAY } from '../../test-leads.ts';
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
  const event = { type: 'mail-unwritable', step: 1, reason: 'The company is missing.' } as const;
  expect(decide(before, event, situation())).toMatchObject({
    change: { stage: 'paused', closeReason: 'The company is missing. Then resume.' },
    effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }],
  });
  expect(decide(before, { ...event, step: 0 }, situation())).toBeNull();
  expect(decide({ ...before, stage: 'closed' }, event, situation())).toBeNull();
});
