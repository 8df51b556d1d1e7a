import { DateTime } from 'luxon';
import { HubSpotError } from '../api/hubspot-error.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { Collection, Store } from '../ground/store.ts';

/** An account as its day needs it. */
export interface DailyAccount {
  portalId: number;
  timeZone: string;
  /** Requests of one day; null: no limit, as for an app that is installed by OAuth. */
  dailyLimit: number | null;
}

interface Day {
  used: number;
  resetsAt: number;
  timeZone: string;
}

export interface DailyUsage {
  used: number;
  /** Midnight of the account, epoch ms, sandbox time. */
  resetsAt: number;
}

/** How many requests each account took today, in its own time zone. Survives a restart. */
export class DailyLimits {
  readonly #clock: SandboxClock;
  readonly #days: Collection<Day>;

  constructor(clock: SandboxClock, store: Store) {
    this.#clock = clock;
    this.#days = store.collection('traffic/days');
  }

  usage(account: DailyAccount): DailyUsage {
    const { used, resetsAt } = this.#today(String(account.portalId), account.timeZone);
    return { used, resetsAt };
  }

  /** @throws HubSpotError 429 when the account's requests of today are used up */
  check(account: DailyAccount): void {
    if (account.dailyLimit !== null && this.usage(account).used >= account.dailyLimit)
      throw dailyLimitReached();
  }

  /** Counts a request that was let in. */
  count(account: DailyAccount): void {
    const key = String(account.portalId);
    const today = this.#today(key, account.timeZone);
    this.#days.set(key, { ...today, used: today.used + 1 });
  }

  #today(key: string, timeZone: string): Day {
    const now = this.#clock.now();
    const known = this.#days.get(key);
    if (known && now < known.resetsAt && known.timeZone === timeZone) return known;
    const midnight = DateTime.fromMillis(now, { zone: timeZone }).plus({ days: 1 }).startOf('day');
    // another zone has another midnight, but what was used stays used until then
    const used = known && now < known.resetsAt ? known.used : 0;
    return { used, resetsAt: midnight.toMillis(), timeZone };
  }
}

const dailyLimitReached = (): HubSpotError =>
  new HubSpotError(429, 'RATE_LIMITS', 'You have reached your daily limit.', {
    errorType: 'RATE_LIMIT',
    policyName: 'DAILY',
  });
