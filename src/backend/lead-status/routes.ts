import { z } from 'zod';
import type { Route } from '../http/routes.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';
import type { LeadStatus } from './options.ts';

export const leadStatusRoutes = (leadStatus: LeadStatus, view: SettingsViewSlot): Route[] => [
  settingsRoute(
    view,
    {
      method: 'post',
      path: '/api/settings/add-lead-status-option',
      summary: 'Adds QUALIFIED to Lead Status, keeping all other options',
      body: z.object({}),
    },
    (_request, { portalId }) => leadStatus.addQualified(portalId),
  ),
];
