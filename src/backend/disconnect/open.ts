import type { Opened } from '../room/room.ts';
import { createDisconnect } from './disconnect.ts';
import type { Disconnect } from './disconnect.ts';
import type { DisconnectNeeds } from './room.ts';
import { disconnectRoutes } from './routes.ts';

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
