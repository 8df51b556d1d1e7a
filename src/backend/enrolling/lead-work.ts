import { In } from 'typeorm';
import type { Assistants } from '../assistants/assistants.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { Campaigns } from '../campaigns/campaigns.ts';
import { rulesOf } from '../campaigns/rules.ts';
import type { Database, DatabaseKind, Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { CampaignId, ContactId } from '../ground/identifiers.ts';
import type { Outbox } from '../hubspot/types.ts';
import { contactLanguage } from '../leads/contact/contact-language.ts';
import { handedOn } from '../leads/deciding/handed-on.ts';
import type { LeadEvent } from '../leads/deciding/events.ts';
import { isActive } from '../leads/deciding/states.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { WITHOUT_HURRY_MS } from '../leads/lead/patience.ts';
import { sentOf } from '../leads/lead/sent-of.ts';
import type { Leads } from '../leads/leads.ts';
import type { Chooser, Sequences } from '../sequences/sequences.ts';
import { MemberEntity } from './member-entity.ts';
import type { RunRow } from './member-entity.ts';
import { addMembers } from './members.ts';
import { holdRun, noteRun } from './runs.ts';
import type { Step } from './runs.ts';
import { nextOf } from './target.ts';

/** Told in one transaction. Small: on SQLite nobody else can write meanwhile. */
const AT_ONCE: Readonly<Record<DatabaseKind, number>> = { sqlite: 20, postgres: 50 };

export interface LeadWorkDeps {
  database: Database;
  campaigns: Pick<Campaigns, 'find' | 'hold'>;
  assistants: Pick<Assistants, 'find'>;
  sequences: Pick<Sequences, 'chooser'>;
  leads: Pick<Leads, 'tellAll' | 'ofCampaigns'>;
  outbox: Pick<Outbox, 'updateContact'>;
  clock: Clock;
}

/** Brings what was decided about a campaign to the leads that it enrolled, in the order of their contact ids. */
export function createLeadWork(deps: LeadWorkDeps): (run: RunRow) => Promise<Step> {
  return async (run) => {
    const { portalId, campaignId, kind, target } = run;
    const about = await aboutRun(deps, run);
    if (typeof about === 'string') return { failed: about };
    const ids = await nextIds(deps, run);
    if (ids.length === 0) return 'done';
    return deps.database.transaction(async (tx): Promise<Step> => {
      // Whoever stops the other campaign now finds there all that were moved.
      const to = kind === 'move' ? await deps.campaigns.hold(tx, portalId, about.to.campaignId) : about.to;
      if (kind === 'move' && to?.status !== 'running' && to?.status !== 'paused')
        return { failed: `Campaign “${about.to.name}” takes nobody any more.` };
      const held = await holdRun(tx, run);
      // Another process did these meanwhile, or somebody cancelled it.
      if (!held || held.cursor !== run.cursor) return 'more';
      const told = {
        portalId,
        ids,
        trigger: target.why ?? `Campaign “${about.campaign.name}”, ${run.askedBy}`,
      };
      const ended: ContactId[] = [];
      const outcomes = await deps.leads.tellAll(tx, told, (lead) => {
        if (!lead || lead.mergedInto !== null || lead.campaignId !== campaignId) return NOT_IN_IT;
        if (!isActive(lead.stage) && lead.subState !== 'undone') ended.push(lead.contactId);
        return eventOf(kind, lead, about, run);
      });
      if (kind !== 'move' && kind !== 'leave' && kind !== 'undo')
        await writeStatus(deps, tx, about.campaign, ended);
      const done = [...outcomes].filter(([, refused]) => refused === null).map(([id]) => id);
      await moveMembers(deps, tx, run, done, about.campaign);
      await noteRun(tx, run, {
        cursor: ids.at(-1) ?? null,
        done: held.done + done.length,
        refused: held.refused + outcomes.size - done.length,
      });
      return 'more';
    });
  };
}

const NOT_IN_IT = 'It is not in this campaign any more.';

interface About {
  campaign: Campaign;
  /** Where leads go on: another campaign, or this one as it was changed. */
  to: Campaign;
  choose: Chooser;
  assistant: Awaited<ReturnType<Assistants['find']>>;
}

async function aboutRun(
  deps: LeadWorkDeps,
  { portalId, campaignId, target }: RunRow,
): Promise<About | string> {
  const campaign = await deps.campaigns.find(portalId, campaignId);
  const to = target.to === undefined ? campaign : await deps.campaigns.find(portalId, target.to);
  if (!campaign || !to) return 'The campaign is gone.';
  const assistant = await deps.assistants.find(portalId, assistantId(to.content.assistantId));
  return { campaign, to, assistant, choose: await deps.sequences.chooser(portalId) };
}

async function nextIds({ database, leads }: LeadWorkDeps, run: RunRow): Promise<ContactId[]> {
  const { portalId, campaignId, target, cursor } = run;
  const limit = AT_ONCE[database.kind];
  if (target.contactIds || target.filter) return nextOf({ database, leads }, run, limit);
  const page = await leads.ofCampaigns.page(portalId, campaignId, cursor ?? '', limit);
  return page.map(({ contactId }) => contactId);
}

/** What happens to a lead, or in words why nothing does. */
function eventOf(
  kind: RunRow['kind'],
  lead: Lead,
  about: About,
  { askedBy, target }: RunRow,
): LeadEvent | string {
  const { campaign } = about;
  const named = `Campaign “${campaign.name}”`;
  if (kind === 'write-status') return 'Only its campaign status is written.';
  if (!isActive(lead.stage)) return 'It is with a person already.';
  switch (kind) {
    case 'pause':
      return { type: 'campaign-paused', why: `${named} was paused by ${askedBy}.` };
    case 'resume':
      return { type: 'campaign-resumed', why: `${named} was resumed by ${askedBy}.` };
    case 'stop':
      return { type: 'campaign-stopped', why: target.why ?? `${named} was stopped by ${askedBy}.` };
    case 'leave':
      return campaign.content.leaving === 'stop'
        ? { type: 'campaign-stopped', why: `It left the list of campaign “${campaign.name}”.` }
        : { type: 'pause-asked', by: `${named}: it left the list` };
    case 'undo':
      return sentOf(lead) > 0
        ? 'It has had an email.'
        : { type: 'campaign-undone', by: askedBy, campaign: campaign.name };
    default:
      return goesOn(lead, about, askedBy);
  }
}

/** With another assistant where the campaign has one, else with the emails that the campaign has now. */
function goesOn(lead: Lead, { campaign, to, assistant, choose }: About, by: string): LeadEvent | string {
  if (!assistant?.ownerId) return 'The assistant is not ready.';
  const byRule = lead.assistantId === rulesOf(campaign.content).handOver?.assistantId;
  if (campaign === to && lead.assistantId !== assistant.assistantId && !byRule)
    return handedOn(lead, by, assistant);
  const { sequenceId } = to.content;
  const language = contactLanguage(lead.facts, lead.answer?.evidence ?? null);
  const chosen = choose(sequenceId === '' ? assistant : { ...assistant, sequenceId }, language);
  const { name, version, steps } = chosen;
  const inCampaign = { campaignId: to.campaignId, name: to.name };
  return {
    type: 'campaign-moved',
    by,
    campaign: inCampaign,
    sequenceId: chosen.sequenceId,
    version,
    name,
    steps,
  };
}

/**
 * Contacts that no assistant works on any more still say how their campaign stands. Of those that are handed back right
 * now it leaves with their owner.
 */
async function writeStatus(
  { outbox, clock }: LeadWorkDeps,
  tx: Tx,
  { portalId, name, status }: Campaign,
  ids: readonly ContactId[],
): Promise<void> {
  const properties = {
    baton_campaign_name: name,
    baton_campaign_status: status,
    baton_last_synced_at: new Date(clock.now()).toISOString(),
  };
  for (const contactId of ids)
    await outbox.updateContact(tx, {
      portalId,
      contactId,
      lane: 'bulk',
      withinMs: WITHOUT_HURRY_MS,
      properties,
    });
}

async function moveMembers(
  { clock }: LeadWorkDeps,
  tx: Tx,
  { portalId, campaignId, kind, target }: RunRow,
  done: readonly ContactId[],
  { version }: Campaign,
): Promise<void> {
  if (done.length === 0) return;
  const at = clock.now();
  const change = (id: CampaignId, row: object) =>
    tx.update(MemberEntity, { portalId, campaignId: id, contactId: In([...done]) }, { ...row, at });
  if (kind === 'undo') await change(campaignId, { state: 'undone' });
  if (kind === 'leave') await change(campaignId, { state: 'removed' });
  if (kind === 'apply-edit') await change(campaignId, { version });
  if (kind !== 'move' || target.to === undefined) return;
  const to = { portalId, campaignId: target.to };
  const found = done.map((contactId) => ({ contactId }));
  await addMembers(tx, to, found, 0);
  const before = await tx.findBy(MemberEntity, { portalId, campaignId, contactId: In([...done]) });
  for (const { contactId, name, email, company, words } of before)
    await tx.update(
      MemberEntity,
      { ...to, contactId },
      { name, email, company, words, state: 'enrolled', reason: null, at },
    );
  await change(campaignId, { state: 'moved' });
}
