import type { LeadState } from '../../cards/contact/contract.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';

export const leadStates: readonly LeadState[] = [
  'New', 'Pending', 'Cold', 'Engaged', 'Warm', 'OutOfOffice', 'Hot', 'Responded', 'LeadAtRisk', 'UnSubscribed',
  'DeActivated', 'Processed',
]; // prettier-ignore

/** A lead state, or the end of a conversation that a person cut short. */
export type Outcome = LeadState | 'TakenBack';

/** Lead state → `hs_lead_status`, before the admin's own mapping. QUALIFIED is not one of HubSpot's default options. */
export const defaultLeadStatus: Readonly<Record<Outcome, string>> = {
  New: 'NEW',
  Pending: 'IN_PROGRESS',
  Cold: 'IN_PROGRESS',
  Engaged: 'IN_PROGRESS',
  Warm: 'IN_PROGRESS',
  OutOfOffice: 'IN_PROGRESS',
  Hot: 'CONNECTED',
  Responded: 'CONNECTED',
  LeadAtRisk: 'CONNECTED',
  UnSubscribed: 'UNQUALIFIED',
  DeActivated: 'UNQUALIFIED',
  Processed: 'QUALIFIED',
  TakenBack: 'ATTEMPTED_TO_CONTACT',
};

/** The option of `hs_lead_status` an admin wants for an outcome; null: none, or one the account does not have. */
export function leadStatusFor(state: Outcome, settings: PortalSettings): string | null {
  const mapped = settings.leadStatusMapping[state];
  const value = mapped === undefined ? defaultLeadStatus[state] : mapped;
  if (value === null || settings.leadStatusOptions === null) return value;
  return settings.leadStatusOptions.some((option) => option.value === value) ? value : null;
}
