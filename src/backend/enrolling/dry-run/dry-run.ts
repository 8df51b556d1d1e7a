import { In, LessThan } from 'typeorm';
import { DateTime } from 'luxon';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Campaign } from '../../campaigns/campaign-entity.ts';
import { missingIn } from '../../campaigns/draft.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { Tx } from '../../database/database.ts';
import { DAY } from '../../ground/clock.ts';
import type { Random } from '../../ground/clock.ts';
import type { CampaignId, ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { Lists, Portals } from '../../hubspot/types.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { ownerOf } from '../../leads/contact/contact-properties.ts';
import type { Considered } from '../../leads/enrolling/consider.ts';
import type { Leads } from '../../leads/leads.ts';
import { readyAssistant } from '../enroll-work.ts';
import type { EnrollDeps } from '../enroll-work.ts';
import { eraseLeftOut, forgetLeftOut, keepLeftOut } from './left-out.ts';
import { CampaignReviewEntity } from './review-entity.ts';
import type { CampaignReviewRow, ReviewSum } from './review-entity.ts';

export const REVIEW_QUEUE = 'enrolling.review';
const MAILS = 10;
const KEPT_MS = 30 * DAY;

export interface DryRunDeps extends Omit<EnrollDeps, 'leads'> {
  jobs: Pick<Jobs, 'enqueue'>;
  lists: Pick<Lists, 'members' | 'find'>;
  portals: Pick<Portals, 'get'>;
  leads: Pick<Leads, 'consider' | 'rehearse'>;
  random: Pick<Random, 'uuid'>;
}

/** A campaign tried on its list as it is now: HubSpot is read, and nothing is written there or sent. */
export interface DryRuns {
  /** The same click is one. @throws BatonError CONFLICT with what is missing */
  ask(campaign: Campaign, requestId: string): Promise<CampaignReviewRow>;
  latest(campaign: Pick<Campaign, 'portalId' | 'campaignId'>): Promise<CampaignReviewRow | null>;
  cancel(campaign: Campaign): Promise<void>;
  work(portalId: PortalId, campaignId: CampaignId): Promise<void>;
}

const nothing: ReviewSum = { enrolled: 0, leftOut: {}, emails: 0, unowned: 0, chains: {}, mails: [] };

export function createDryRuns(deps: DryRunDeps): DryRuns {
  const { database, clock } = deps;
  const latest: DryRuns['latest'] = ({ portalId, campaignId }) =>
    database.manager.findOneBy(CampaignReviewEntity, { portalId, campaignId });
  return {
    latest,
    async ask(campaign, requestId) {
      const known = await latest(campaign);
      if (known?.requestId === requestId) return known;
      const missing = missingIn(campaign.content, clock.now());
      if (missing.length > 0) throw new BatonError('CONFLICT', missing.join(' '));
      const { portalId, campaignId } = campaign;
      const row: CampaignReviewRow = {
        portalId,
        campaignId,
        id: deps.random.uuid(),
        requestId,
        state: 'waiting',
        after: null,
        looked: 0,
        total: null,
        sum: nothing,
        startedAt: clock.now(),
        endedAt: null,
        problem: null,
      };
      await database.transaction(async (tx) => {
        await tx.upsert(CampaignReviewEntity, row, ['portalId', 'campaignId']);
        const data = { portalId, campaignId };
        await deps.jobs.enqueue(tx, { queue: REVIEW_QUEUE, key: `${portalId}:${campaignId}`, data });
      });
      return row;
    },
    async cancel(campaign) {
      await end(deps, campaign, null, { state: 'cancelled' });
    },
    work: (portalId, campaignId) => work(deps, portalId, campaignId),
  };
}

const open = In(['waiting', 'running']);

/** Ends what is under way, if it is the one that is meant still. */
async function end(
  { database, clock }: DryRunDeps,
  { portalId, campaignId }: Pick<Campaign, 'portalId' | 'campaignId'>,
  id: string | null,
  change: Pick<CampaignReviewRow, 'state'> & Partial<CampaignReviewRow>,
): Promise<void> {
  const which = { portalId, campaignId, state: open, ...(id === null ? {} : { id }) };
  const set = { ...change, endedAt: clock.now() };
  await database.manager.createQueryBuilder().update(CampaignReviewEntity).set(set).where(which).execute();
}

/** Emails that a dry run wrote for a person who is erased; and dry runs that nobody looks at any more. */
export async function eraseReviews(tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<void> {
  await eraseLeftOut(tx, portalId, ids);
  const erased = new Set<string>(ids);
  for (const { campaignId, sum } of await tx.findBy(CampaignReviewEntity, { portalId }))
    if (sum.mails.some(({ contactId }) => erased.has(contactId))) {
      await forgetLeftOut({ manager: tx }, { portalId, campaignId, id: null });
      await tx.delete(CampaignReviewEntity, { portalId, campaignId });
    }
}

export async function forgetReviews({
  database,
  clock,
}: Pick<DryRunDeps, 'database' | 'clock'>): Promise<void> {
  const old = { startedAt: LessThan(clock.now() - KEPT_MS) };
  for (const { portalId, campaignId } of await database.manager.findBy(CampaignReviewEntity, old)) {
    await forgetLeftOut(database, { portalId, campaignId, id: null });
    await database.manager.delete(CampaignReviewEntity, { portalId, campaignId, ...old });
  }
}

/** Page by page; how far it is stands with what was found, so that a dead process costs a page. */
async function work(deps: DryRunDeps, portalId: PortalId, campaignId: CampaignId): Promise<void> {
  for (;;) {
    const row = await deps.database.manager.findOneBy(CampaignReviewEntity, {
      portalId,
      campaignId,
      state: open,
    });
    const campaign = row && (await deps.campaigns.find(portalId, campaignId));
    if (!row || !campaign) return;
    const fail = (problem: string): Promise<void> => end(deps, row, row.id, { state: 'failed', problem });
    const assistant = await readyAssistant(deps, campaign);
    if (typeof assistant === 'string') return fail(assistant);
    if (!campaign.content.list) return fail('The campaign has no list.');
    if (row.after === null) await forgetLeftOut(deps.database, row);
    try {
      if (!(await lookAtPage(deps, row, campaign, assistant))) return;
    } catch (error) {
      if (!isBatonError(error) || error.retry !== 'never') throw error;
      return fail(error.message);
    }
  }
}

/** HubSpot reads 100 contacts at once, a page of a list has more. */
const CONSIDERED = 100;

/** Resolves to whether it goes on. */
async function lookAtPage(
  deps: DryRunDeps,
  row: CampaignReviewRow,
  campaign: Campaign,
  assistant: Assistant & { ownerId: OwnerId },
): Promise<boolean> {
  const { portalId, content } = campaign;
  const listId = content.list?.id ?? '';
  const total = row.total ?? (await deps.lists.find(portalId, listId))?.size ?? null;
  const page = await deps.lists.members(portalId, listId, row.after);
  const { timeZone } = await deps.portals.get(portalId);
  let { sum } = row;
  for (let start = 0; start < page.members.length; start += CONSIDERED) {
    const ids = page.members.slice(start, start + CONSIDERED).map(({ contactId }) => contactId);
    const considered = await deps.leads.consider(portalId, ids, campaign, assistant);
    await keepLeftOut(deps.database, row, considered);
    sum = await add(deps, sum, campaign, considered, assistant, timeZone);
  }
  const found = { looked: row.looked + page.members.length, total, sum };
  if (page.after === null) {
    await end(deps, row, row.id, { state: 'done', ...found });
    return false;
  }
  const { affected } = await deps.database.manager
    .createQueryBuilder()
    .update(CampaignReviewEntity)
    .set({ state: 'running', after: page.after, ...found })
    .where({ portalId, campaignId: row.campaignId, id: row.id, state: open, looked: row.looked })
    .execute();
  return affected !== 0;
}

async function add(
  { leads }: DryRunDeps,
  sum: ReviewSum,
  campaign: Campaign,
  considered: readonly Considered[],
  assistant: Assistant,
  zone: string,
): Promise<ReviewSum> {
  const planned = await leads.rehearse.plan(campaign, considered, assistant);
  const leftOut = { ...sum.leftOut };
  for (const { leftOut: reason } of considered) if (reason) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  const chains = { ...sum.chains };
  for (const { emails } of planned.filter((one) => one.emails.length > 0)) {
    const chain = emails
      .map((at) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm"))
      .join(' ');
    chains[chain] = (chains[chain] ?? 0) + 1;
  }
  const mails = [...sum.mails];
  for (const { lead, emails } of planned.slice(0, MAILS - mails.length)) {
    const one = considered.find(({ contactId }) => contactId === lead.contactId);
    if (!one) continue;
    const mail = await leads.rehearse.firstMail(one, lead, assistant);
    const at = emails[0] ?? null;
    mails.push(
      'problem' in mail ? { ...mail, at, subject: '', text: '', marked: [] } : { ...mail, at, problem: null },
    );
  }
  const enrolled = considered.filter(({ leftOut: reason }) => reason === null);
  return {
    enrolled: sum.enrolled + planned.length,
    leftOut,
    emails: sum.emails + planned.reduce((all, { emails }) => all + emails.length, 0),
    unowned: sum.unowned + enrolled.filter(({ record }) => record && ownerOf(record) === null).length,
    chains,
    mails,
  };
}
