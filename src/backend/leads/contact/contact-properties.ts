import type { ContactRecord } from '../../hubspot/types.ts';
import { ownerId } from '../../ground/identifiers.ts';
import type { OwnerId } from '../../ground/identifiers.ts';
import type { ContactFacts } from '../lead/lead-entity.ts';
import { placeOfContact } from './country.ts';

/** Everything a decision about a contact may look at, read in one batch. */
export const CONTACT_PROPERTIES = [
  'email',
  'hs_additional_emails',
  'firstname',
  'lastname',
  'company',
  'jobtitle',
  'hs_language',
  'hubspot_owner_id',
  'hs_lead_status',
  'hs_timezone',
  'hs_country_region_code',
  'country',
  'state',
  'hs_state_code',
  'city',
  'phone',
  'mobilephone',
  'hs_email_optout',
  'hs_email_bad_address',
  'hs_email_hard_bounce_reason_enum',
  'hs_email_quarantined',
  'baton_context',
  'baton_do_not_contact',
  'hs_merged_object_ids',
] as const;

export const ownerOf = (record: ContactRecord): OwnerId | null => {
  const value = record.properties['hubspot_owner_id'];
  return value ? ownerId(value) : null;
};

export const contextOf = (record: ContactRecord): string | null =>
  record.properties['baton_context']?.trim() || null;

/** Do Not Contact is ticked. */
export const isTicked = (record: ContactRecord): boolean =>
  record.properties['baton_do_not_contact'] === 'true';

export function factsOf({ properties }: ContactRecord): ContactFacts {
  const { country, region } = placeOfContact(properties);
  return { ...named(properties), country, region };
}

const named = (properties: ContactRecord['properties']): ContactFacts => ({
  email: properties['email'] ?? null,
  firstName: properties['firstname'] ?? null,
  lastName: properties['lastname'] ?? null,
  company: properties['company'] ?? null,
  jobTitle: properties['jobtitle'] ?? null,
  language: properties['hs_language'] ?? null,
});
