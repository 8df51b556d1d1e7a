import { room } from '../room/room.ts';
import { CampaignRules1764763000000, FiringEntity, RulesLookEntity } from './firing-entity.ts';
import type { CampaignRulesNeeds } from './open.ts';

export const campaignRulesRoom = room({
  name: 'campaign-rules',
  entities: [FiringEntity, RulesLookEntity],
  migrations: [CampaignRules1764763000000],
  open: async (needs: CampaignRulesNeeds) => (await import('./open.ts')).openCampaignRules(needs),
});
