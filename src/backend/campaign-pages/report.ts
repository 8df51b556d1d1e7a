import { DateTime } from 'luxon';
import type { CampaignReport, StepReport } from '../../cards/campaigns/contract.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { HappeningCount, VersionCount } from '../campaigns/happenings.ts';
import { answerTitles } from '../leads/telling/understood.ts';
import type { ReplyClass } from '../replies/types.ts';
import type { ViewDeps } from './view.ts';

/** Who answers so may want to go on. */
const positive: ReadonlySet<ReplyClass> = new Set([
  'AgreedToMeet',
  'InterestedToProceed',
  'SeekingMoreInfo',
  'BrochureRequest',
]);

export type Span = 'day' | 'week' | 'month';
const lengths: Readonly<Record<Span, number>> = { day: 30, week: 13, month: 12 };

/** What came of a campaign, by step and version, by answer, and over time in the zone of the account. */
export async function campaignReport(
  deps: ViewDeps,
  campaign: Campaign,
  span: Span,
): Promise<CampaignReport> {
  const { portalId, campaignId } = campaign;
  const { happenings } = deps.campaigns;
  const zone = (await deps.hubspot.portals.get(portalId)).timeZone;
  const { trackEngagement } = await deps.settings.get(portalId);
  const last = DateTime.fromMillis(deps.clock.now(), { zone }).startOf(span);
  const spans = Array.from({ length: lengths[span] }, (_, index) =>
    last.plus({ [span]: index + 1 - lengths[span] }).startOf(span),
  );
  const [counts, hours, versions] = await Promise.all([
    happenings.counts(portalId, campaignId),
    happenings.hours(portalId, campaignId, spans[0]?.toMillis() ?? 0),
    happenings.versions(portalId, campaignId),
  ]);
  const days = spans.map((from) => {
    const to = from.plus({ [span]: 1 }).toMillis();
    const within = hours.filter(({ hour }) => hour >= from.toMillis() && hour < to);
    const sum = (kind: string): number =>
      within.filter((one) => one.kind === kind).reduce((all, one) => all + one.count, 0);
    return {
      day: from.toISODate() ?? '',
      sent: sum('sent'),
      replied: sum('replied'),
      meetings: sum('meeting'),
      handedBack: sum('handed_back'),
    };
  });
  return {
    steps: stepsOf(counts, trackEngagement),
    answers: answersOf(counts),
    days,
    comparison: comparisonOf(versions),
  };
}

function stepsOf(counts: readonly HappeningCount[], tracked: boolean): StepReport[] {
  const sent = counts.filter(({ kind }) => kind === 'sent');
  return sent
    .map(({ step, version, count }): StepReport => {
      const of = counts.filter((one) => one.step === step && one.version === version);
      const sum = (kind: string, only: (one: HappeningCount) => boolean = () => true): number =>
        of.filter((one) => one.kind === kind && only(one)).reduce((all, one) => all + one.count, 0);
      const bounced = sum('bounced');
      return {
        step,
        name: `Email ${step + 1}`,
        version,
        sent: count,
        delivered: Math.max(count - bounced, 0),
        opened: tracked ? sum('opened') : null,
        replied: sum('replied'),
        positive: sum('replied', ({ answer }) => answer !== null && positive.has(answer)),
        meetings: sum('meeting'),
        optedOut: sum('opted_out'),
        bounced,
      };
    })
    .sort((a, b) => a.step - b.step || a.version - b.version);
}

function answersOf(counts: readonly HappeningCount[]): CampaignReport['answers'] {
  const sums = new Map<ReplyClass, number>();
  for (const { kind, answer, count } of counts)
    if (kind === 'replied' && answer) sums.set(answer, (sums.get(answer) ?? 0) + count);
  return [...sums]
    .map(([value, count]) => ({ value, label: answerTitles[value], count }))
    .sort((a, b) => b.count - a.count);
}

/** The two newest versions with emails. */
export function comparisonOf(versions: readonly VersionCount[]): CampaignReport['comparison'] {
  const [before, after] = versions.slice(-2);
  if (!before || !after) return null;
  const rated = [before, after].map((one) => ({ ...one, rate: one.replied / one.contacts }));
  const difference = newcombe(before, after);
  const chance = difference.low <= 0 && difference.high >= 0;
  const better = difference.low > 0 ? after.version : before.version;
  const words = chance
    ? 'The difference may be chance: wait for more emails before you decide.'
    : `Version ${better} gets more answers, and that is hardly chance.`;
  return { versions: rated, difference, words };
}

/** 95 %. */
const Z = 1.959964;

/**
 * The interval of the difference of two proportions (after − before) by Newcombe's hybrid score method, which holds for
 * few contacts and rates near 0, as reply rates are. Newcombe 1998, Statistics in Medicine 17, method 10.
 */
function newcombe(before: VersionCount, after: VersionCount): { low: number; high: number } {
  const [one, other] = [wilson(before), wilson(after)];
  const d = other.rate - one.rate;
  return {
    low: d - Math.hypot(other.rate - other.low, one.high - one.rate),
    high: d + Math.hypot(other.high - other.rate, one.rate - one.low),
  };
}

function wilson({ contacts: n, replied }: VersionCount): { rate: number; low: number; high: number } {
  const rate = replied / n;
  const middle = rate + Z ** 2 / (2 * n);
  const half = Z * Math.sqrt((rate * (1 - rate)) / n + Z ** 2 / (4 * n ** 2));
  const scale = 1 + Z ** 2 / n;
  return { rate, low: (middle - half) / scale, high: (middle + half) / scale };
}
