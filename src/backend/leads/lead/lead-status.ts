import type { PortalSettings } from '../../settings/portal-settings.ts';
import type { Lead } from './lead-entity.ts';
import { leadStatusFor } from '../../lead-status/mapping.ts';
import { conversationStatus } from '../deciding/states.ts';

/** What a lead's state looks like on the contact. All in one write; `keepLeadStatus` leaves a person's choice alone. */
export function statusProperties(
  lead: Lead,
  assistantName: string,
  settings: PortalSettings,
  options: { now: number; keepLeadStatus: boolean },
): Record<string, string> {
  const leadStatus = options.keepLeadStatus ? null : leadStatusFor(lead.state, settings);
  return {
    ...(leadStatus === null ? {} : { hs_lead_status: leadStatus }),
    ...(lead.state === 'UnSubscribed' ? { baton_do_not_contact: 'true' } : {}),
    baton_lead_connection_status: lead.state,
    baton_status: conversationStatus(lead.stage, lead.state, lead.subState),
    baton_assistant: assistantName,
    baton_prior_owner: lead.priorOwnerName ?? '',
    baton_last_synced_at: new Date(options.now).toISOString(),
  };
}
