import { DateTime } from 'luxon';
import type { CampaignRules, PropertyRule } from '../../cards/campaigns/contract.ts';
import type { RuleTrial } from '../../cards/campaigns/rules/contract.ts';
import { keywordIn } from '../campaigns/rules.ts';
import { DAY } from '../ground/clock.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { ContactRecord } from '../hubspot/types.ts';
import { languageOfAnswer } from '../leads/enrolling/keyword.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { sentOf } from '../leads/lead/sent-of.ts';
import { latestAnswers } from '../mail/conversation.ts';
import { changedAt } from './changes.ts';
import { COMPANY, readHistories } from './look.ts';
import type { LookDeps } from './look.ts';

const SPAN_MS = 30 * DAY;
/** The latest of them; more make a person wait, and cost calls. */
const ANSWERS = 2_000;
const CONTACTS = 1_000;

/**
 * What rules would have done in the last 30 days, to all contacts of the account that an assistant worked on: a campaign
 * that is new has no history of its own. Reads only. `campaignId`: null for a campaign that is not saved yet.
 * @throws BatonError those of a call
 */
export async function tryRules(
  deps: LookDeps,
  portalId: PortalId,
  rules: CampaignRules,
  campaignId: CampaignId | null,
): Promise<RuleTrial[]> {
  const trials = await tryReviews(deps, portalId, rules);
  const since = deps.clock.now() - SPAN_MS;
  if (rules.properties.length > 0 || rules.meetingEndsCompany) {
    const leads = await deps.leads.ofCampaigns.recent(portalId, null, since, CONTACTS);
    const records = await readHistories(deps, portalId, leads, rules.properties);
    const seen: Seen = { leads, records, since };
    trials.push(...rules.properties.map((rule, index) => tryProperty(rule, index, seen)));
    if (rules.meetingEndsCompany) trials.push(tryMeetings(seen));
  }
  if (rules.reEnroll !== null || rules.handOver !== null) {
    const leads = await deps.leads.ofCampaigns.recent(portalId, campaignId, since, CONTACTS);
    if (rules.reEnroll !== null) trials.push(tryReEnroll(leads));
    if (rules.handOver !== null) trials.push(tryHandOver(leads, rules.handOver.emails));
  }
  if (rules.quietUntil !== null) trials.push(await tryQuiet(deps, portalId, campaignId, rules.quietUntil));
  return trials;
}

async function tryReviews(
  { database, leads, clock }: LookDeps,
  portalId: PortalId,
  { review, reviewClasses = [] }: CampaignRules,
): Promise<RuleTrial[]> {
  if (review.length === 0 && reviewClasses.length === 0) return [];
  const since = clock.now() - SPAN_MS;
  const latest = await latestAnswers(database, portalId, ANSWERS);
  const answers = latest.filter(({ at }) => at > since);
  const from = await leads.ofCampaigns.of(portalId, [...new Set(answers.map((one) => one.contactId))]);
  const of = `Of ${counted(answers.length, 'answer')} in the last 30 days`;
  const trialOf = (rule: string, count: number): RuleTrial => ({
    rule,
    count,
    words: `${of}, ${count} would have gone to Reviews.`,
  });
  const understoodSo = answers.filter(({ replyClass }) => reviewClasses.some((one) => one === replyClass));
  const byWords = review.map((rule, index) => {
    const count = answers.filter(({ contactId, text }) => {
      const lead = from.get(contactId);
      return lead && keywordIn([rule], text, languageOfAnswer(text, lead)) !== null;
    }).length;
    return trialOf(`review-${index}`, count);
  });
  return reviewClasses.length === 0 ? byWords : [...byWords, trialOf('review-classes', understoodSo.length)];
}

interface Seen {
  leads: readonly Lead[];
  records: ReadonlyMap<ContactId, ContactRecord>;
  /** Epoch ms. */
  since: number;
}

const wasUnderWay = ({ assignedAt, closedAt, stage }: Lead, at: number): boolean =>
  at > assignedAt && (stage !== 'closed' || closedAt === null || at <= closedAt);

