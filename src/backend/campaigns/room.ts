import { room } from '../room/room.ts';
import {
  CampaignEntity,
  CampaignPlaceEntity,
  CampaignVersionEntity,
  HappeningEntity,
} from './campaign-entity.ts';
import { Campaigns1764760000000 } from './campaign-migration.ts';
import type { CampaignsNeeds } from './open.ts';

export const campaignsRoom = room({
  name: 'campaigns',
  entities: [CampaignEntity, CampaignVersionEntity, CampaignPlaceEntity, HappeningEntity],
  migrations: [Campaigns1764760000000],
  open: async (needs: CampaignsNeeds) => (await import('./open.ts')).openCampaigns(needs),
});
