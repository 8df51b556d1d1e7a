import { EntitySchema } from 'typeorm';
import { integer, key, time } from '../../database/columns.ts';
import type { Purpose } from '../calls/purpose.ts';

/** The state of one portal's budget, one row for each of HubSpot's two counters. All processes share it. */
export interface LimitRow {
  portalId: string;
  bucket: 'general' | 'search';
  /** When the calls admitted so far are paid off at the steady rate ("theoretical arrival time"), epoch ms. */
  nextAt: number;
  /** The latest clock that asked, epoch ms. */
  seenAt: number;
  /** Nobody calls before this, epoch ms. */
  pausedUntil: number;
  /** The decision of the last statement, see limiter-sql.ts: it is how one statement both decides and tells. */
  granted: number;
  /** What an admin allows: one call in so many ms. Of the general bucket. */
  everyMs: number;
  /** What an admin allows in a day of the account, both buckets together; 0: no limit. */
  dayLimit: number;
  /** Calls of this bucket in the day that ends at `dayEnds`. */
  dayUsed: number;
  /** Midnight of the account, epoch ms; 0: never asked. */
  dayEnds: number;
  /** 1: in that day HubSpot itself said that no call is left. */
  daySpent: number;
  /** 1: an admin switched data sync off. */
  syncOff: number;
}

/** 110 calls in 10 s, see `everyMsOf`. */
export const DEFAULT_EVERY_MS = 97;

export const LimitEntity = new EntitySchema<LimitRow>({
  name: 'HubSpotLimit',
  tableName: 'hubspot_limit',
  columns: {
    portalId: key({ name: 'portal_id' }),
    bucket: key({ name: 'bucket' }),
    nextAt: time({ name: 'next_at' }),
    seenAt: time({ name: 'seen_at' }),
    pausedUntil: time({ name: 'paused_until' }),
    granted: integer({ name: 'granted' }),
    everyMs: integer({ name: 'every_ms', default: DEFAULT_EVERY_MS }),
    dayLimit: integer({ name: 'day_limit', default: 0 }),
    dayUsed: integer({ name: 'day_used', default: 0 }),
    dayEnds: time({ name: 'day_ends', default: 0 }),
    daySpent: integer({ name: 'day_spent', default: 0 }),
    syncOff: integer({ name: 'sync_off', default: 0 }),
  },
});

/** How many calls were made for what, by days of the account. Kept for a month. */
export interface CallCountRow {
  portalId: string;
  /** 2026-11-30 */
  day: string;
  purpose: Purpose;
  calls: number;
}

export const CallCountEntity = new EntitySchema<CallCountRow>({
  name: 'HubSpotCallCount',
  tableName: 'hubspot_call_count',
  columns: {
    portalId: key({ name: 'portal_id' }),
    day: key(),
    purpose: key(),
    calls: integer(),
  },
  indices: [{ name: 'hubspot_call_count_day', columns: ['day'] }],
});

/** What HubSpot's answers last said of an account's limits; null: it did not say. */
export interface SaidLimitsRow {
  portalId: string;
  most: number | null;
  intervalMs: number | null;
  remaining: number | null;
  daily: number | null;
  dailyRemaining: number | null;
  /** Epoch ms. */
  at: number;
}

const maybe = (name: string) => integer({ name, nullable: true });

export const SaidLimitsEntity = new EntitySchema<SaidLimitsRow>({
  name: 'HubSpotSaidLimits',
  tableName: 'hubspot_said_limits',
  columns: {
    portalId: key({ name: 'portal_id' }),
    most: maybe('most'),
    intervalMs: maybe('interval_ms'),
    remaining: maybe('remaining'),
    daily: maybe('daily'),
    dailyRemaining: maybe('daily_remaining'),
    at: time(),
  },
});

export const limiterEntities = [LimitEntity, CallCountEntity, SaidLimitsEntity];
