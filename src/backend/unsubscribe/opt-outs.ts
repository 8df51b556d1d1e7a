import { createHash } from 'node:crypto';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Tx } from '../database/database.ts';
import type { Lane, Outbox } from '../hubspot/types.ts';
import type { Settings } from '../settings/settings.ts';
import type { Suppressions } from './suppressions.ts';
import type { UnsubscribeTarget } from './unsubscribe-links.ts';

export interface OptOuts {
  /**
   * A person wants no more email: Baton never writes to the address again, and, where an admin switched it on, HubSpot
   * does not either. Heard in two ways on one day, HubSpot is told once.
   * @param told when it was heard before, epoch ms, and how urgent it is
   */
  heard(tx: Tx, who: UnsubscribeTarget, told?: { at: number; lane: Lane }): Promise<void>;
}

interface Deps {
  suppressions: Pick<Suppressions, 'add'>;
  settings: Pick<Settings, 'get'>;
  outbox: Pick<Outbox, 'optOut'>;
  clock: Clock;
}

export function createOptOuts({ suppressions, settings, outbox, clock }: Deps): OptOuts {
  return {
    async heard(tx, { portalId, contactId, address }, told) {
      const { at, lane } = told ?? { at: clock.now(), lane: 'interactive' };
      await suppressions.add(tx, portalId, address, 'unsubscribed');
      if (!(await settings.get(portalId, tx)).shareOptOuts) return;
      const email = address.toLowerCase();
      await outbox.optOut(tx, { portalId, contactId, lane, key: keyOf(email, at), email });
    },
  };
}

/** Who came back in HubSpot and leaves again another day is told of again. Names nobody. */
const keyOf = (email: string, at: number): string =>
  `opt-out-${createHash('sha256').update(email).digest('hex').slice(0, 24)}-${Math.floor(at / DAY)}`;
