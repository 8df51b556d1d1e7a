import { SECOND } from './clock.ts';
import type { Clock } from './clock.ts';

/** The two clocks of a machine part by less than this between two looks, unless somebody sets one. */
const JUMP_MS = SECOND;

/**
 * Sees when the time of day is set while the process runs. A jump of the clock ends the leases of processes that live
 * and work: whoever judges others by their leases has to give them the time to renew them first. The same holds for a
 * process that has just started, which cannot know what the clock did before.
 */
export class ClockWatch {
  private readonly clock: Clock;
  private distance: number;
  private since: number;

  constructor(clock: Clock) {
    this.clock = clock;
    this.since = clock.steady?.() ?? 0;
    this.distance = clock.now() - this.since;
  }

  /** For how long, ms, the clock has run as clocks do, as far as this process has seen. */
  steadyFor(): number {
    const steady = this.clock.steady?.();
    if (steady === undefined) return Number.POSITIVE_INFINITY;
    const distance = this.clock.now() - steady;
    if (Math.abs(distance - this.distance) > JUMP_MS) this.since = steady;
    this.distance = distance;
    return steady - this.since;
  }
}
