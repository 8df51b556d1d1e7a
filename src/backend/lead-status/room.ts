import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';

export type LeadStatusNeeds = Ground & { jobs: Jobs; hubspot: HubSpotRoom; settings: SettingsRoom };

export const leadStatusRoom = room({
  name: 'leadStatus',
  open: async (needs: LeadStatusNeeds) => (await import('./open.ts')).openLeadStatus(needs),
});
