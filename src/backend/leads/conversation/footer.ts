import type { Assistant } from '../../assistants/assistants.ts';
import { addressLaw, disclosureLaw } from '../../laws/laws.ts';
import type { Law } from '../../laws/laws.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import { disclosureFor } from '../../writing/footer/disclosure.ts';
import type { Footer, SequenceStep } from '../../writing/types.ts';
import { countryOfZone } from '../contact/country.ts';
import type { Lead } from '../lead/lead-entity.ts';

type LawSettings = Pick<PortalSettings, 'postalAddress' | 'disclosure' | 'disclosureWords'>;

/** Where the contact is, as far as that is known; else where the account is. */
export const countryOf = ({ facts, timeZone }: Pick<Lead, 'facts' | 'timeZone'>): string | null =>
  facts.country ?? countryOfZone(timeZone);

/** What stands below a step for a lead: the same for what is sent and what is previewed. */
export function footerFor(
  lead: Pick<Lead, 'facts' | 'timeZone'>,
  { name }: Pick<Assistant, 'name'>,
  settings: LawSettings,
  step: SequenceStep,
): Footer {
  const asked = disclosureLaw(countryOf(lead), lead.facts.region ?? '') !== null;
  const says = settings.disclosure === 'always' || (settings.disclosure === 'where-required' && asked);
  const disclosure = says ? disclosureFor(step.language ?? 'en', settings.disclosureWords, name) : null;
  return { postalAddress: settings.postalAddress, disclosure };
}

/** By which law a mail to the contact needs the postal address that nobody has given yet; null: none is missing. */
export const addressMissingFor = (
  lead: Pick<Lead, 'facts' | 'timeZone'>,
  { postalAddress }: Pick<PortalSettings, 'postalAddress'>,
): Law | null => (postalAddress.trim() === '' ? addressLaw(countryOf(lead)) : null);
