import type { Ground, Opened } from '../room/room.ts';
import type { UnsubscribeRoom } from '../unsubscribe/open.ts';
import { createExclusions } from './exclusions.ts';
import type { Exclusions } from './exclusions.ts';
import { exclusionRoutes } from './routes.ts';

export type ExclusionsNeeds = Ground & { unsubscribe: UnsubscribeRoom };

export async function openExclusions(needs: ExclusionsNeeds): Promise<Opened<Exclusions>> {
  const exclusions = createExclusions({ ...needs, suppressions: needs.unsubscribe.suppressions });
  return {
    api: exclusions,
    routes: exclusionRoutes(exclusions),
    on: { forgetUnread: (portalId, addresses) => exclusions.forget(portalId, addresses) },
  };
}
