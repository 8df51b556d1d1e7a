import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Portal } from '../hubspot/types.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import { allowedBy, boundOf } from './allowed.ts';

/** What an account may use of HubSpot's API, and how it stands. */
export async function budgetPart(
  { limits }: Pick<HubSpotRoom, 'limits'>,
  portalId: PortalId,
  portal: Portal | undefined,
  settings: PortalSettings,
): Promise<SettingsView['api']> {
  const bound = boundOf(portal);
  const { perTenSeconds, perDay } = allowedBy(settings, bound);
  const { used, spent, waiting, dayEndsAt } = await limits.state(portalId);
  const set = settings.apiBudget;
  return { perTenSeconds, perDay, set, bound, used, spent, waiting, dayEndsAt };
}
