import type { Route } from '../http/routes.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';

export const settingsPageRoutes = (view: SettingsViewSlot): Route[] => [
  settingsRoute(view, { method: 'get', path: '/api/settings', summary: 'What the settings page shows' }),
];
