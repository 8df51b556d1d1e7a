import type { PortalSettings } from '../../settings/settings.ts';
import type { Lead } from './lead-entity.ts';
import { conversationStatus, defaultLeadStatus } from '../deciding/states.ts';
import type { LeadState } from '../deciding/states.ts';

/** The option of `hs_lead_status` an admin wants for a state; null: none, or one the account does not have. */
export function leadStatusFor(state: LeadState, settings: PortalSettings): string | null {
  const mapped = settings.leadStatusMapping[state];
  const value = mapped === undefined ? defaultLeadStatus[state] : mapped;
  if (value === null || settings.leadStatusOptions === null) return value;
  return settings.leadStatusOptions.some((option) => option.value === value) ? value : null;
}

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
