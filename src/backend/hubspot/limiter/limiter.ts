import { setTimeout as delay } from 'node:timers/promises';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { awaitedUntil } from '../../http/patience.ts';
import type { Budget } from '../calls/client-types.ts';
import { flowsAlways } from '../calls/purpose.ts';
import type { Purpose } from '../calls/purpose.ts';
import { createAccountDays } from './account-days.ts';
import type { AccountDays } from './account-days.ts';
import { createAccountLimits } from './account-limits.ts';
import {
  CLOCK_SKEW_MS,
  askSql,
  decisions,
  isBounded,
  needsCloserLook,
  pauseSql,
  rates,
  toleranceMs,
} from './limiter-sql.ts';
import type { AskRow, Bucket } from './limiter-sql.ts';
import type { Lane } from '../types.ts';

export interface LimiterDeps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
  /** Resolves after `ms`, or earlier when the signal fires. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Default: UTC. */
  days?: AccountDays;
  /** Told of each call that may leave. */
  count?: (portalId: PortalId, purpose: Purpose) => void;
}

/** Work that waits for the account's midnight looks again so often: an admin may raise the limit, or switch sync on. */
const LOOK_AGAIN_MS = MINUTE;

/**
 * Nobody waits through a longer pause, and no person through one that outlasts their patience: the caller gets an error at
 * once that says when to come back.
 */
const LONGEST_WAIT_MS = 30 * SECOND;
/** A sleeper looks again at least this often: the clock may have been moved, a pause lifted. */
const LONGEST_SLEEP_MS = SECOND;
/** A call that waited for so long makes its account busy, for a while. */
const BUSY_WAIT_MS = 200;
const BUSY_FOR_MS = SECOND;
/** Spreads processes that wait for the same moment. */
const JITTER_MS = 4;

const lanes: readonly Lane[] = ['interactive', 'assignment', 'bulk'];

/**
 * The portal's budget over all processes; the numbers stand in limiter-sql.ts. Within a process calls wait in a line
 * per portal, higher lanes first and in order within a lane; only the head of the line asks the database.
 */
export function createLimiter(given: LimiterDeps): Budget {
  const days = given.days ?? createAccountDays(given.clock, async () => 'UTC');
  const deps: LineDeps = { ...given, days, bounded: new Set() };
  const { clock, database } = deps;
  const lines = new Map<string, Line>();
  const busyAt = new Map<PortalId, number>();
  const limits = createAccountLimits(deps);
  return {
    acquire: async (portalId, lane, kind, purpose = 'other') => {
      const since = clock.now();
      const name = `${kind}:${portalId}`;
      const line = lines.get(name) ?? new Line(deps, portalId, kind, () => lines.delete(name));
      lines.set(name, line);
      await line.join(lane, flowsAlways.has(purpose)).catch((error: unknown) => {
        limits.noteRefusal(portalId, error);
        throw error;
      });
      deps.count?.(portalId, purpose);
      if (kind === 'general' && clock.now() - since >= BUSY_WAIT_MS) busyAt.set(portalId, clock.now());
    },
    isBusy: (portalId) => Math.abs(clock.now() - (busyAt.get(portalId) ?? -Infinity)) < BUSY_FOR_MS,
    pause: async (portalId, until, buckets = ['general', 'search']) => {
      // Where another clock is ahead, it is the one by which the pause is measured.
      const behindMs = lines.get(`general:${portalId}`)?.behindMs ?? 0;
      await database.manager.query(pauseSql(buckets), [portalId, clock.now(), until + behindMs]);
    },
    limits,
  };
}

type LineDeps = LimiterDeps & {
  days: AccountDays;
  /** Accounts that have a limit of a day, or data sync off, as far as this process knows. */
  bounded: Set<PortalId>;
};

interface Waiter {
  resolve: () => void;
  reject: (error: unknown) => void;
  /** How long it would go on waiting, ms. */
  patienceMs: () => number;
  /** It flows also while data sync is off. */
  always: boolean;
}

interface Decision {
  verdict: keyof typeof decisions;
  /** Ms until it is worth asking again. */
  waitMs: number;
  /** Ms until the pause ends; 0: none. */
  pausedMs: number;
  /** Ms until the account's day ends. */
  dayLeftMs: number;
  isSyncOff: boolean;
}

/** Sleeps until `ms` have passed or the signal fires. */
const sleepFor = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);

/** The calls of this process that wait for one portal's bucket. */
class Line {
  private readonly deps: LineDeps;
  private readonly portalId: PortalId;
  private readonly bucket: Bucket;
  private readonly onEmpty: () => void;
  private readonly waiting: Record<Lane, Waiter[]> = { interactive: [], assignment: [], bulk: [] };
  private running = false;
  /** How far this clock is behind the furthest of the others, as seen at the last asking. */
  behindMs = 0;
  private alarm = new AbortController();

  constructor(deps: LineDeps, portalId: PortalId, bucket: Bucket, onEmpty: () => void) {
    this.deps = deps;
    this.portalId = portalId;
    this.bucket = bucket;
    this.onEmpty = onEmpty;
  }

