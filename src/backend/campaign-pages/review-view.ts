import type { CampaignReview, LeftOutView } from '../../cards/campaigns/contract.ts';
import type { Assistant } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { DryRuns } from '../enrolling/dry-run/dry-run.ts';
import { calendarOf, callsOf, storageOf } from '../enrolling/dry-run/estimate.ts';
import type { Costs } from '../enrolling/dry-run/estimate.ts';
import { findLeftOut } from '../enrolling/dry-run/left-out.ts';
import type { CampaignReviewRow } from '../enrolling/dry-run/review-entity.ts';
import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { AccountLimits } from '../hubspot/limiter/account-limits.ts';
import { isAvailable } from '../hubspot/portals/features.ts';
import { assistantId } from '../ground/identifiers.ts';
import { leftOutWords } from '../leads/enrolling/consider.ts';
import type { LeftOut } from '../leads/enrolling/consider.ts';
import { allowanceOf, gapOf } from '../mail/pace/plan.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import type { ViewDeps } from './view.ts';

export interface ReviewDeps extends ViewDeps {
  dryRuns: DryRuns;
  limits: Pick<AccountLimits, 'state'>;
}

/** The latest dry run of a campaign. @throws BatonError NOT_FOUND when there is none yet */
export async function reviewView(deps: ReviewDeps, campaign: Campaign): Promise<CampaignReview> {
  const row = await latest(deps, campaign);
  const { id, state, looked, total, startedAt, endedAt, problem, sum } = row;
  const { dailyCap } = campaign.content;
  const assistant = await deps.assistants.find(campaign.portalId, assistantId(campaign.content.assistantId));
  const { perDay, used } = await deps.limits.state(campaign.portalId);
  const settings = await deps.settings.get(campaign.portalId);
  const hours = campaign.content.hours ?? settings.schedule;
  const caps = { campaign: dailyCap, mailbox: assistant?.dailyCap ?? null };
  const calendar = calendarOf(sum, caps, hours);
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
    calendar: calendar.map(({ day, emails }) => ({ day, emails })),
    lastMailDay: calendar.at(-1)?.day ?? null,
    calls: callsOf(sum, calendar, await costsOf(deps, campaign, assistant, settings)),
    storage: storageOf(sum),
    budgetLeft: perDay === null ? null : Math.max(0, perDay - used),
  };
}

async function costsOf(
  { hubspot, clock }: ReviewDeps,
  { portalId, content }: Campaign,
  assistant: Assistant | undefined,
  { schedule, emailActivity, shareOptOuts, subscriptionType }: PortalSettings,
): Promise<Costs> {
  const allowance = assistant ? allowanceOf(assistant, clock.now()) : null;
  const dayMs = (schedule.endMinute - schedule.startMinute) * MINUTE;
  const { scopes } = await hubspot.portals.get(portalId);
  const asks = shareOptOuts && isAvailable(scopes, 'opt-outs');
  return {
    takesOwnership: content.takesOwnership,
    completes: !content.automatic,
    gapMs: allowance ? gapOf(allowance.mails, dayMs) : 0,
    logged: emailActivity.on,
    asked: asks ? (subscriptionType === null ? 1 : 2) : 0,
  };
}

async function latest({ dryRuns }: ReviewDeps, campaign: Campaign): Promise<CampaignReviewRow> {
  const row = await dryRuns.latest(campaign);
  if (!row) throw new BatonError('NOT_FOUND', 'This campaign was not tried yet.');
  return row;
}

/** Whom it would leave out. @throws BatonError NOT_FOUND when there is none yet */
export async function leftOutView(
  deps: ReviewDeps,
  campaign: Campaign,
  { reason, after = '', limit }: { reason?: LeftOut | undefined; after?: string | undefined; limit: number },
): Promise<LeftOutView> {
  const row = await latest(deps, campaign);
  const found = await findLeftOut(deps.database, row, { reason, after, limit });
  return {
    contacts: found.map(({ contactId, name, email, company, reason: why }) => ({
      contactId,
      name: name || `Contact ${contactId}`,
      email,
      company,
      why: leftOutWords[why],
    })),
    next: found.length < limit ? null : (found.at(-1)?.contactId ?? null),
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
