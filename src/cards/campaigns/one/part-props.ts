import type { Selection } from '../../pages/selection.ts';
import type { CampaignDetail, MemberFilter } from '../contract.ts';
import type { CampaignPlace, CampaignsTools } from '../use-campaigns.ts';
import type { LiveCampaign } from './use-campaign.ts';

/** What the parts of a campaign's page share. */
export interface PartProps {
  campaign: CampaignDetail;
  live: LiveCampaign;
  place: CampaignPlace;
  tools: CampaignsTools;
}

/** What a bulk action is asked with. */
export interface MeantProps extends Omit<PartProps, 'place'> {
  selection: Selection<MemberFilter>;
}
