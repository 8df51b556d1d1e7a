import type { CampaignStatus } from '../../../cards/campaigns/contract.ts';
import type { ContactWrite } from '../../hubspot/types.ts';
import { leadStatusFor } from '../../lead-status/mapping.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import { endedEarly, underWay } from '../deciding/states.ts';
import type { LeadState } from '../deciding/states.ts';
import { conversationStatus } from './conversation-status.ts';
import { sentOf } from './sent-of.ts';
import type { Lead } from './lead-entity.ts';

/** What stands on a contact about the campaign that enrolled it. */
export interface CampaignOnContact {
  name: string;
  status: CampaignStatus;
  creator: string;
  url: string;
}

/** Empty, where the contact was in a campaign before. */
export const campaignProperties = (campaign: CampaignOnContact | null): Record<string, string> => ({
  baton_campaign_name: campaign?.name ?? '',
  baton_campaign_status: campaign?.status ?? '',
  baton_campaign_creator: campaign?.creator ?? '',
  baton_campaign_url: campaign?.url ?? '',
});

type Status = Required<Pick<ContactWrite, 'properties' | 'onlyOver'>>;

/**
 * What a lead's state looks like on the contact, all in one write. A contact that a person took back has no connection
 * status any more; its Lead Status says that it was written to, or what it said before, unless a person has set it.
 */
export function statusProperties(
  lead: Lead,
  assistantName: string,
  settings: PortalSettings,
  now: number,
  campaign: CampaignOnContact | null = null,
): Status {
  const early = endedEarly(lead);
  const leadStatus = early ? takenBackStatus(lead, settings) : leadStatusFor(spokenState(lead), settings);
  return {
    properties: {
      ...(leadStatus === null ? {} : { hs_lead_status: leadStatus }),
      ...doNotContact(lead).properties,
      baton_lead_connection_status: early ? '' : lead.state,
      baton_status: conversationStatus(lead),
      baton_assistant: assistantName,
      baton_prior_owner: lead.priorOwnerName ?? '',
      ...campaignProperties(campaign),
      baton_last_synced_at: new Date(now).toISOString(),
    },
    onlyOver: early && leadStatus !== null ? { hs_lead_status: ownStatuses(settings) } : {},
  };
}

/** What is told of a lead whatever an admin switched off: that nobody may write to it. */
export const doNotContact = ({
  state,
}: Pick<Lead, 'state'>): { properties: Readonly<Record<string, string>> } => ({
  properties: state === 'UnSubscribed' ? { baton_do_not_contact: 'true' } : {},
});

/**
 * Lead Status says Connected of a conversation only: whoever names somebody else is not the one, and an answer that
 * Baton is not sure of may be a no.
 */
function spokenState({ state, answer }: Lead): LeadState {
  if (state !== 'Responded' || answer === null) return state;
  if (answer.doubtful) return 'Cold';
  return answer.class === 'ReferredSomeone' ? 'DeActivated' : state;
}

/** The value to stand in Lead Status again; null: leave it. */
function takenBackStatus(lead: Lead, settings: PortalSettings): string | null {
  if (settings.leadStatusMapping['TakenBack'] === null) return null;
  const before = priorStatus(lead, settings);
  const value = sentOf(lead) > 0 ? (leadStatusFor('TakenBack', settings) ?? before) : before;
  return value === null || ownStatuses(settings).includes(value) ? null : value;
}

/** What stood there at the assignment, if the account still has it. */
function priorStatus({ priorLeadStatus: prior }: Lead, { leadStatusOptions }: PortalSettings): string | null {
  if (prior === null || prior === '' || leadStatusOptions === null) return prior;
  return leadStatusOptions.some(({ value }) => value === prior) ? prior : null;
}

/** What Baton writes while an assistant is at work. */
const ownStatuses = (settings: PortalSettings): string[] => [
  ...new Set(underWay.map((state) => leadStatusFor(state, settings)).filter((value) => value !== null)),
];
