import { SECOND } from './clock.ts';

/** How long a claim on a piece of work lasts without a sign of life of the process that made it. */
export const LEASE_MS = 30 * SECOND;
/** How often a process that lives renews its claims. */
export const RENEW_MS = 10 * SECOND;
/**
 * For so long the clock must have run evenly (ClockWatch) before a lease that has ended is believed: time enough for a
 * process that lives to renew it.
 */
export const WATCH_MS = RENEW_MS + 5 * SECOND;
