import { room } from '../room/room.ts';
import type { CampaignPagesNeeds } from './open.ts';

/** What the page Campaigns in HubSpot shows and asks. */
export const campaignPagesRoom = room({
  name: 'campaignPages',
  open: async (needs: CampaignPagesNeeds) => (await import('./open.ts')).openCampaignPages(needs),
});
