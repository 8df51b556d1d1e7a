import { room } from '../room/room.ts';
import {
  CampaignEntity,
  CampaignPlaceEntity,
  CampaignVersionEntity,
  HappeningEntity,
} from './campaign-entity.ts';
import { Campaigns1764760000000 } from './campaign-migration.ts';
import { CampaignCountEntity } from './count-entity.ts';
import { CampaignCounts1764770000000 } from './count-migration.ts';
import type { CampaignsNeeds } from './open.ts';

export const campaignsRoom = room({
  name: 'campaigns',
  entities: [
    CampaignEntity,
    CampaignVersionEntity,
    CampaignPlaceEntity,
    HappeningEntity,
    CampaignCountEntity,
  ],
  migrations: [Campaigns1764760000000, CampaignCounts1764770000000],
  open: async (needs: CampaignsNeeds) => (await import('./open.ts')).openCampaigns(needs),
});
