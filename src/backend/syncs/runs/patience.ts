import { MINUTE, SECOND } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { HubSpotClient } from '../../hubspot/calls/client-types.ts';
import type { Hold } from './hold.ts';
import type { Tally } from './tally.ts';

/** So long HubSpot may refuse or be silent about one call before the run stops. What it had not written comes next time. */
const PATIENCE_MS = 10 * MINUTE;
const FIRST_PAUSE_MS = SECOND / 2;
const LONGEST_PAUSE_MS = 30 * SECOND;

export interface PatienceDeps {
  client: HubSpotClient;
  hold: Pick<Hold, 'until'>;
  tally: Tally;
  sleep: (ms: number) => Promise<void>;
  signal: AbortSignal;
}

/**
 * HubSpot for a run: a call that HubSpot asks to wait for, or does not answer, is made again where that is safe; no call
 * leaves once the sync may be another process's; all are counted.
 */
export const patientClient = ({ client, hold, tally, sleep, signal }: PatienceDeps): HubSpotClient => ({
  async call(portalId, call) {
    for (let [attempt, waited] = [0, 0]; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        tally.calls += 1;
        return await client.call(portalId, { ...call, notAfter: hold.until() });
      } catch (error) {
        if (!isBatonError(error) || error.retry === 'never' || error.code === 'HUBSPOT_OUTCOME_UNKNOWN')
          throw error;
        if (error.code === 'HUBSPOT_CALL_EXPIRED') tally.calls -= 1;
        const pause = error.retryAfterMs ?? Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
        if (waited + pause > PATIENCE_MS) throw error;
        waited += pause;
        await sleep(pause);
      }
    }
  },
});
