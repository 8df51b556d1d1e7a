import type { Account } from './account.ts';

/** Custom objects and custom behavioural events come with Enterprise. */
const enterpriseScopes: readonly string[] = [
  'crm.objects.custom.read',
  'crm.objects.custom.write',
  'crm.schemas.custom.read',
  'crm.schemas.custom.write',
  'behavioral_events.event_definitions.read_write',
  'analytics.behavioral_events.send',
];

/**
 * The scopes that an account of this tier can give. HubSpot drops optional ones beyond it when the app is installed, and
 * refuses calls that need them, as MISSING_SCOPES, after a downgrade.
 */
export const scopesWithin = (
  tier: Account['tier'] = 'enterprise',
  scopes: readonly string[],
): readonly string[] =>
  tier === 'enterprise' ? scopes : scopes.filter((scope) => !enterpriseScopes.includes(scope));
