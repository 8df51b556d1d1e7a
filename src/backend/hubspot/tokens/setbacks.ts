import type { Clock } from '../../ground/clock.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { refusalPauseMs } from '../calls/errors.ts';

/** Renewals that fail for want of the right app, or of proof, are not tried over and over: each costs calls. */
export class Setbacks {
  private readonly clock: Clock;
  private readonly known = new Map<PortalId, { error: BatonError; count: number; until: number }>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async around<T>(portalId: PortalId, work: () => Promise<T>): Promise<T> {
    const before = this.known.get(portalId);
    const now = this.clock.now();
    if (before && now < before.until && before.until - now <= refusalPauseMs(before.count))
      throw before.error;
    try {
      const result = await work();
      this.known.delete(portalId);
      return result;
    } catch (error) {
      const lasts =
        isBatonError(error) && (error.code === 'HUBSPOT_APP_MISCONFIGURED' || 'saidGone' in error.context);
      if (!lasts) throw error;
      const count = (before?.count ?? 0) + 1;
      // One that passes by itself is tried again at once.
      const until = count < 3 ? 0 : this.clock.now() + refusalPauseMs(count - 2);
      this.known.set(portalId, { error, count, until });
      throw error;
    }
  }
}
