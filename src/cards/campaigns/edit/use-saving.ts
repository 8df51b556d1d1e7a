import { useRef, useState } from 'react';
import { patientAnswerTo } from '../../requests/answers.ts';
import type { Answer, Problem } from '../../requests/answers.ts';
import { newRequestId } from '../../requests/request-id.ts';
import type { CampaignDetail, CampaignDraft } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';

interface Saving {
  saved: CampaignDetail | null;
  tools: CampaignsTools;
  onSaved: (campaign: CampaignDetail | null) => void;
}

/** Keeps a draft in Baton. What is entered stays when it is refused. */
export function useSaving({ saved, tools, onSaved }: Saving) {
  const [running, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  /** One for as long as it is not created: an answer that got lost is no second campaign. */
  const creation = useRef(newRequestId(tools.userId));
  const create = (draft: CampaignDraft) => tools.campaigns.add(draft, creation.current);
  /** @returns the id of the campaign; null: it is not saved */
  const save = async (draft: CampaignDraft): Promise<string | null> => {
    setRunning(true);
    const answer: Answer<{ id: string } | CampaignDetail> = await patientAnswerTo<
      { id: string } | CampaignDetail
    >(() => (saved === null ? create(draft) : tools.campaigns.change(saved.id, draft, saved.version)));
    setRunning(false);
    setRefusal(answer.ok ? null : answer.problem);
    if (!answer.ok) return null;
    onSaved('version' in answer.value ? answer.value : null);
    return answer.value.id;
  };
  return { running, refusal, save };
}
