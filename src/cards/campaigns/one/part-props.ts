import type { CampaignDetail } from '../contract.ts';
import type { CampaignPlace, CampaignsTools } from '../use-campaigns.ts';
import type { LiveCampaign } from './use-campaign.ts';

/** What the parts of a campaign's page share. */
export interface PartProps {
  campaign: CampaignDetail;
  live: LiveCampaign;
  place: CampaignPlace;
  tools: CampaignsTools;
}
