import type { MemberFilter, MemberLine, MembersView } from '../../cards/campaigns/contract.ts';
import type { Viewer } from '../app-pages/viewer.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import type { MemberRow } from '../enrolling/member-entity.ts';
import { findMatching, idsOf } from '../enrolling/matching.ts';
import { membersAmong } from '../enrolling/members.ts';
import { isActive, stageWords } from '../leads/deciding/states.ts';
import { leftOutWords } from '../leads/enrolling/consider.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import { sentOf } from '../leads/lead/sent-of.ts';
import { nameOfContact } from '../leads/list/words.ts';
import type { ViewDeps } from './view.ts';

export interface MembersQuery extends MemberFilter {
  after?: string | undefined;
  limit: number;
}

/** Contacts of a campaign as a person sees them: who sees not all leads sees those that became leads of theirs. */
export async function membersView(
  deps: ViewDeps,
  { sight }: Viewer,
  campaign: Campaign,
  { after = '', limit, ...filter }: MembersQuery,
): Promise<MembersView> {
  const found = await findMatching(deps, campaign, filter, { sight, after, limit });
  const ids = idsOf(found);
  const next = ids.length < limit ? null : (ids.at(-1) ?? null);
  const { total } = found;
  if ('members' in found) {
    const leads = await deps.leads.ofCampaigns.of(campaign.portalId, ids);
    const lines = found.members.map((member) => lineOf(campaign, member, leads.get(member.contactId)));
    return { members: lines, total, next };
  }
  const known = await membersAmong(deps.database, campaign, ids);
  const lines = found.leads.map((lead) => lineOf(campaign, known.get(lead.contactId), lead));
  return { members: lines, total, next };
}

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
