import type { Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import type { UnsubscribeRoom } from '../unsubscribe/open.ts';
import { createExclusions } from './exclusions.ts';
import type { Exclusions } from './exclusions.ts';
import { exclusionRoutes } from './routes.ts';

export type ExclusionsNeeds = Ground & { unsubscribe: UnsubscribeRoom };

export interface ExclusionsRoom extends Exclusions {
  /** Told in the transaction that excludes somebody: who is written to now may be among them. */
  readonly onExcluded: Slot<(tx: Tx, portalId: PortalId) => Promise<void>>;
}

export async function openExclusions(needs: ExclusionsNeeds): Promise<Opened<ExclusionsRoom>> {
  const onExcluded: ExclusionsRoom['onExcluded'] = needs.slot('exclusions.onExcluded');
  const exclusions = createExclusions({
    ...needs,
    suppressions: needs.unsubscribe.suppressions,
    onExcluded: (tx, portalId) => onExcluded.filled(tx, portalId),
  });
  return {
    api: { ...exclusions, onExcluded },
    routes: exclusionRoutes(exclusions),
    on: { forgetUnread: (portalId, addresses) => exclusions.forget(portalId, addresses) },
  };
}
