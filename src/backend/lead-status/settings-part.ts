import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import { defaultLeadStatus, leadStates } from './mapping.ts';

type LeadStatusPart = Pick<SettingsView, 'leadStatus'> & { warnings: string[] };

/** HubSpot's own options lack it: no loss, and the page offers to add it. */
const OFFERED_TO_ADD = 'QUALIFIED';

/** @param options what the account's Lead Status offers; none: not known */
export function leadStatusPart(
  settings: PortalSettings,
  options: SettingsView['leadStatus']['options'],
): LeadStatusPart {
  const mapping = { ...defaultLeadStatus, ...settings.leadStatusMapping };
  const offered = new Set(options.map((option) => option.value));
  const wanted = leadStates
    .map((state) => mapping[state])
    .filter((value): value is string => typeof value === 'string' && !offered.has(value));
  const missing = options.length === 0 ? [] : [...new Set(wanted)];
  const lost = missing.filter((value) => value !== OFFERED_TO_ADD);
  const warnings =
    lost.length > 0 ? [`Lead Status has lost the option ${lost.join(', ')}: choose another one.`] : [];
  return { leadStatus: { options, mapping, missing }, warnings };
}
