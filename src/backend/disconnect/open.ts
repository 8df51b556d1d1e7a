import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createDisconnect } from './disconnect.ts';
import type { Disconnect } from './disconnect.ts';
import { disconnectRoutes } from './routes.ts';

export type DisconnectNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  leads: LeadsRoom;
};

export async function openDisconnect(needs: DisconnectNeeds): Promise<Opened<Disconnect>> {
  const { hubspot, leads, settings } = needs;
  const { portals, uninstall } = hubspot;
  const disconnect = createDisconnect({ ...needs, portals, uninstall, handBackAll: leads.handBackAll });
  return {
    api: disconnect,
    routes: disconnectRoutes({ hubspot, disconnect, view: settings.view }),
    queues: disconnect.queues,
    on: { connected: (tx, portalId) => disconnect.forget(tx, portalId) },
  };
}
