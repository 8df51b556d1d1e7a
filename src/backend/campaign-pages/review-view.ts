import type { CampaignReview } from '../../cards/campaigns/contract.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { DryRuns } from '../enrolling/dry-run.ts';
import { calendarOf, callsOf, storageOf } from '../enrolling/estimate.ts';
import type { CampaignReviewRow } from '../enrolling/review-entity.ts';
import { BatonError } from '../ground/errors.ts';
import type { AccountLimits } from '../hubspot/limiter/account-limits.ts';
import { assistantId } from '../ground/identifiers.ts';
import { leftOutWords } from '../leads/enrolling/consider.ts';
import type { LeftOut } from '../leads/enrolling/consider.ts';
import type { ViewDeps } from './view.ts';

export interface ReviewDeps extends ViewDeps {
  dryRuns: DryRuns;
  limits: Pick<AccountLimits, 'state'>;
}

/** The latest dry run of a campaign. @throws BatonError NOT_FOUND when there is none yet */
export async function reviewView(deps: ReviewDeps, campaign: Campaign): Promise<CampaignReview> {
  const row = await deps.dryRuns.latest(campaign);
  if (!row) throw new BatonError('NOT_FOUND', 'This campaign was not tried yet.');
  const { id, state, looked, total, startedAt, endedAt, problem, sum } = row;
  const { dailyCap, takesOwnership } = campaign.content;
  const assistant = await deps.assistants.find(campaign.portalId, assistantId(campaign.content.assistantId));
  const { perDay, used } = await deps.limits.state(campaign.portalId);
  const { schedule } = await deps.settings.get(campaign.portalId);
  const { weekdays } = campaign.content.hours ?? schedule;
  const caps = { campaign: dailyCap, mailbox: assistant?.dailyCap ?? null };
  const calendar = calendarOf(sum, caps, weekdays);
  return {
    id,
    state,
    looked,
    total,
    startedAt,
    endedAt,
    problem,
    enrolled: sum.enrolled,
    queued: await queuedOf(deps, campaign, sum.enrolled, assistant?.mostActive ?? null),
    leftOut: leftOutOf(row),
    mails: sum.mails,
    calendar,
    lastMailDay: calendar.at(-1)?.day ?? null,
    calls: callsOf(sum, calendar, takesOwnership),
    storage: storageOf(sum),
    budgetLeft: perDay === null ? null : Math.max(0, perDay - used),
  };
}

/** Those who would wait for a free place of the assistant. */
async function queuedOf(
  { leads }: ReviewDeps,
  { portalId, content }: Campaign,
  enrolled: number,
  mostActive: number | null,
): Promise<number> {
  if (mostActive === null) return 0;
  const active = (await leads.counts(portalId)).get(content.assistantId)?.active ?? 0;
  return Math.max(0, enrolled - Math.max(0, mostActive - active));
}

const leftOutOf = ({ sum }: CampaignReviewRow): CampaignReview['leftOut'] =>
  (Object.entries(sum.leftOut) as [LeftOut, number][])
    .map(([value, count]) => ({ value, label: leftOutWords[value], count }))
    .sort((a, b) => b.count - a.count);
