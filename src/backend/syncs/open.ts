import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Ground, Opened } from '../room/room.ts';
import { eraseSyncedContacts } from './erasing.ts';
import { createSyncs } from './syncs.ts';
import type { Syncs } from './syncs.ts';

export type SyncsNeeds = Ground & { hubspot: HubSpotRoom };

export async function openSyncs(needs: SyncsNeeds): Promise<Opened<Syncs>> {
  return {
    api: createSyncs({ ...needs, client: needs.hubspot.client }),
    on: { erase: eraseSyncedContacts },
  };
}
