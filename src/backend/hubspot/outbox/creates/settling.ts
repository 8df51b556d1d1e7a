import { SECOND } from '../../../ground/clock.ts';
import { CALL_TIMEOUT_MS } from '../../calls/transport.ts';

/**
 * When a look at HubSpot proves that a note, task or email does not exist. HubSpot has no conditional create, so a
 * second one is kept off by time alone: whoever claims a row, or renews the claim, lets its create leave within
 * LEAVES_WITHIN_MS or not at all, and what left takes effect within EFFECT_WITHIN_MS or never. Before that, a row that is found in HubSpot is
 * done, but one that is not found there may still come, whatever became of the process that sent it.
 */
export const LEAVES_WITHIN_MS = 15 * SECOND;
/** As long as the client itself would wait for the answer, and a little longer. */
export const EFFECT_WITHIN_MS = CALL_TIMEOUT_MS + 5 * SECOND;
/** From a claim or its renewal on. */
export const SETTLED_AFTER_MS = LEAVES_WITHIN_MS + EFFECT_WITHIN_MS;
