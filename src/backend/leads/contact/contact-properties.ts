import type { ContactRecord } from '../../hubspot/types.ts';
import { ownerId } from '../../ground/identifiers.ts';
import type { OwnerId } from '../../ground/identifiers.ts';
import type { ContactFacts } from '../lead/lead-entity.ts';

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
  'city',
  'phone',
  'mobilephone',
  'hs_email_optout',
  'hs_email_bad_address',
  'hs_email_hard_bounce_reason_enum',
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

export const factsOf = ({ properties }: ContactRecord): ContactFacts => ({
  email: properties['email'] ?? null,
  firstName: properties['firstname'] ?? null,
  lastName: properties['lastname'] ?? null,
  company: properties['company'] ?? null,
  jobTitle: properties['jobtitle'] ?? null,
  language: properties['hs_language'] ?? null,
});
