import type { Config } from '../../ground/config.ts';
import { pagesOrigin } from '../../hubspot/portals/hubspot-pages.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { factsOf } from '../contact/contact-properties.ts';
import { nameOfContact } from '../list/words.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { KnownContact } from '../telling/owner-task.ts';

export interface LinkDeps {
  hubspot: Pick<HubSpot, 'contacts' | 'portals'>;
  /** Whose pages notes link to. */
  config: { hubspot: Pick<Config['hubspot'], 'appUrl'> };
}

/** The contact in HubSpot that has an address, main or further, unless it is the lead's own: nobody is to be added twice. */
export async function knownContact(
  deps: LinkDeps,
  lead: Pick<Lead, 'portalId' | 'contactId' | 'email'>,
  address: string | null,
): Promise<KnownContact | null> {
  const { portalId } = lead;
  if (!address || address === lead.email) return null;
  const record = await deps.hubspot.contacts.byEmail(portalId, address, 'interactive');
  if (!record || record.id === lead.contactId) return null;
  const name = nameOfContact({ contactId: record.id, facts: factsOf(record) });
  return { name, url: await contactUrl(deps, portalId, record.id) };
}

/** The page of a contact in HubSpot. */
export async function contactUrl(
  { hubspot, config }: Pick<LinkDeps, 'config'> & { hubspot: Pick<HubSpot, 'portals'> },
  portalId: PortalId,
  contactId: ContactId,
): Promise<string> {
  const { uiDomain } = await hubspot.portals.get(portalId);
  return `${pagesOrigin(config.hubspot, uiDomain)}/contacts/${portalId}/record/0-1/${contactId}`;
}
