import { expect, it } from 'vitest';
import { assistantId, ownerId } from '../ground/identifiers.ts';
import type { Decision } from './deciding/events.ts';
import type { Lead } from './lead/lead-entity.ts';
import { assigned, lead, situation, TUESDAY } from './test-leads.ts';
import { decide } from './deciding/transitions.ts';

const deleted = (before: Partial<Lead>): Lead => {
  const decision = decide(lead(before), { type: 'contact-gone', how: 'deleted' }, situation());
  return { ...lead(before), ...decision?.change };
};
const effects = (decision: Decision | null): string[] => (decision?.effects ?? []).map((effect) => effect.do);
const back = assigned({ ownedSince: TUESDAY - 1 });

it('a deleted contact that is restored goes on with the step it was at', () => {
  const decision = decide(deleted({ step: 2, state: 'Warm' }), back, situation());
  expect(decision?.change).toMatchObject({
    stage: 'nurturing',
    subState: null,
    closeReason: null,
    goneFrom: null,
  });
  expect(decision?.change.round).toBeUndefined();
  expect(decision?.change.step).toBeUndefined();
  expect(decision?.change.wakeAt).toBeGreaterThan(TUESDAY);
  expect(effects(decision)).toEqual(['write-status']);
});

it('a paused one stays paused', () => {
  expect(decide(deleted({ stage: 'paused' }), back, situation())?.change.stage).toBe('paused');
});

it('a decided hand-back is carried out after all', () => {
  const decision = decide(
    deleted({ stage: 'handing_back', state: 'Hot', closeReason: 'Agreed to meet.' }),
    back,
    situation(),
  );
  expect(decision?.change).toMatchObject({
    stage: 'handing_back',
    closeReason: 'Agreed to meet.',
    wakeAt: null,
  });
  expect(effects(decision)).toEqual(['write-status', 'resolve-hand-back']);
});

it.each([
  ['assigned anew after it was restored', { ownedSince: TUESDAY + 1 }],
  ['nobody knows since when it is owned', { ownedSince: null }],
  ['to another assistant', { ownedSince: TUESDAY - 1, assistantId: assistantId('tim') }],
  ['by the card’s button', { ownedSince: TUESDAY - 1, takeFrom: { expected: ownerId('100') } }],
])('%s: a new round that repeats nothing', (_name, change) => {
  expect(decide(deleted({ step: 2 }), assigned(change), situation())?.change).toMatchObject({
    round: 2,
    step: 2,
    goneFrom: null,
    originKey: null,
  });
});

it('one that ended before it was deleted starts a new round', () => {
  const ended = deleted({ stage: 'closed', closedAt: TUESDAY });
  expect(decide(ended, back, situation())?.change).toMatchObject({ round: 2, step: 0 });
});

it('one deleted while the clock was behind goes on as well: HubSpot knows the assignment', () => {
  const before = deleted({ step: 2, ownedSince: TUESDAY + 1 });
  expect(decide(before, assigned({ ownedSince: TUESDAY + 1 }), situation())?.change.step).toBeUndefined();
});
