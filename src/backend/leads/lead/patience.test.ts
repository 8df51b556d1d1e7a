import { expect, it } from 'vitest';
import { DAY, MINUTE } from '../../ground/clock.ts';
import type { Lead } from './lead-entity.ts';
import { patienceFor } from './patience.ts';

const NOW = Date.UTC(2026, 10, 24, 9);

it.each<[string, Pick<Lead, 'stage' | 'state' | 'assignedAt'>, number]>([
  [
    'whose emails ended',
    { stage: 'handing_back', state: 'Processed', assignedAt: NOW - 20 * DAY },
    5 * MINUTE,
  ],
  ['with an answer', { stage: 'handing_back', state: 'Hot', assignedAt: NOW - 20 * DAY }, 0],
  ['that an answer came to since', { stage: 'handing_back', state: 'Responded', assignedAt: 0 }, 0],
  [
    'handed over with nothing left to send',
    { stage: 'handing_back', state: 'Processed', assignedAt: NOW },
    0,
  ],
  ['that is back', { stage: 'closed', state: 'Processed', assignedAt: 0 }, 0],
  ['under way', { stage: 'nurturing', state: 'Cold', assignedAt: 0 }, 0],
])('the hand-back of a lead %s may wait for others', (_which, lead, patience) => {
  expect(patienceFor(lead, NOW)).toBe(patience);
});
