import type { Lane } from '../types.ts';

export type Bucket = 'general' | 'search';

interface Rate {
  /** One call is paid off in this many ms. */
  everyMs: number;
  /** How many calls may leave at once after a quiet time, by lane. */
  burst: Readonly<Record<Lane, number>>;
}

/**
 * GCRA: a call may leave if the calls before it are paid off to within (burst − 1) intervals. Let n calls leave within
 * a window of W ms. The first sets `next_at` to at least its own time + t, each further one adds t, and the last found
 * at most (b − 1)·t outstanding, hence n ≤ b + ⌊W / t⌋.
 *
 * - General: HubSpot allows 110 in any rolling 10 s. b = 4 and t = 97 ms give n ≤ 4 + ⌊10,000 / 97⌋ = 107, and no
 *   more than 110 when calls sent over 10,378 ms arrive within 10 s, as they do when a busy machine holds some of them
 *   up; the steady rate is 103.1 per 10 s, 93.7 % of the allowance.
 * - Search: HubSpot allows 5 per s for all apps of the account together. b = 1 and t = 250 ms: 4 per s.
 *
 * Lower lanes may leave fewer calls unpaid. So while bulk work runs at the full rate, two interactive calls may still
 * leave at once, and a steady stream of interactive calls goes before everything else.
 */
export const rates: Readonly<Record<Bucket, Rate>> = {
  general: { everyMs: 97, burst: { interactive: 4, assignment: 3, bulk: 2 } },
  search: { everyMs: 250, burst: { interactive: 1, assignment: 1, bulk: 1 } },
};

/** How far apart the clocks of two processes may be. A clock further behind the last one seen was set back. */
export const CLOCK_SKEW_MS = 5_000;

export const toleranceMs = (bucket: Bucket, lane: Lane): number =>
  (rates[bucket].burst[lane] - 1) * rates[bucket].everyMs;

/**
 * Parameters: portal, bucket, now + interval, now. Asks for one call and answers granted, next_at, seen_at and
 * paused_until in one statement, so that no two processes can take the same place.
 *
 * Time is the later of the asker's clock and the last clock seen, and askers whose clock is behind correct it by what
 * they learn, so that processes whose clocks differ a little take equal turns. After a clock was set back, the account is charged a full burst and starts again from there: it must
 * not stand still until the old time comes round. It starts with WITH because TypeORM returns rows through sqlite3
 * only for such statements.
 */
export function askSql(bucket: Bucket, lane: Lane): string {
  const { everyMs, burst } = rates[bucket];
  const setBack = `hubspot_limit.seen_at > excluded.seen_at + ${CLOCK_SKEW_MS}`;
  const now = `(CASE WHEN ${setBack} OR hubspot_limit.seen_at < excluded.seen_at
    THEN excluded.seen_at ELSE hubspot_limit.seen_at END)`;
  const due = `(CASE WHEN ${setBack} THEN excluded.seen_at + ${burst.interactive * everyMs}
    WHEN hubspot_limit.next_at > ${now} THEN hubspot_limit.next_at ELSE ${now} END)`;
  const paused = `(CASE WHEN ${setBack} THEN 0 ELSE hubspot_limit.paused_until END)`;
  const open = `${paused} <= excluded.seen_at AND ${due} <= ${now} + ${toleranceMs(bucket, lane)}`;
  return `WITH ask AS (SELECT 1)
    INSERT INTO hubspot_limit (portal_id, bucket, next_at, seen_at, paused_until, granted)
    VALUES ($1, $2, $3, $4, 0, 1)
    ON CONFLICT (portal_id, bucket) DO UPDATE SET
      granted = CASE WHEN ${open} THEN 1 ELSE 0 END,
      next_at = CASE WHEN ${open} THEN ${due} + ${everyMs} ELSE ${due} END,
      seen_at = ${now},
      paused_until = ${paused}
    RETURNING granted, next_at, seen_at, paused_until`;
}

/**
 * Parameters: portal, now, until. A pause is only ever made longer. It notes the clock by which it is measured, so that
 * one that was measured before the clock was set back ends with the next question.
 */
export const pauseSql = `WITH ask AS (SELECT 1)
  INSERT INTO hubspot_limit (portal_id, bucket, next_at, seen_at, paused_until, granted)
  VALUES ($1, 'general', 0, $2, $3, 0), ($1, 'search', 0, $2, $3, 0)
  ON CONFLICT (portal_id, bucket) DO UPDATE SET
    seen_at = CASE WHEN excluded.seen_at > hubspot_limit.seen_at + ${CLOCK_SKEW_MS}
      THEN excluded.seen_at ELSE hubspot_limit.seen_at END,
    paused_until = CASE WHEN excluded.paused_until > hubspot_limit.paused_until
      THEN excluded.paused_until ELSE hubspot_limit.paused_until END
  RETURNING paused_until`;
