import type { Tx } from '../database/database.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import { unsubscribeRoutes } from './routes.ts';
import { createSuppressions } from './suppressions.ts';
import type { Suppressions } from './suppressions.ts';
import { createUnsubscribeLinks } from './unsubscribe-links.ts';
import type { UnsubscribeLinks, UnsubscribeTarget } from './unsubscribe-links.ts';

export interface UnsubscribeRoom {
  readonly suppressions: Suppressions;
  readonly links: UnsubscribeLinks;
  /** Told in the transaction that keeps the address from being written to again. */
  readonly onUnsubscribed: Slot<(tx: Tx, target: UnsubscribeTarget) => Promise<void>>;
}

export async function openUnsubscribe(needs: Ground): Promise<Opened<UnsubscribeRoom>> {
  const suppressions = createSuppressions(needs);
  const links = createUnsubscribeLinks({ ...needs, publicUrl: needs.config.publicUrl });
  const onUnsubscribed: UnsubscribeRoom['onUnsubscribed'] = needs.slot('unsubscribe.onUnsubscribed');
  /** Whatever becomes of the contact, the address is never written to again. */
  const unsubscribe = (target: UnsubscribeTarget): Promise<void> =>
    needs.database.transaction(async (tx) => {
      await suppressions.add(tx, target.portalId, target.address, 'unsubscribed');
      await onUnsubscribed.filled(tx, target);
    });
  return {
    api: { suppressions, links, onUnsubscribed },
    routes: unsubscribeRoutes({ unsubscribeLinks: links, unsubscribe }),
  };
}
