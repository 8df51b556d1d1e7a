import { setTimeout as pause } from 'node:timers/promises';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { CallLog } from './calls.ts';

const QUIET_MS = 250;
const PATIENCE_MS = 3_000;

/**
 * Resolves when the app has asked nothing for a moment and nothing waits to be told to it: to true, or after 3 s to
 * false. A leap of time
 * in the middle of its work is to it what a clock is that somebody sets: it makes sure before it goes on, for a minute.
 */
export async function quiet({ calls, webhooks }: { calls: CallLog; webhooks: Webhooks }): Promise<boolean> {
  for (let waited = 0, made = -1; waited < PATIENCE_MS; waited += QUIET_MS) {
    if (made === calls.made && webhooks.waiting === 0) return true;
    ({ made } = calls);
    await pause(QUIET_MS);
  }
  return false;
}
