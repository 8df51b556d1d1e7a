import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { isAvailable } from '../../hubspot/portals/features.ts';
import type { ContactRecord, HubSpot, Lane } from '../../hubspot/types.ts';
import { inParallel } from '../../mail/outbox.ts';
import type { Settings } from '../../settings/settings.ts';
import { mainAddress } from '../contact/addresses.ts';
import type { Obstacle } from '../deciding/events.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'portals' | 'preferences'>;
  settings: Pick<Settings, 'get'>;
}

/** Contacts that are asked about at the same time. */
const AT_ONCE = 4;

/** What HubSpot says of the addresses of contacts; BatonError: it could not be asked, so that nothing may be sent. */
export type OptedOut = ReadonlyMap<ContactId, boolean | BatonError>;

/**
 * Asks HubSpot right now who unsubscribed from Baton's mails; the contact's own properties tell of all mail only, and
 * may lag. Where an admin has not switched it on, or not granted it yet, the properties are all there is.
 */
export async function readOptedOut(
  { hubspot, settings }: Deps,
  portalId: PortalId,
  records: readonly ContactRecord[],
  lane?: Lane,
): Promise<OptedOut> {
  const { shareOptOuts, subscriptionType } = await settings.get(portalId);
  const portal = shareOptOuts ? await hubspot.portals.find(portalId) : undefined;
  const found = new Map<ContactId, boolean | BatonError>();
  if (!portal || !isAvailable(portal.scopes, 'opt-outs')) return found;
  await inParallel(records, AT_ONCE, async (record) => {
    try {
      found.set(
        record.id,
        await hubspot.preferences.optedOut(portalId, mainAddress(record), subscriptionType, lane),
      );
    } catch (error) {
      if (!isBatonError(error)) throw error;
      found.set(record.id, error);
    }
  });
  return found;
}

/** A contact's obstacle with what HubSpot said of its address; BatonError: it could not be asked. */
export function withOptOut(
  optedOut: OptedOut,
  contactId: ContactId,
  obstacle: Obstacle | null,
): Obstacle | null | BatonError {
  const answer = optedOut.get(contactId);
  if (obstacle !== null || answer === undefined) return obstacle;
  if (typeof answer !== 'boolean') return answer;
  return answer ? 'opted_out' : null;
}
