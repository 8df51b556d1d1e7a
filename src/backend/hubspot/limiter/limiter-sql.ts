import { SECOND } from '../../ground/clock.ts';
import type { Lane } from '../types.ts';
import { DEFAULT_EVERY_MS } from './limiter-entity.ts';

export type Bucket = 'general' | 'search';

interface Rate {
  /** One call is paid off in this many ms. Of the general bucket it is the account's own, see `everyMsOf`. */
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
 *   up; the steady rate is 103.1 per 10 s, 93.7 % of the allowance. An admin may allow another number.
 * - Search: HubSpot allows 5 per s for all apps of the account together. b = 1 and t = 250 ms: 4 per s.
 *
 * Lower lanes may leave fewer calls unpaid. So while bulk work runs at the full rate, two interactive calls may still
 * leave at once, and a steady stream of interactive calls goes before everything else.
 */
export const rates: Readonly<Record<Bucket, Rate>> = {
  general: { everyMs: DEFAULT_EVERY_MS, burst: { interactive: 4, assignment: 3, bulk: 2 } },
  search: { everyMs: 250, burst: { interactive: 1, assignment: 1, bulk: 1 } },
};

const WINDOW_MS = 10 * SECOND;
/** Between what is allowed and what leaves: four at once, and three for calls that are held up on their way. */
const SPARE = 3;
export const LEAST_PER_TEN_SECONDS = 10;

/** The interval at which at most `perTenSeconds` (from 10 on) − 3 calls leave in any 10 s. */
export const everyMsOf = (perTenSeconds: number): number =>
  Math.ceil(
    WINDOW_MS /
      (Math.max(perTenSeconds, LEAST_PER_TEN_SECONDS) - SPARE - rates.general.burst.interactive + 1),
  );

/** Of the account's day: how much of it is used up, in per cent, when a lane waits for the next. Interactive never does. */
export const closesAt = { assignment: 95, bulk: 80 } as const;

/** How far apart the clocks of two processes may be. A clock further behind the last one seen was set back. */
export const CLOCK_SKEW_MS = 5_000;
/** A day that ends later than this was begun by a clock that was wrong. */
const LONGEST_DAY_MS = 26 * 60 * 60 * SECOND;

/** What a question was answered with, in `granted`. */
export const decisions = { granted: 1, wait: 0, dayUsedUp: -1, syncOff: -2 } as const;

export const toleranceMs = (bucket: Bucket, lane: Lane, everyMs: number): number =>
  (rates[bucket].burst[lane] - 1) * everyMs;

const setBack = `hubspot_limit.seen_at > excluded.seen_at + ${CLOCK_SKEW_MS}`;
/** An asker whose clock is a little behind does not bring back the day before. */
const sameDay = `hubspot_limit.day_ends BETWEEN excluded.day_ends AND excluded.day_ends + ${LONGEST_DAY_MS}`;

/** Nothing is left of the day for this lane. The calls of the other bucket are looked up only where there is a limit. */
function dayUsedUp(bucket: Bucket, lane: Exclude<Lane, 'interactive'>): string {
  const other: Bucket = bucket === 'general' ? 'search' : 'general';
  const others = `COALESCE((SELECT o.day_used FROM hubspot_limit AS o
    WHERE o.portal_id = $1 AND o.bucket = '${other}' AND o.day_ends > $4), 0)`;
  return `WHEN day.spent = 1 THEN ${decisions.dayUsedUp}
    WHEN hubspot_limit.day_limit > 0 AND (day.used + ${others}) * 100 >= hubspot_limit.day_limit * ${closesAt[lane]}
    THEN ${decisions.dayUsedUp}`;
}

export interface Question {
  bucket: Bucket;
  lane: Lane;
  /** It flows also while data sync is off. */
  always: boolean;
}

/**
 * Parameters: portal, bucket, now + interval, now, end of the account's day. Asks for one call, counts it, and answers
 * in one statement, so that no two processes can take the same place. See `AskRow`.
 *
 * Time is the later of the asker's clock and the last clock seen, and askers whose clock is behind correct it by what
 * they learn, so that processes whose clocks differ a little take equal turns. After a clock was set back, the account
 * is charged a full burst and starts again from there: it must not stand still until the old time comes round. It
 * starts with WITH because TypeORM returns rows through sqlite3 only for such statements. Each step of the reckoning
 * stands once, in a query of its own: what is written again and again takes longer to be read than to be done.
 *
 * Most accounts have no limit of a day and are asked `plainly`, which grants nothing to one that has, or whose day is
 * over: see `needsCloserLook`.
 */
export function askSql(question: Question, plainly: boolean): string {
  const name = `${question.bucket} ${question.lane} ${question.always} ${plainly}`;
  const sql = written.get(name) ?? writeAskSql(question, plainly);
  written.set(name, sql);
  return sql;
}

/** There are a few, and each is asked thousands of times. */
const written = new Map<string, string>();

function writeAskSql({ bucket, lane, always }: Question, plainly: boolean): string {
  const { burst } = rates[bucket];
  const everyMs = bucket === 'general' ? 'hubspot_limit.every_ms' : String(rates.search.everyMs);
  const time = `SELECT CASE WHEN ${setBack} OR hubspot_limit.seen_at < excluded.seen_at
      THEN excluded.seen_at ELSE hubspot_limit.seen_at END AS now`;
  const day = `CASE WHEN ${sameDay} THEN hubspot_limit.day_used ELSE 0 END AS used,
      CASE WHEN ${sameDay} THEN hubspot_limit.day_ends ELSE excluded.day_ends END AS ends,
      CASE WHEN ${sameDay} THEN hubspot_limit.day_spent ELSE 0 END AS spent,`;
  const due = `SELECT ${plainly ? '' : day} time.now,
      CASE WHEN ${setBack} THEN 0 ELSE hubspot_limit.paused_until END AS paused,
      CASE WHEN ${setBack} THEN excluded.seen_at + ${burst.interactive} * ${everyMs}
        WHEN hubspot_limit.next_at > time.now THEN hubspot_limit.next_at ELSE time.now END AS due
    FROM (${time}) AS time`;
  const closed = plainly
    ? `WHEN hubspot_limit.sync_off + hubspot_limit.day_limit + hubspot_limit.day_spent > 0 OR NOT (${sameDay})
      THEN ${decisions.wait}`
    : `${always ? '' : `WHEN hubspot_limit.sync_off = 1 THEN ${decisions.syncOff}`}
      ${lane === 'interactive' ? '' : dayUsedUp(bucket, lane)}`;
  const asked = `SELECT day.*, CASE ${closed}
      WHEN day.paused <= excluded.seen_at AND day.due <= day.now + ${burst[lane] - 1} * ${everyMs}
      THEN ${decisions.granted} ELSE ${decisions.wait} END AS decision
    FROM (${due}) AS day`;
  const one = `CASE WHEN asked.decision = ${decisions.granted} THEN 1 ELSE 0 END`;
  const [names, values] = plainly
    ? ['', `hubspot_limit.day_used + ${one}`]
    : [', day_ends, day_spent', `asked.used + ${one}, asked.ends, asked.spent`];
  return `WITH ask AS (SELECT 1)
    INSERT INTO hubspot_limit (portal_id, bucket, next_at, seen_at, paused_until, granted, day_used, day_ends)
    VALUES ($1, $2, $3, $4, 0, ${decisions.granted}, 1, $5)
    ON CONFLICT (portal_id, bucket) DO UPDATE SET
      (granted, next_at, seen_at, paused_until, day_used${names}) = (
        SELECT asked.decision, asked.due + ${one} * ${everyMs}, asked.now, asked.paused, ${values}
        FROM (${asked}) AS asked)
    RETURNING granted, next_at, seen_at, paused_until, every_ms, day_ends, day_limit, day_spent, sync_off`;
}

/** What a question is answered with. PostgreSQL writes whole numbers as text. */
export interface AskRow {
  /** See `decisions`. */
  granted: number | string;
  next_at: number | string;
  seen_at: number | string;
  paused_until: number | string;
  every_ms: number | string;
  day_ends: number | string;
  day_limit: number | string;
  day_spent: number | string;
  sync_off: number | string;
}

/** An account with a limit of a day, or with data sync off. */
export const isBounded = ({ day_limit, day_spent, sync_off }: AskRow): boolean =>
  Number(day_limit) + Number(day_spent) + Number(sync_off) > 0;

/** Asked plainly, it was granted nothing, for a reason that the plain question does not know. */
export const needsCloserLook = (row: AskRow, dayEndsAt: number): boolean =>
  Number(row.granted) === decisions.wait && (isBounded(row) || Number(row.day_ends) !== dayEndsAt);

/**
 * Parameters: portal, now, until. A pause is only ever made longer. It notes the clock by which it is measured, so that
 * one that was measured before the clock was set back ends with the next question.
 */
export const pauseSql = (buckets: readonly Bucket[]): string => `WITH ask AS (SELECT 1)
  INSERT INTO hubspot_limit (portal_id, bucket, next_at, seen_at, paused_until, granted)
  VALUES ${buckets.map((bucket) => `($1, '${bucket}', 0, $2, $3, 0)`).join(', ')}
  ON CONFLICT (portal_id, bucket) DO UPDATE SET
    seen_at = CASE WHEN excluded.seen_at > hubspot_limit.seen_at + ${CLOCK_SKEW_MS}
      THEN excluded.seen_at ELSE hubspot_limit.seen_at END,
    paused_until = CASE WHEN excluded.paused_until > hubspot_limit.paused_until
      THEN excluded.paused_until ELSE hubspot_limit.paused_until END
  RETURNING paused_until`;

/** Parameters: portal, interval, limit of a day (0: none), sync off (1 or 0). What HubSpot said before is forgotten. */
export const limitsSql = `WITH ask AS (SELECT 1)
  INSERT INTO hubspot_limit (portal_id, bucket, next_at, seen_at, paused_until, granted, every_ms, day_limit, sync_off)
  VALUES ($1, 'general', 0, 0, 0, 0, $2, $3, $4), ($1, 'search', 0, 0, 0, 0, $2, $3, $4)
  ON CONFLICT (portal_id, bucket) DO UPDATE SET every_ms = excluded.every_ms, day_limit = excluded.day_limit,
    sync_off = excluded.sync_off, day_spent = 0
  RETURNING portal_id`;

/** Parameter: now. Accounts that have used as much of their day as stops bulk work. */
export const nearlyUsedSql = `SELECT portal_id FROM hubspot_limit
  WHERE day_ends > $1 AND (day_limit > 0 OR day_spent = 1)
  GROUP BY portal_id
  HAVING SUM(day_used) * 100 >= MAX(day_limit) * ${closesAt.bulk} OR MAX(day_spent) = 1`;

/** Parameters: portal, end of the account's day. HubSpot said that no call is left of the day. */
export const spentSql = `WITH ask AS (SELECT 1)
  INSERT INTO hubspot_limit (portal_id, bucket, next_at, seen_at, paused_until, granted, day_ends, day_spent)
  VALUES ($1, 'general', 0, 0, 0, 0, $2, 1), ($1, 'search', 0, 0, 0, 0, $2, 1)
  ON CONFLICT (portal_id, bucket) DO UPDATE SET
    day_used = CASE WHEN hubspot_limit.day_ends = excluded.day_ends THEN hubspot_limit.day_used ELSE 0 END,
    day_ends = excluded.day_ends, day_spent = 1
  RETURNING portal_id`;
