import { setTimeout as delay } from 'node:timers/promises';
import { SECOND } from '../../ground/clock.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { awaitedUntil } from '../../http/patience.ts';
import type { Budget } from '../calls/client-types.ts';
import { CLOCK_SKEW_MS, askSql, pauseSql, rates, toleranceMs } from './limiter-sql.ts';
import type { Bucket } from './limiter-sql.ts';
import type { Lane } from '../types.ts';

export interface LimiterDeps {
  database: Database;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
  /** Resolves after `ms`, or earlier when the signal fires. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

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
export function createLimiter(deps: LimiterDeps): Budget {
  const { clock } = deps;
  const lines = new Map<string, Line>();
  const busyAt = new Map<PortalId, number>();
  return {
    acquire: async (portalId, lane, kind) => {
      const since = clock.now();
      const name = `${kind}:${portalId}`;
      const line = lines.get(name) ?? new Line(deps, portalId, kind, () => lines.delete(name));
      lines.set(name, line);
      await line.join(lane);
      if (kind === 'general' && clock.now() - since >= BUSY_WAIT_MS) busyAt.set(portalId, clock.now());
    },
    isBusy: (portalId) => Math.abs(clock.now() - (busyAt.get(portalId) ?? -Infinity)) < BUSY_FOR_MS,
    pause: async (portalId, until) => {
      // Where another clock is ahead, it is the one by which the pause is measured.
      const behindMs = lines.get(`general:${portalId}`)?.behindMs ?? 0;
      await deps.database.manager.query(pauseSql, [portalId, deps.clock.now(), until + behindMs]);
    },
  };
}

interface Waiter {
  resolve: () => void;
  reject: (error: unknown) => void;
  /** How long it would go on waiting, ms. */
  patienceMs: () => number;
}

interface Decision {
  granted: boolean;
  /** Ms until it is worth asking again. */
  waitMs: number;
  /** Ms until the pause ends; 0: none. */
  pausedMs: number;
}

/** Sleeps until `ms` have passed or the signal fires. */
const sleepFor = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);

/** The calls of this process that wait for one portal's bucket. */
class Line {
  private readonly deps: LimiterDeps;
  private readonly portalId: PortalId;
  private readonly bucket: Bucket;
  private readonly onEmpty: () => void;
  private readonly waiting: Record<Lane, Waiter[]> = { interactive: [], assignment: [], bulk: [] };
  private running = false;
  /** How far this clock is behind the furthest of the others, as seen at the last asking. */
  behindMs = 0;
  private alarm = new AbortController();

  constructor(deps: LimiterDeps, portalId: PortalId, bucket: Bucket, onEmpty: () => void) {
    this.deps = deps;
    this.portalId = portalId;
    this.bucket = bucket;
    this.onEmpty = onEmpty;
  }

  join(lane: Lane): Promise<void> {
    return new Promise((resolve, reject) => {
      const goesFirst = lanes.indexOf(lane) < lanes.indexOf(this.first() ?? 'bulk');
      this.waiting[lane].push({ resolve, reject, patienceMs: patienceFromNow() });
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
    const decision = await this.ask(lane);
    // Whoever stands first by now takes the place: it was paid from the same budget.
    if (decision.granted) this.waiting[this.first() ?? lane].shift()?.resolve();
    else {
      this.sendAway(decision.pausedMs);
      if (this.first()) await (this.deps.sleep ?? sleepFor)(decision.waitMs, this.alarm.signal);
    }
  }

  private async ask(lane: Lane): Promise<Decision> {
    const clock = this.deps.clock.now();
    const now = clock + this.behindMs;
    const parameters = [this.portalId, this.bucket, now + rates[this.bucket].everyMs, now];
    const rows: unknown = await this.deps.database.manager.query(askSql(this.bucket, lane), parameters);
    const row = (rows as AskRow[])[0]; // The statement returns exactly one row.
    if (!row)
      throw new BatonError('DATABASE_UNAVAILABLE', 'The budget could not be read.', { retry: 'backoff' });
    // By the clock now, not when it asked: the time that the question took is not a difference of clocks, and all
    // processes together would run ahead of time by it.
    this.behindMs = Math.min(Math.max(Number(row.seen_at) - this.deps.clock.now(), 0), CLOCK_SKEW_MS);
    const pausedMs = Math.max(0, Number(row.paused_until) - now);
    const unpaidMs = Number(row.next_at) - toleranceMs(this.bucket, lane) - Number(row.seen_at);
    const waitMs = Math.max(pausedMs, unpaidMs, 1) + Math.ceil(this.deps.random.fraction() * JITTER_MS);
    return { granted: Number(row.granted) === 1, pausedMs, waitMs: Math.min(waitMs, LONGEST_SLEEP_MS) };
  }

  /** Who does not wait for so long. */
  private sendAway(retryAfterMs: number): void {
    const error = new BatonError('HUBSPOT_RATE_LIMITED', undefined, { retry: 'after', retryAfterMs });
    for (const lane of lanes) {
      const stay: Waiter[] = [];
      for (const waiter of this.waiting[lane])
        if (waiter.patienceMs() < retryAfterMs) waiter.reject(error);
        else stay.push(waiter);
      this.waiting[lane] = stay;
    }
  }
}

/** Of the person for whom this is done, if one waits. */
function patienceFromNow(): () => number {
  const until = awaitedUntil();
  return () => Math.min(LONGEST_WAIT_MS, until - performance.now());
}

interface AskRow {
  granted: number | string;
  next_at: number | string;
  seen_at: number | string;
  paused_until: number | string;
}
