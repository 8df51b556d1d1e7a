import { builtIn } from './built-in.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { TIME_ZONES } from './time-zones.ts';

const contact = builtIn('contactinformation');
const activity = builtIn('contact_activity');
const email = builtIn('emailinformation');
const readOnly = { readOnly: true };

/** HubSpot's defaults. QUALIFIED is not one of them. */
const leadStatuses = [
  ['NEW', 'New'],
  ['OPEN', 'Open'],
  ['IN_PROGRESS', 'In Progress'],
  ['OPEN_DEAL', 'Open Deal'],
  ['UNQUALIFIED', 'Unqualified'],
  ['ATTEMPTED_TO_CONTACT', 'Attempted to Contact'],
  ['CONNECTED', 'Connected'],
  ['BAD_TIMING', 'Bad Timing'],
] as const;

const lifecycleStages = [
  ['subscriber', 'Subscriber'],
  ['lead', 'Lead'],
  ['marketingqualifiedlead', 'Marketing Qualified Lead'],
  ['salesqualifiedlead', 'Sales Qualified Lead'],
  ['opportunity', 'Opportunity'],
  ['customer', 'Customer'],
  ['evangelist', 'Evangelist'],
  ['other', 'Other'],
] as const;

const bounceReasons = ['BOUNCED', 'FILTERED', 'MAILBOX_FULL', 'OTHER', 'POLICY', 'SPAM', 'UNKNOWN_USER'];

/** The properties of a contact that HubSpot defines, as far as the stand-in keeps them. */
export const contactProperties: readonly PropertyDefinition[] = [
  contact('email', 'Email', { unique: true }),
  contact('hs_additional_emails', 'Additional email addresses', readOnly),
  contact('firstname', 'First Name'),
  contact('lastname', 'Last Name'),
  contact('phone', 'Phone Number', { fieldType: 'phonenumber' }),
  contact('mobilephone', 'Mobile Phone Number', { fieldType: 'phonenumber' }),
  contact('jobtitle', 'Job Title'),
  contact('company', 'Company Name'),
  contact('website', 'Website URL'),
  contact('address', 'Street Address'),
  contact('city', 'City'),
  contact('state', 'State/Region'),
  contact('zip', 'Postal Code'),
  contact('country', 'Country/Region'),
  contact('hs_language', 'Preferred language', {
    type: 'enumeration',
    options: ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ja', 'sv'],
  }),
  contact('hs_timezone', 'Time Zone', { type: 'enumeration', options: TIME_ZONES }),
  contact('industry', 'Industry'),
  contact('hs_linkedin_url', 'LinkedIn URL'),
  contact('message', 'Message', { fieldType: 'textarea' }),
  contact('lifecyclestage', 'Lifecycle Stage', {
    type: 'enumeration',
    fieldType: 'radio',
    options: lifecycleStages,
  }),
  contact('hs_lead_status', 'Lead Status', {
    type: 'enumeration',
    fieldType: 'radio',
    options: leadStatuses,
  }),
  contact('hubspot_owner_id', 'Contact owner', {
    type: 'enumeration',
    external: true,
    description: 'The owner of the contact.',
  }),
  contact('hubspot_owner_assigneddate', 'Owner Assigned Date', { type: 'datetime', ...readOnly }),
  contact('associatedcompanyid', 'Primary Associated Company ID', { type: 'number', ...readOnly }),
  contact('createdate', 'Create Date', { type: 'datetime', ...readOnly }),
  contact('lastmodifieddate', 'Last Modified Date', { type: 'datetime', ...readOnly }),
  contact('hs_object_id', 'Record ID', { type: 'number', ...readOnly }),
  contact('hs_merged_object_ids', 'Merged record IDs', { fieldType: 'text', ...readOnly }),
  contact('hs_email_domain', 'Email Domain', readOnly),
  contact('hs_full_name_or_email', 'Full name or email', readOnly),
  activity('notes_last_contacted', 'Last Contacted', { type: 'datetime', ...readOnly }),
  activity('num_contacted_notes', 'Number of times contacted', { type: 'number', ...readOnly }),
  activity('notes_last_updated', 'Last Activity Date', { type: 'datetime', ...readOnly }),
  email('hs_email_optout', 'Unsubscribed from all email', { type: 'bool', ...readOnly }),
  email('hs_email_bad_address', 'Invalid email address', { type: 'bool', ...readOnly }),
  email('hs_email_quarantined', 'Email address quarantined', { type: 'bool', ...readOnly }),
  email('hs_email_hard_bounce_reason_enum', 'Email hard bounce reason', {
    type: 'enumeration',
    options: bounceReasons,
    ...readOnly,
  }),
];

export const contactGroups = [
  { name: 'contactinformation', label: 'Contact information' },
  { name: 'contact_activity', label: 'Contact activity' },
  { name: 'emailinformation', label: 'Email information' },
] as const;
