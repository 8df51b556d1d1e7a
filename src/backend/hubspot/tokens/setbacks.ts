import type { Clock } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { refusalPauseMs } from '../calls/errors.ts';

/** Renewals that HubSpot refuses without a proof that the grant is gone are not tried over and over: each costs two calls. */
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
      if (!isBatonError(error) || error.context['saidGone'] !== true) throw error;
      const count = (before?.count ?? 0) + 1;
      // One that passes by itself is tried again at once.
      const until = count < 3 ? 0 : this.clock.now() + refusalPauseMs(count - 2);
      this.known.set(portalId, { error, count, until });
      throw error;
    }
  }
}
