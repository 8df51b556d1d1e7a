/** Where time comes from. Injected everywhere, so that a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Whole milliseconds, from any beginning, of a clock that nobody sets. Absent: `now` never jumps. */
  steady?(): number;
}

export const systemClock = {
  now: () => Date.now(),
  // PostgreSQL and HubSpot refuse a time with a fraction.
  steady: () => Math.floor(performance.now()),
} satisfies Clock;

/** Where chance comes from: ids, jitter, secrets. */
export interface Random {
  /** A version 4 UUID. */
  uuid(): string;
  /** Uniform in [0, 1). */
  fraction(): number;
  bytes(length: number): Buffer;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
