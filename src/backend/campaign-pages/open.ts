import type { AppPagesRoom } from '../app-pages/open.ts';
import type { EnrollingRoom } from '../enrolling/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SequencesRoom } from '../sequences/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { campaignRoutes } from './routes.ts';

export type CampaignPagesNeeds = Ground & {
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
  sequences: SequencesRoom;
  leads: LeadsRoom;
  enrolling: EnrollingRoom;
  appPages: AppPagesRoom;
};

/** Nobody asks this room anything. */
export function openCampaignPages(needs: CampaignPagesNeeds): Opened<object> {
  return {
    api: {},
    routes: campaignRoutes({
      ...needs.enrolling,
      ...needs,
      viewerOf: needs.appPages.viewerOf,
      limits: needs.hubspot.limits,
      publicUrl: needs.config.publicUrl,
    }),
  };
}
