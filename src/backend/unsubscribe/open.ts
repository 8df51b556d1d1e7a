import type { Tx } from '../database/database.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import { unsubscribeRoutes } from './routes.ts';
import type { Outbox } from '../hubspot/types.ts';
import type { Settings } from '../settings/settings.ts';
import { createOptOuts } from './opt-outs.ts';
import type { OptOuts } from './opt-outs.ts';
import { createSuppressions } from './suppressions.ts';
import type { Suppressions } from './suppressions.ts';
import { createUnsubscribeLinks } from './unsubscribe-links.ts';
import type { UnsubscribeLinks, UnsubscribeTarget } from './unsubscribe-links.ts';

export type UnsubscribeNeeds = Ground & { settings: Settings; outbox: Outbox };

export interface UnsubscribeRoom {
  readonly optOuts: OptOuts;
  readonly suppressions: Suppressions;
  readonly links: UnsubscribeLinks;
  /** Told in the transaction that keeps the address from being written to again. */
  readonly onUnsubscribed: Slot<(tx: Tx, target: UnsubscribeTarget) => Promise<void>>;
}

export async function openUnsubscribe(needs: UnsubscribeNeeds): Promise<Opened<UnsubscribeRoom>> {
  const suppressions = createSuppressions(needs);
  const optOuts = createOptOuts({ ...needs, suppressions });
  const links = createUnsubscribeLinks({ ...needs, publicUrl: needs.config.publicUrl });
  const onUnsubscribed: UnsubscribeRoom['onUnsubscribed'] = needs.slot('unsubscribe.onUnsubscribed');
  /** Whatever becomes of the contact, the address is never written to again. */
  const unsubscribe = (target: UnsubscribeTarget): Promise<void> =>
    needs.database.transaction(async (tx) => {
      await optOuts.heard(tx, target);
      await onUnsubscribed.filled(tx, target);
    });
  return {
    api: { suppressions, optOuts, links, onUnsubscribed },
    routes: unsubscribeRoutes({ unsubscribeLinks: links, unsubscribe }),
  };
}
