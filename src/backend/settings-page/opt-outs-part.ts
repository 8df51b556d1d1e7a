import type { SettingsView } from '../../cards/settings/contract.ts';
import { isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { isAvailable } from '../hubspot/portals/features.ts';
import { installUrl } from '../hubspot/portals/settings-part.ts';
import type { HubSpot, Portal } from '../hubspot/types.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import type { Config } from '../ground/config.ts';
import type { LeadsRoom } from '../leads/open.ts';

interface Deps {
  config: Pick<Config, 'publicUrl'>;
  hubspot: Pick<HubSpot, 'preferences'>;
  leads: Pick<LeadsRoom, 'countUnsubscribed'>;
}

/** Opt-outs between Baton and HubSpot. @param portal undefined: it is not connected, or refuses Baton's calls */
export async function optOutsPart(
  { hubspot, leads, config }: Deps,
  portalId: PortalId,
  portal: Portal | undefined,
  { shareOptOuts: share, subscriptionType }: Pick<PortalSettings, 'shareOptOuts' | 'subscriptionType'>,
): Promise<{ optOuts: SettingsView['optOuts']; warnings: string[] }> {
  const granted = portal !== undefined && isAvailable(portal.scopes, 'opt-outs');
  const types = share && granted ? await typesOf(hubspot, portalId) : null;
  const optOuts = {
    share,
    granted,
    installUrl: installUrl(config.publicUrl, true),
    subscriptionType,
    types,
    unsubscribed: await leads.countUnsubscribed(portalId),
  };
  return { optOuts, warnings: portal ? warningsOf(optOuts) : [] };
}

/** The page is there without them. */
async function typesOf({ preferences }: Pick<HubSpot, 'preferences'>, portalId: PortalId) {
  try {
    return await preferences.types(portalId);
  } catch (error) {
    // The account is gone: the page says so as a whole.
    if (!isBatonError(error) || error.code === 'PORTAL_DISCONNECTED') throw error;
    return null;
  }
}

function warningsOf({ share, granted, types, subscriptionType }: SettingsView['optOuts']): string[] {
  if (!share) return [];
  if (!granted)
    return ['HubSpot’s own email to people who unsubscribe does not stop yet: allow it under Opt-outs.'];
  const gone =
    subscriptionType !== null && types !== null && !types.some(({ id }) => id === subscriptionType);
  return gone
    ? [
        'HubSpot has lost the subscription type of Baton’s emails; they wait. Choose another one under Opt-outs.',
      ]
    : [];
}
