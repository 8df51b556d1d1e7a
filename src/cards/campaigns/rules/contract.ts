import type { Choice } from '../../pages/contract.ts';

/** A contact property of the account that a rule may watch. */
export interface RuleProperty {
  /** HubSpot's internal name. */
  property: string;
  label: string;
  /** Empty: any value may be typed. */
  options: readonly Choice[];
}

/**
 * `GET /api/campaign-rules/properties?search=&property=`, for admins: those whose label or name has all the words of the
 * search, the first 12 by label; with `property`, the one of this internal name.
 */
export interface RulePropertiesFound {
  properties: readonly RuleProperty[];
  /** How many more there are. */
  more: number;
}
