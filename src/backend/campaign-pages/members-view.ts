import type { MemberFilter, MemberLine, MembersView } from '../../cards/campaigns/contract.ts';
import type { Viewer } from '../app-pages/viewer.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { MemberRow } from '../enrolling/member-entity.ts';
import { findMembers, membersAmong } from '../enrolling/members.ts';
import type { ContactId } from '../ground/identifiers.ts';
import { leadStates } from '../lead-status/mapping.ts';
import type { LeadState, Stage } from '../leads/deciding/states.ts';
import { isActive, openStages, stageWords } from '../leads/deciding/states.ts';
import { leftOutWords } from '../leads/enrolling/consider.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { sentOf } from '../leads/lead/sent-of.ts';
import { nameOfContact } from '../leads/list/words.ts';
import type { ViewDeps } from './view.ts';

const memberStates: readonly string[] = ['waiting', 'left_out', 'enrolled', 'removed', 'moved', 'undone'];
const isStage = (value: string): value is Stage => openStages.some((stage) => stage === value);
const isState = (value: string): value is LeadState => leadStates.some((state) => state === value);

export interface MembersQuery extends MemberFilter {
  after?: string | undefined;
  limit: number;
}

/** Contacts of a campaign as a person sees them: who sees not all leads sees those that became leads of theirs. */
export async function membersView(
  deps: ViewDeps,
  { sight }: Viewer,
  campaign: Campaign,
  { state, reason, search, after, limit }: MembersQuery,
): Promise<MembersView> {
  const ofLead = state !== undefined && !memberStates.includes(state);
  if (sight === null && !ofLead) {
    const query = { reason, search, after, state: state as MemberRow['state'] | undefined };
    const { members, total } = await findMembers(deps.database, campaign, query, limit);
    const leads = await deps.leads.ofCampaigns.of(campaign.portalId, idsOf(members));
    const lines = members.map((member) => lineOf(campaign, member, leads.get(member.contactId)));
    return { members: lines, total, next: nextOf(members, limit) };
  }
  if (reason !== undefined || (state !== undefined && !ofLead && state !== 'enrolled'))
    return { members: [], total: 0, next: null };
  const { leads, total } = await deps.leads.ofCampaigns.find(campaign.portalId, campaign.campaignId, {
    sight,
    search,
    after: after ?? '',
    limit,
    stage: state !== undefined && isStage(state) ? state : undefined,
    state: state !== undefined && isState(state) ? state : undefined,
    ...(state !== undefined && isState(state) ? { stage: 'closed' as const } : {}),
  });
  const known = await membersAmong(deps.database, campaign, idsOf(leads));
  const lines = leads.map((lead) => lineOf(campaign, known.get(lead.contactId), lead));
  return { members: lines, total, next: nextOf(leads, limit) };
}

const idsOf = (rows: readonly { contactId: ContactId }[]): ContactId[] =>
  rows.map(({ contactId }) => contactId);
const nextOf = (rows: readonly { contactId: ContactId }[], limit: number): string | null =>
  rows.length < limit ? null : (rows.at(-1)?.contactId ?? null);

/** A contact is a member, or a lead that came here another way, or both. */
function lineOf(
  { campaignId }: Campaign,
  member: MemberRow | undefined,
  found: Lead | undefined,
): MemberLine {
  const lead = found?.campaignId === campaignId ? found : undefined;
  return {
    contactId: member?.contactId ?? lead?.contactId ?? '',
    name: lead ? nameOfContact(lead) : member?.name || `Contact ${member?.contactId ?? ''}`,
    company: lead?.facts.company ?? member?.company ?? '',
    email: lead?.email ?? member?.email ?? '',
    state: member?.state ?? 'enrolled',
    standing: standingOf(member, lead),
    leadState: lead?.state ?? null,
    nextEmailAt: lead?.stage === 'nurturing' && lead.step < lead.steps.length ? lead.wakeAt : null,
    version: member?.version ?? null,
    at: member?.at ?? lead?.assignedAt ?? 0,
  };
}

function standingOf(member: MemberRow | undefined, lead: Lead | undefined): string {
  switch (member?.state) {
    case 'waiting':
      return 'Waits to be enrolled';
    case 'left_out':
      return `Left out: ${member.reason ? leftOutWords[member.reason] : 'not known why'}`;
    case 'moved':
      return 'Moved to another campaign';
    case 'undone':
      return 'Taken out again before anything was sent';
    case 'removed':
      return 'Left the list';
    default:
      return lead ? standingOfLead(lead) : 'Enrolled; goes on without this campaign';
  }
}

function standingOfLead(lead: Lead): string {
  const emails = `${sentOf(lead)} of ${lead.steps.length} emails sent`;
  if (!isActive(lead.stage)) return lead.closeReason ? `${emails}. ${lead.closeReason}` : emails;
  if (lead.stage === 'nurturing') return emails;
  return `${emails}, ${stageWords[lead.stage]}`;
}
