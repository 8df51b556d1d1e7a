import { BatonError } from '../../ground/errors.ts';

/** What Baton can do only with a permission that an admin may leave out. */
const features = {
  invite: { name: 'Create assistants as HubSpot users', scope: 'settings.users.write' },
  'opt-outs': {
    name: 'Share opt-outs with HubSpot',
    scope: 'communication_preferences.read_write',
    withSwitch: true,
  },
  lists: { name: 'Enroll the contacts of lists in campaigns', scope: 'crm.lists.read' },
  'fill-lists': { name: 'Fill lists by syncs', scope: 'crm.lists.write' },
  'define-events': {
    name: 'See custom events for syncs (Enterprise)',
    scope: 'behavioral_events.event_definitions.read_write',
  },
  'send-events': {
    name: 'Send custom events by syncs (Enterprise)',
    scope: 'analytics.behavioral_events.send',
  },
  companies: { name: 'Print values of companies in emails', scope: 'crm.objects.companies.read' },
  'company-properties': {
    name: 'Find properties of companies for emails',
    scope: 'crm.schemas.companies.read',
  },
  'super-admins': { name: 'Let every super admin change the settings', scope: 'settings.users.read' },
} as const;

export type Feature = keyof typeof features;

export const isAvailable = (granted: readonly string[], feature: Feature): boolean =>
  granted.includes(features[feature].scope);

/** For the settings page: each feature, and why it is switched off; null: it is not. Switches speak for themselves. */
export const featureStates = (granted: readonly string[]): { name: string; reason: string | null }[] =>
  // The keys of an object literal are its features.
  (Object.keys(features) as Feature[])
    .filter((feature) => !('withSwitch' in features[feature]))
    .map((feature) => ({
      name: features[feature].name,
      reason: isAvailable(granted, feature) ? null : reasonOf(feature),
    }));

/** @throws BatonError HUBSPOT_MISSING_SCOPE that says which permission to grant */
export function requireFeature(portal: { scopes: readonly string[] }, feature: Feature): void {
  if (isAvailable(portal.scopes, feature)) return;
  throw new BatonError('HUBSPOT_MISSING_SCOPE', `${features[feature].name}: ${reasonOf(feature)}`, {
    context: { requiredScopes: [features[feature].scope] },
  });
}

const reasonOf = (feature: Feature): string =>
  `the permission ${features[feature].scope} was not granted. Connect again and allow it.`;