  join(lane: Lane, always: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const goesFirst = lanes.indexOf(lane) < lanes.indexOf(this.first() ?? 'bulk');
      this.waiting[lane].push({ resolve, reject, patienceMs: patienceFromNow(), always });
      if (!this.running) void this.serve();
      else if (goesFirst) this.alarm.abort();
    });
  }

  private first(): Lane | undefined {
    return lanes.find((lane) => this.waiting[lane].length > 0);
  }

  private async serve(): Promise<void> {
    this.running = true;
    for (let lane = this.first(); lane; lane = this.first()) {
      this.alarm = new AbortController();
      try {
        await this.step(lane);
      } catch (error) {
        this.waiting[lane].shift()?.reject(error);
      }
    }
    this.running = false;
    this.onEmpty();
  }

  private async step(lane: Lane): Promise<void> {
    const [head] = this.waiting[lane];
    const { verdict, ...decision } = await this.ask(lane, head?.always ?? false);
    switch (verdict) {
      case 'granted':
        return this.letGo(lane, decision.isSyncOff);
      case 'dayUsedUp':
        return this.sendAway(
          dayUsedUp(decision.dayLeftMs),
          (_waiter, of) => lanes.indexOf(of) >= lanes.indexOf(lane),
        );
      case 'syncOff':
        return this.sendAway(syncIsOff(), ({ always }) => !always);
      case 'wait': {
        const { pausedMs, waitMs } = decision;
        this.sendAway(paused(pausedMs), ({ patienceMs }) => patienceMs() < pausedMs);
        if (this.first()) await (this.deps.sleep ?? sleepFor)(waitMs, this.alarm.signal);
      }
    }
  }

  /** Whoever stands first by now takes the place: it was paid from the same budget. While sync is off, not everybody may. */
  private letGo(asked: Lane, isSyncOff: boolean): void {
    const lane = (isSyncOff ? undefined : this.first()) ?? asked;
    this.waiting[lane].shift()?.resolve();
  }

  private async ask(lane: Lane, always: boolean): Promise<Decision> {
    const { endsAt } = await this.deps.days.now(this.portalId);
    const { bounded } = this.deps;
    const question = { bucket: this.bucket, lane, always };
    const plainly = !bounded.has(this.portalId);
    let { row, now } = await this.query(askSql(question, plainly), endsAt);
    if (plainly && needsCloserLook(row, endsAt))
      ({ row, now } = await this.query(askSql(question, false), endsAt));
    if (isBounded(row)) bounded.add(this.portalId);
    else bounded.delete(this.portalId);
    // By the clock now, not when it asked: the time that the question took is not a difference of clocks, and all
    // processes together would run ahead of time by it.
    this.behindMs = Math.min(Math.max(Number(row.seen_at) - this.deps.clock.now(), 0), CLOCK_SKEW_MS);
    const everyMs = this.bucket === 'general' ? Number(row.every_ms) : rates.search.everyMs;
    const pausedMs = Math.max(0, Number(row.paused_until) - now);
    const unpaidMs = Number(row.next_at) - toleranceMs(this.bucket, lane, everyMs) - Number(row.seen_at);
    const waitMs = Math.max(pausedMs, unpaidMs, 1) + Math.ceil(this.deps.random.fraction() * JITTER_MS);
    return {
      verdict: verdictOf(Number(row.granted)),
      pausedMs,
      waitMs: Math.min(waitMs, LONGEST_SLEEP_MS),
      dayLeftMs: Math.max(0, Number(row.day_ends) - now),
      isSyncOff: Number(row.sync_off) === 1,
    };
  }

  private async query(sql: string, dayEndsAt: number): Promise<{ row: AskRow; now: number }> {
    const now = this.deps.clock.now() + this.behindMs;
    const parameters = [this.portalId, this.bucket, now + rates[this.bucket].everyMs, now, dayEndsAt];
    const rows: unknown = await this.deps.database.manager.query(sql, parameters);
    const row = (rows as AskRow[])[0]; // The statement returns exactly one row.
    if (row) return { row, now };
    throw new BatonError('DATABASE_UNAVAILABLE', 'The budget could not be read.', { retry: 'backoff' });
  }

  private sendAway(error: BatonError, isMeant: (waiter: Waiter, lane: Lane) => boolean): void {
    for (const lane of lanes) {
      const stay: Waiter[] = [];
      for (const waiter of this.waiting[lane])
        if (isMeant(waiter, lane)) waiter.reject(error);
        else stay.push(waiter);
      this.waiting[lane] = stay;
    }
  }
}

const verdictOf = (granted: number): Decision['verdict'] => {
  // The keys of the object are its type's.
  const names = Object.keys(decisions) as Decision['verdict'][];
  return names.find((name) => decisions[name] === granted) ?? 'wait';
};

/** Who does not wait for so long. */
const paused = (retryAfterMs: number): BatonError =>
  new BatonError('HUBSPOT_RATE_LIMITED', undefined, { retry: 'after', retryAfterMs });

const dayUsedUp = (dayLeftMs: number): BatonError =>
  new BatonError('API_BUDGET_USED', undefined, {
    retry: 'after',
    retryAfterMs: Math.min(dayLeftMs + SECOND, LOOK_AGAIN_MS),
    context: { dayLeftMs },
  });

const syncIsOff = (): BatonError =>
  new BatonError('DATA_SYNC_OFF', undefined, { retry: 'after', retryAfterMs: LOOK_AGAIN_MS });

/** Of the person for whom this is done, if one waits. */
function patienceFromNow(): () => number {
  const until = awaitedUntil();
  return () => Math.min(LONGEST_WAIT_MS, until - performance.now());
}
