import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Lead } from '../lead/lead-entity.ts';

export interface SettingsOfDeps {
  settings: Pick<Settings, 'get'>;
  campaigns: Pick<Campaigns, 'find'>;
}

/** What the account set, with the hours of the campaign where that has hours of its own. */
export async function settingsOf(
  { settings, campaigns }: SettingsOfDeps,
  portalId: PortalId,
  campaignId: Lead['campaignId'] | undefined,
  tx?: Tx,
): Promise<PortalSettings> {
  const set = await settings.get(portalId, tx);
  const hours = campaignId ? (await campaigns.find(portalId, campaignId, tx))?.content.hours : null;
  return hours ? { ...set, schedule: { ...hours, weekdays: [...hours.weekdays] } } : set;
}
