import type { Request, Response } from 'express';
import type { Clock } from '../../ground/clock.ts';
import { MINUTE } from '../../ground/clock.ts';

/** A signature is valid for five minutes either way. */
const REMEMBER_MS = 10 * MINUTE;
/** About 20 MB at the most. Beyond it the oldest are forgotten: events are deduplicated in the database anyway. */
const MAX_REMEMBERED = 100_000;

/**
 * Refuses a request that was captured and sent again. Reads are exempt: two cards on one page may well ask the same in
 * the same millisecond. A request that failed on our side may be repeated, as HubSpot does once.
 */
export function createReplayGuard(clock: Clock) {
  const seen = new Map<string, number>();
  // A clock that is set must not make it forget.
  const now = (): number => clock.steady?.() ?? clock.now();
  const forgetOld = (): void => {
    for (const [signature, at] of seen) {
      if (seen.size <= MAX_REMEMBERED && now() - at < REMEMBER_MS) return;
      seen.delete(signature);
    }
  };
  return {
    refuse(request: Request, response: Response): 'replayed' | null {
      if (request.method === 'GET') return null;
      const signature = request.get('x-hubspot-signature-v3') ?? '';
      if (seen.has(signature)) return 'replayed';
      seen.set(signature, now());
      forgetOld();
      response.once('close', () => {
        if (!response.writableFinished || response.statusCode >= 500) seen.delete(signature);
      });
      return null;
    },
  };
}
