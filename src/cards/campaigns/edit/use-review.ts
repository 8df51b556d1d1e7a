import { useEffect, useRef, useState } from 'react';
import { newRequestId } from '../../requests/request-id.ts';
import type { Answer, Problem } from '../../requests/answers.ts';
import { useLiveView } from '../../requests/use-live-view.ts';
import type { CampaignDetail, CampaignReview } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';

interface Latest {
  /** null: nobody has asked for one. */
  review: CampaignReview | null;
}

const latest = async (asked: Promise<Answer<CampaignReview>>): Promise<Answer<Latest>> => {
  const answer = await asked;
  if (answer.ok) return { ok: true, value: { review: answer.value } };
  return answer.problem.code === 'NOT_FOUND' ? { ok: true, value: { review: null } } : answer;
};

export const isUnderWay = ({ state }: CampaignReview): boolean => state === 'waiting' || state === 'running';

/** The dry run of a campaign as it is now: begins by itself where none has looked at this version yet. */
export function useReview({ id, changedAt }: CampaignDetail, tools: CampaignsTools) {
  const live = useLiveView<Latest>(`review ${id}`, {
    load: () => latest(tools.campaigns.review(id)),
    pause: ({ review }) => (review !== null && isUnderWay(review) ? 1_500 : null),
  });
  const { state, act } = live;
  const [refused, setRefused] = useState<Problem | null>(null);
  const begin = async () => {
    const requestId = newRequestId(tools.userId);
    const answer = await act('begin', () => latest(tools.campaigns.beginReview(id, requestId)));
    if (answer !== 'busy') setRefused(answer.ok ? null : answer.problem);
  };
  const cancel = async () => {
    const answer = await act('cancel', () => latest(tools.campaigns.cancelReview(id)));
    if (answer !== 'busy' && !answer.ok) tools.addAlert({ type: 'danger', message: answer.problem.message });
  };
  const review = state.status === 'ready' ? state.view.review : null;
  const isMissing = state.status === 'ready' && (review === null || review.startedAt < changedAt);
  const begun = useRef<number | null>(null);
  useEffect(() => {
    if (!isMissing || begun.current === changedAt) return;
    begun.current = changedAt;
    void begin();
  }, [isMissing, changedAt]);
  return {
    state,
    review,
    isCurrent: review !== null && !isMissing,
    /** Why none could begin. */
    refused,
    running: live.running,
    refresh: live.refresh,
    begin,
    cancel,
  };
}
