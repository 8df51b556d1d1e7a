import { CampaignList } from './campaign-list.tsx';
import { CampaignEditor } from './edit/campaign-editor.tsx';
import { CampaignPage } from './one/campaign-page.tsx';
import { useCampaignPlace, useCampaignsTools } from './use-campaigns.ts';

/**
 * How is this list doing? `?campaign=` opens one, and `tab=` a part of it; `step=` edits it, `campaign=new` begins one.
 */
export function Campaigns() {
  const tools = useCampaignsTools();
  const place = useCampaignPlace();
  const { campaign, step } = place.params;
  if (campaign === undefined) return <CampaignList place={place} tools={tools} />;
  if (campaign === 'new' || step !== undefined)
    return (
      <CampaignEditor
        key={campaign}
        id={campaign === 'new' ? null : campaign}
        step={step ?? '1'}
        place={place}
        tools={tools}
      />
    );
  return <CampaignPage key={campaign} id={campaign} place={place} tools={tools} />;
}
