import type { SystemTime } from '../ground/clock.ts';
import { HubSpotError } from '../api/hubspot-error.ts';
import type { SandboxLimits } from '../options.ts';

/** Which of HubSpot's limits a request counts against; each endpoint says it. */
export type LimitKind = 'general' | 'search' | 'associations' | 'journal' | 'events';

interface Policy {
  max: number;
  windowMs: number;
  policyName: string;
  message: string;
}

/** HubSpot's rolling request limits, in real time. */
export class RateLimits {
  readonly #time: SystemTime;
  readonly #policies: Readonly<Record<LimitKind, Policy>>;
  readonly #windows = new Map<string, number[]>();

  constructor(time: SystemTime, limits: SandboxLimits) {
    this.#time = time;
    const tenSeconds = {
      windowMs: 10_000,
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
    };
    const secondly = {
      windowMs: 1_000,
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    };
    this.#policies = {
      general: { ...tenSeconds, max: limits.perTenSeconds },
      associations: { ...tenSeconds, max: limits.associationsPerTenSeconds },
      journal: { ...secondly, max: limits.journalPerSecond },
      search: { ...secondly, max: limits.searchPerSecond },
      events: { ...secondly, max: limits.eventsPerSecond },
    };
  }

  /**
   * Counts one request of a portal; the journal's limit is the app's, whatever the portal.
   * @returns the rate-limit headers of the answer; those of seconds have none
   * @throws HubSpotError 429; a refused request does not count
   */
  take(portalId: number, kind: LimitKind): Record<string, string> {
    const policy = this.#policies[kind];
    const now = this.#time.now();
    const times = this.#window(`${portalId}/${kind}`, now - policy.windowMs);
    if (times.length >= policy.max) throw limitReached(policy, headersOf(kind, policy, 0));
    times.push(now);
    return headersOf(kind, policy, policy.max - times.length);
  }

  #window(key: string, after: number): number[] {
    const times = this.#windows.get(key) ?? [];
    const firstInside = times.findIndex((time) => time > after);
    times.splice(0, firstInside === -1 ? times.length : firstInside);
    this.#windows.set(key, times);
    return times;
  }
}

function headersOf(kind: LimitKind, policy: Policy, remaining: number): Record<string, string> {
  if (!['general', 'associations'].includes(kind) || !Number.isFinite(policy.max)) return {};
  return {
    'X-HubSpot-RateLimit-Max': String(policy.max),
    'X-HubSpot-RateLimit-Remaining': String(remaining),
    'X-HubSpot-RateLimit-Interval-Milliseconds': String(policy.windowMs),
  };
}

function limitReached({ policyName, message }: Policy, headers: Record<string, string>): HubSpotError {
  return new HubSpotError(429, 'RATE_LIMITS', message, { errorType: 'RATE_LIMIT', policyName }, headers);
}
