import { z } from 'zod';
import { checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { Hooks } from '../room/room.ts';
import { settingsRoute } from './admin-route.ts';
import type { SettingsViewSlot } from './admin-route.ts';
import { portalSettingsSchema } from './portal-settings.ts';
import type { Settings } from './settings.ts';

interface Deps {
  settings: Settings;
  view: SettingsViewSlot;
  everybody: Pick<Hooks, 'settingsChanged'>;
}

const settingsChange = portalSettingsSchema
  .pick({
    fallbackOwnerId: true,
    leadStatusMapping: true,
    schedule: true,
    firstEmailDelayMinutes: true,
    reconcileMinutes: true,
    remindEveryDays: true,
    remindTimes: true,
    repsSee: true,
    writeToSubstitutes: true,
    postalAddress: true,
    disclosure: true,
    disclosureWords: true,
    observeHolidays: true,
    closedDays: true,
    shareOptOuts: true,
    subscriptionType: true,
    trackEngagement: true,
  })
  .partial();

/** What an admin sets for the account; the contract is src/cards/settings/contract.ts. */
export const settingsRoutes = ({ settings, view, everybody }: Deps): Route[] => [
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
      await everybody.settingsChanged(portalId, 'account');
    },
  ),
];
