import { In } from 'typeorm';
import type { Assistants } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { rulesOf } from '../campaigns/rules.ts';
import type { Tx } from '../database/database.ts';
import { joinAgain } from '../enrolling/members.ts';
import type { Runs } from '../enrolling/runs.ts';
import { DAY } from '../ground/clock.ts';
import { assistantId as toAssistantId, campaignId as toCampaignId } from '../ground/identifiers.ts';
import { handedOn } from '../leads/deciding/handed-on.ts';
import { isActive } from '../leads/deciding/states.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { roundKey } from '../leads/lead/round-key.ts';
import { sentOf } from '../leads/lead/sent-of.ts';
import { inForceSince } from './changes.ts';
import { fire, firingId } from './fire.ts';
import { FiringEntity } from './firing-entity.ts';
import type { LookDeps } from './look.ts';

const PAGE = 200;
/** A term that passed while nobody could act on it; what is older than that is history. */
const LATE_MS = 30 * DAY;

export interface GoingOnDeps extends LookDeps {
  campaigns: LookDeps['campaigns'] & { find(...of: FindCampaign): Promise<Campaign | undefined> };
  assistants: Pick<Assistants, 'find'>;
  runs: Pick<Runs, 'ask'>;
}
type FindCampaign = [portalId: Campaign['portalId'], id: Campaign['campaignId'], tx?: Tx];

/** Who goes on elsewhere: in another campaign, or with another assistant. */
export async function letGoOn(deps: GoingOnDeps): Promise<void> {
  for (const campaign of await deps.campaigns.open()) {
    const { reEnroll, handOver } = rulesOf(campaign.content);
    if (reEnroll === null && handOver === null) continue;
    try {
      if ((await deps.portals.find(campaign.portalId))?.status !== 'connected') continue;
      if (reEnroll !== null) await reEnrollFrom(deps, campaign, reEnroll);
      if (handOver !== null) await handOverFrom(deps, campaign, handOver);
    } catch (error) {
      // Nobody waits for the account of somebody else; the next round tries again.
      deps.logger.warn({ err: error, portalId: campaign.portalId }, 'letting contacts go on failed');
    }
  }
}

/** Whoever this rule has not acted on yet, a page at a time; someone it has acted on and a person took back stays. */
async function eachFresh(
  { database }: LookDeps,
  { portalId, campaignId }: Campaign,
  read: (after: string) => Promise<Lead[]>,
  keyOf: (lead: Lead) => string,
  work: (lead: Lead) => Promise<void>,
): Promise<void> {
  for (let after = ''; ;) {
    const leads = await read(after);
    const ids = leads.map((lead) => firingId(keyOf(lead)));
    const fired = await database.manager.findBy(FiringEntity, { portalId, campaignId, id: In(ids) });
    const known = new Set(fired.map(({ id }) => id));
    for (const lead of leads) if (!known.has(firingId(keyOf(lead)))) await work(lead);
    after = leads.at(-1)?.contactId ?? '';
    if (leads.length < PAGE) return;
  }
}

const hasAnswered = ({ answer, assignedAt }: Lead): boolean => answer !== null && answer.at >= assignedAt;

async function reEnrollFrom(
  deps: GoingOnDeps,
  campaign: Campaign,
  rule: NonNullable<ReturnType<typeof rulesOf>['reEnroll']>,
): Promise<void> {
  const { portalId, campaignId } = campaign;
  const to = await deps.campaigns.find(portalId, toCampaignId(rule.campaignId));
  if (to?.status !== 'running' || to.campaignId === campaignId) return;
  const since = await inForceSince(
    deps.campaigns,
    campaign,
    ({ reEnroll }) => JSON.stringify(reEnroll) === JSON.stringify(rule),
  );
  const term = rule.days * DAY;
  const closed = { from: Math.max(since, deps.clock.now() - LATE_MS) - term, to: deps.clock.now() - term };
  const keyOf = (lead: Lead): string => `re-enroll ${roundKey(lead)}`;
  const read = (after: string) =>
    deps.leads.ofCampaigns.unanswered(portalId, campaignId, closed, after, PAGE);
  await eachFresh(deps, campaign, read, keyOf, async (lead) => {
    if (hasAnswered(lead)) return;
    const before = { portalId, contactId: lead.contactId, kind: 're-enroll' as const };
    if ((await deps.database.manager.countBy(FiringEntity, before)) >= rule.most) return;
    await fire(deps, {
      campaign,
      contactId: lead.contactId,
      kind: 're-enroll',
      key: keyOf(lead),
      why: `No answer for ${rule.days} days: it goes on in “${to.name}” by a rule of campaign “${campaign.name}”.`,
      act: (tx) => enrollAgain(deps, tx, campaign, to, lead),
      others: null,
    });
  });
}

/** As if it had just joined the list of the other campaign, also where it was in that one before. */
async function enrollAgain(
  deps: GoingOnDeps,
  tx: Tx,
  from: Campaign,
  to: Campaign,
  { contactId, round }: Lead,
): Promise<number> {
  const { portalId, campaignId } = to;
  await joinAgain(tx, to, contactId, deps.clock.now());
  await deps.runs.ask(tx, {
    portalId,
    campaignId,
    kind: 'enroll',
    requestId: `joined-rule-${from.campaignId}-${contactId}-${round}`,
    askedBy: `a rule of campaign “${from.name}”`,
    target: { contactIds: [contactId], read: true },
    total: 1,
  });
  return 1;
}

async function handOverFrom(
  deps: GoingOnDeps,
  campaign: Campaign,
  rule: NonNullable<ReturnType<typeof rulesOf>['handOver']>,
): Promise<void> {
  const { portalId, campaignId } = campaign;
  const assistant = await deps.assistants.find(portalId, toAssistantId(rule.assistantId));
  if (!assistant?.ownerId) return;
  const keyOf = (lead: Lead): string => `hand-over ${assistant.assistantId} ${roundKey(lead)}`;
  const from = { step: rule.emails, not: assistant.assistantId };
  const read = (after: string) => deps.leads.ofCampaigns.atStep(portalId, campaignId, from, after, PAGE);
  const isDue = (lead: Lead): boolean =>
    isActive(lead.stage) && lead.step < lead.steps.length && sentOf(lead) >= rule.emails;
  await eachFresh(deps, campaign, read, keyOf, async (found) => {
    if (!isDue(found)) return;
    const by = `A rule of campaign “${campaign.name}”`;
    await fire(deps, {
      campaign,
      contactId: found.contactId,
      kind: 'hand-over',
      key: keyOf(found),
      why: `${rule.emails === 1 ? '1 email' : `${rule.emails} emails`} without an answer: ${assistant.name} goes on by a rule of campaign “${campaign.name}”.`,
      async act(tx) {
        const told = { portalId, ids: [found.contactId], trigger: 'Rule of the campaign' };
        const outcomes = await deps.leads.tellAll(tx, told, (lead) =>
          lead?.campaignId === campaignId && isDue(lead)
            ? handedOn(lead, by, assistant)
            : 'It is not under way in this campaign.',
        );
        return outcomes.get(found.contactId) === null ? 1 : 0;
      },
      others: null,
    });
  });
}
