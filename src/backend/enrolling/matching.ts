import type { MemberFilter } from '../../cards/campaigns/contract.ts';
import type { Database } from '../database/database.ts';
import type { ContactId } from '../ground/identifiers.ts';
import { leadStates } from '../lead-status/mapping.ts';
import { openStages } from '../leads/deciding/states.ts';
import type { LeadState, Stage } from '../leads/deciding/states.ts';
import type { Lead } from '../leads/lead/lead-entity.ts';
import type { Leads } from '../leads/leads.ts';
import type { MemberRow } from './member-entity.ts';
import { findMembers } from './members.ts';

const memberStates: readonly string[] = ['waiting', 'left_out', 'enrolled', 'removed', 'moved', 'undone'];
const isStage = (value: string): value is Stage => openStages.some((stage) => stage === value);
const isState = (value: string): value is LeadState => leadStates.some((state) => state === value);

export interface MatchingDeps {
  database: Database;
  leads: Pick<Leads, 'ofCampaigns'>;
}

/** A page of contacts, as members or as leads, in the order of their ids, and how many match altogether. */
export type Matching = { total: number; members: MemberRow[] } | { total: number; leads: Lead[] };

/**
 * Contacts of a campaign that match a filter. `sight`: see `seenBy`; null: all. Who sees not all leads sees those that
 * became leads of theirs. `after`: the contact id that the page before ended with; "": the first page.
 */
export async function findMatching(
  { database, leads }: MatchingDeps,
  of: Pick<MemberRow, 'portalId' | 'campaignId'>,
  { state, reason, search }: MemberFilter,
  { sight, after, limit }: { sight: readonly string[] | null; after: string; limit: number },
): Promise<Matching> {
  const ofLead = state !== undefined && !memberStates.includes(state);
  if (sight === null && !ofLead)
    return findMembers(database, of, { reason, search, after, state: state as MemberRow['state'] }, limit);
  if (reason !== undefined || (state !== undefined && !ofLead && state !== 'enrolled'))
    return { leads: [], total: 0 };
  return leads.ofCampaigns.find(of.portalId, of.campaignId, {
    sight,
    search,
    after,
    limit,
    stage: state !== undefined && isStage(state) ? state : undefined,
    ...(state !== undefined && isState(state) ? { state, stage: 'closed' as const } : {}),
  });
}

/** The contacts of a page alone. */
export const idsOf = (found: Matching): ContactId[] =>
  ('members' in found ? found.members : found.leads).map(({ contactId }) => contactId);
