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

/** What one rule would have done in the last 30 days. */
export interface RuleTrial {
  /** `review-classes`, `review-0` and `property-0` by their places, `meeting`, `quiet`, `re-enroll`, `hand-over`. */
  rule: string;
  count: number;
  /** In a sentence: what of how many. */
  words: string;
}

/** A rule that did something. */
export interface RuleFiring {
  contactId: string;
  /** Why, in a sentence. */
  why: string;
  at: number;
  /** Contacts whose course it changed so far. */
  told: number;
  /** Other contacts of the company are still being told. */
  goesOn: boolean;
}
