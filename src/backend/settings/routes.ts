import { z } from 'zod';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { LeadStatusOptions } from '../hubspot/properties/lead-status.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { checked, jsonBody } from '../http/routes.ts';
import { portalSettingsSchema } from './settings.ts';
import type { Settings } from './settings.ts';
import type { AdminRoutes } from '../hubspot/portals/admin.ts';
import { callerName } from '../hubspot/records/caller-name.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'owners'>;
  disconnect: Disconnect;
  leadStatus: LeadStatusOptions;
  settings: Settings;
}

const settingsChange = portalSettingsSchema
  .pick({
    fallbackOwnerId: true,
    leadStatusMapping: true,
    schedule: true,
    firstEmailDelayMinutes: true,
    reconcileMinutes: true,
  })
  .partial();

const nothing = z.object({});

/** What an admin sets for the account; the contract is src/cards/settings/contract.ts. */
export function addSettingsRoutes(routes: AdminRoutes, deps: Deps): void {
  routes.add({ method: 'get', path: '/api/settings', summary: 'What the settings page shows' });
  routes.add(
    {
      method: 'put',
      path: '/api/settings',
      summary: 'Changes settings of the account',
      body: settingsChange,
    },
    async (request, { portalId }) => {
      const sent = jsonBody(request, z.record(z.string(), z.unknown()));
      const change = Object.entries(checked(settingsChange, sent, 'body'));
      // What was not sent stays as it is; zod fills it with its default.
      await deps.settings.change(portalId, Object.fromEntries(change.filter(([name]) => name in sent)));
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/api/settings/add-lead-status-option',
      summary: 'Adds QUALIFIED to Lead Status, keeping all other options',
      body: nothing,
    },
    async (_request, { portalId }) => {
      const options = await deps.leadStatus.addQualified(portalId);
      await deps.settings.change(portalId, {
        leadStatusOptions: options.map(({ value, label }) => ({ value, label })),
      });
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/api/settings/disconnect',
      summary: 'Hands every contact back, then takes Baton out of the account',
      body: nothing,
    },
    async (_request, caller) => deps.disconnect.ask(caller.portalId, await callerName(deps.hubspot, caller)),
  );
}
