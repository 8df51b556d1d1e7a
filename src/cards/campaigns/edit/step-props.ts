import type { CampaignChoices, CampaignDraft } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import type { DraftProblems } from './draft.ts';

/** What the steps of the form share. */
export interface StepProps {
  draft: CampaignDraft;
  change: (part: Partial<CampaignDraft>) => void;
  choices: CampaignChoices;
  /** null: it is not saved yet. */
  campaignId: string | null;
  /** It is no draft any more. */
  isStarted: boolean;
  /** Empty until somebody has tried to go on. */
  problems: DraftProblems;
  tools: CampaignsTools;
}

/** How a field shows what is wrong with it. */
export const wrong = (problems: DraftProblems, field: keyof DraftProblems) => ({
  error: problems[field] !== undefined,
  validationMessage: problems[field],
});
