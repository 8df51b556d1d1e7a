import { MINUTE } from '../../ground/clock.ts';
import type { Lead } from './lead-entity.ts';

/**
 * How long what HubSpot shows may wait for what comes meanwhile, to share its calls, ms. Of a sequence that ended
 * without an answer, and of emails that leave all day.
 */
export const WITHOUT_HURRY_MS = 5 * MINUTE;

/**
 * How long the hand-back of a lead may wait for others, ms. Nobody waits for one whose emails ended without an answer,
 * unless it was handed over just now, for an assistant who had nothing left to write: who did so looks at it.
 */
export const patienceFor = (
  { stage, state, assignedAt }: Pick<Lead, 'stage' | 'state' | 'assignedAt'>,
  now: number,
): number =>
  stage === 'handing_back' && state === 'Processed' && Math.abs(now - assignedAt) >= WITHOUT_HURRY_MS
    ? WITHOUT_HURRY_MS
    : 0;
