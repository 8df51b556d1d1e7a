import { z } from 'zod';
import { checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { settingsRoute } from './admin-route.ts';
import type { SettingsViewSlot } from './admin-route.ts';
import { portalSettingsSchema } from './portal-settings.ts';
import type { Settings } from './settings.ts';

interface Deps {
  settings: Settings;
  view: SettingsViewSlot;
}

const settingsChange = portalSettingsSchema
  .pick({
    fallbackOwnerId: true,
    leadStatusMapping: true,
    schedule: true,
    firstEmailDelayMinutes: true,
    reconcileMinutes: true,
    repsSee: true,
  })
  .partial();

/** What an admin sets for the account; the contract is src/cards/settings/contract.ts. */
export const settingsRoutes = ({ settings, view }: Deps): Route[] => [
  settingsRoute(
    view,
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
      await settings.change(portalId, Object.fromEntries(change.filter(([name]) => name in sent)));
    },
  ),
];
