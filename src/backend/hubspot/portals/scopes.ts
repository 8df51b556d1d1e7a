/** A HubSpot permission of the app, and what Baton does with it. Equal to the app definition in src/app. */
export interface Scope {
  name: string;
  /** For the settings page: what an admin would lose without it. */
  purpose: string;
  required: boolean;
  /** Asked for only once an admin switched on what needs it. */
  withSwitch?: true;
}

export const scopes: readonly Scope[] = [
  { name: 'oauth', purpose: 'Connect the account and read its name, time zone and host.', required: true },
  {
    name: 'crm.objects.contacts.read',
    purpose: 'Read the contacts handed to an assistant, their owner, Context and email address.',
    required: true,
  },
  {
    name: 'crm.objects.contacts.write',
    purpose: 'Set owner, lead status and the Baton properties; add notes, tasks and emails to the timeline.',
    required: true,
  },
  {
    name: 'crm.schemas.contacts.read',
    purpose: 'See which Baton properties and lead status options the account has.',
    required: true,
  },
  {
    name: 'crm.schemas.contacts.write',
    purpose: 'Create the property group "Baton" and its properties.',
    required: true,
  },
  {
    name: 'crm.objects.owners.read',
    purpose: 'Find the assistant and the prior owner among the owners of the account.',
    required: true,
  },
  {
    name: 'sales-email-read',
    purpose: 'Read back logged emails, so that none is logged twice.',
    required: true,
  },
  {
    name: 'settings.users.read',
    purpose: "See who is a super admin, so that all of them may change Baton's settings.",
    required: false,
  },
  {
    name: 'settings.users.write',
    purpose: 'Create the assistant as a user, if an admin asks for it.',
    required: false,
  },
  {
    name: 'crm.lists.read',
    purpose: 'See the lists of the account and their members, for campaigns.',
    required: false,
  },
  {
    name: 'crm.lists.write',
    purpose: 'Make lists and fill them, where you set up a sync that does.',
    required: false,
  },
  {
    name: 'crm.objects.companies.read',
    purpose: 'Read what emails print of the primary company of a contact, where you map such a field.',
    required: false,
  },
  {
    name: 'crm.schemas.companies.read',
    purpose: 'See which properties companies have, to map them for emails.',
    required: false,
  },
  {
    name: 'behavioral_events.event_definitions.read_write',
    purpose: 'See which custom events the account has, where you set up a sync that sends some (Enterprise).',
    required: false,
  },
  {
    name: 'analytics.behavioral_events.send',
    purpose: 'Send custom events, where you set up a sync that does (Enterprise).',
    required: false,
  },
  {
    name: 'communication_preferences.read_write',
    purpose: 'Read who unsubscribed from what before each email, and tell HubSpot who unsubscribes in Baton.',
    required: false,
    withSwitch: true,
  },
];

const names = (required: boolean): string[] =>
  scopes.filter((scope) => scope.required === required).map((scope) => scope.name);

export const requiredScopes: readonly string[] = names(true);
/** Left out by HubSpot where the account cannot grant them. */
export const optionalScopes: readonly string[] = names(false);

/** The optional permissions that an install asks for. @param all also those of what an admin switches on */
export const askedScopes = (all: boolean): readonly string[] =>
  scopes.filter(({ required, withSwitch }) => !required && (all || !withSwitch)).map(({ name }) => name);

/** Required permissions that are not among the granted ones. `oauth` is part of every grant and not always listed. */
export const missingScopes = (granted: readonly string[]): string[] =>
  requiredScopes.filter((name) => name !== 'oauth' && !granted.includes(name));