function tryProperty(rule: PropertyRule, index: number, seen: Seen): RuleTrial {
  const { leads, records, since } = seen;
  const stopped = new Set<ContactId>();
  let known = false;
  for (const lead of leads) {
    const record = records.get(lead.contactId);
    const history = record?.histories?.[rule.property] ?? [];
    known ||= history.length > 0;
    const at = changedAt(history, rule, Math.max(since, lead.assignedAt));
    if (at === null || !wasUnderWay(lead, at)) continue;
    stopped.add(lead.contactId);
    if (rule.reach === 'company')
      for (const other of colleagues(lead, seen, at)) stopped.add(other.contactId);
  }
  const does = rule.act === 'stop' ? 'stopped' : 'paused';
  const of = `Of ${counted(leads.length, 'contact')} under way in the last 30 days`;
  const doubt =
    known || leads.length === 0
      ? ''
      : ` None of them has ever had a value of “${rule.property}”: check that this is its internal name.`;
  return {
    rule: `property-${index}`,
    count: stopped.size,
    words: `${of}, it would have ${does} ${stopped.size}.${doubt}`,
  };
}

/** Others of the same company who were under way then. */
function colleagues(lead: Lead, { leads, records }: Seen, at: number): Lead[] {
  const company = records.get(lead.contactId)?.properties[COMPANY];
  if (!company) return [];
  return leads.filter(
    (other) =>
      other.contactId !== lead.contactId &&
      records.get(other.contactId)?.properties[COMPANY] === company &&
      wasUnderWay(other, at),
  );
}

function tryMeetings(seen: Seen): RuleTrial {
  const agreed = seen.leads.flatMap((lead) => {
    const { answer } = lead;
    return answer?.class === 'AgreedToMeet' && !answer.doubtful && answer.at > seen.since
      ? [{ lead, at: answer.at }]
      : [];
  });
  const stopped = new Set(
    agreed.flatMap(({ lead, at }) => colleagues(lead, seen, at).map(({ contactId }) => contactId)),
  );
  return {
    rule: 'meeting',
    count: stopped.size,
    words: `${counted(agreed.length, 'contact')} agreed to meet in the last 30 days; it would have stopped ${stopped.size} of the same companies.`,
  };
}

function tryReEnroll(leads: readonly Lead[]): RuleTrial {
  const ended = leads.filter(({ stage }) => stage === 'closed');
  const count = ended.filter(({ state }) => state === 'Processed').length;
  const of = `Of ${counted(ended.length, 'contact')} that went back in the last 30 days`;
  return { rule: 're-enroll', count, words: `${of}, ${count} had not answered and would have gone on.` };
}

function tryHandOver(leads: readonly Lead[], emails: number): RuleTrial {
  const count = leads.filter((lead) => sentOf(lead) >= emails && lead.step < lead.steps.length).length;
  const of = `Of ${counted(leads.length, 'contact')} under way in the last 30 days`;
  return { rule: 'hand-over', count, words: `${of}, ${count} would have gone on with the other assistant.` };
}

/** A day that is to come has no past: whose next email would wait. */
async function tryQuiet(
  { leads, portals }: LookDeps,
  portalId: PortalId,
  campaignId: CampaignId | null,
  quietUntil: number,
): Promise<RuleTrial> {
  const { timeZone } = await portals.get(portalId);
  const day = DateTime.fromMillis(quietUntil, { zone: timeZone }).setLocale('en-GB').toFormat('d LLLL yyyy');
  const under = campaignId === null ? [] : await leads.ofCampaigns.recent(portalId, campaignId, 0, CONTACTS);
  const waits = ({ stage, wakeAt, step, steps }: Lead): boolean =>
    stage === 'nurturing' && step < steps.length && (wakeAt ?? 0) < quietUntil;
  const count = under.filter(waits).length;
  return {
    rule: 'quiet',
    count,
    words: `The next email of ${counted(count, 'contact')} would wait until ${day}.`,
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
