import type { PortalId } from '../../ground/identifiers.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { knownZone } from '../contact/time-zone.ts';

/** IANA zone in which people of an account read times. */
export const accountZone = async (
  { portals }: Pick<HubSpot, 'portals'>,
  portalId: PortalId,
): Promise<string> => knownZone((await portals.get(portalId)).timeZone);
