import { z } from 'zod';
import type { Route } from '../http/routes.ts';
import { callerName } from '../hubspot/records/caller-name.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';
import type { Disconnect } from './disconnect.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'owners'>;
  disconnect: Disconnect;
  view: SettingsViewSlot;
}

export const disconnectRoutes = ({ hubspot, disconnect, view }: Deps): Route[] => [
  settingsRoute(
    view,
    {
      method: 'post',
      path: '/api/settings/disconnect',
      summary: 'Hands every contact back, then takes Baton out of the account',
      body: z.object({}),
    },
    async (_request, caller) => disconnect.ask(caller.portalId, await callerName(hubspot, caller)),
  ),
];
