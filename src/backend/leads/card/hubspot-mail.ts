import { isAvailable } from '../../hubspot/portals/features.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Lead } from '../lead/lead-entity.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'portals'>;
  outbox: Pick<Outbox, 'optOutOf'>;
  settings: Pick<Settings, 'get'>;
}

/**
 * Whether HubSpot's own email to somebody who unsubscribed stops too, in words; null: there is nothing to say.
 * @param known HubSpot holds an opt-out of the contact
 */
export async function hubspotMailOf(
  { hubspot, outbox, settings }: Deps,
  { portalId, contactId }: Pick<Lead, 'portalId' | 'contactId'>,
  known: boolean,
): Promise<string | null> {
  const told = await outbox.optOutOf(portalId, contactId);
  if (told === 'done') return 'HubSpot was told: its own email to this contact stops too.';
  if (known) return null;
  const goesOn = 'HubSpot’s own email to this contact does not stop:';
  const { shareOptOuts } = await settings.get(portalId);
  if (!shareOptOuts)
    return `${goesOn} Baton does not share opt-outs with HubSpot. An admin can switch it on in Baton’s settings.`;
  const portal = await hubspot.portals.find(portalId);
  if (!portal || !isAvailable(portal.scopes, 'opt-outs'))
    return `${goesOn} Baton may not tell HubSpot yet. An admin allows it in Baton’s settings, under Opt-outs.`;
  if (told === 'waiting') return 'HubSpot is being told, so that its own email stops too.';
  return told === 'failed'
    ? `${goesOn} HubSpot refused to be told. Unsubscribe the contact in HubSpot by hand.`
    : `${goesOn} it was not told. Unsubscribe the contact in HubSpot by hand.`;
}
