import type { CampaignRules, PropertyRule } from '../../cards/campaigns/contract.ts';
import type { Campaign, CampaignVersionRow } from '../campaigns/campaign-entity.ts';
import { rulesOf } from '../campaigns/rules.ts';
import type { Campaigns } from '../campaigns/campaigns.ts';
import type { PropertyVersion } from '../hubspot/records/property-version.ts';

/** Of several chosen values each counts. */
const isValue = (value: string, wanted: string): boolean => {
  const [said, meant] = [value.trim().toLowerCase(), wanted.trim().toLowerCase()];
  return said === meant || (meant !== '' && said.split(';').includes(meant));
};

/**
 * When the property last changed as a rule says, epoch ms of HubSpot's clock; null: it never did since a moment.
 * @param history values of the property, the newest first
 */
export function changedAt(
  history: readonly PropertyVersion[],
  { change, value }: Pick<PropertyRule, 'change' | 'value'>,
  since: number,
): number | null {
  const newest = [...history].sort((a, b) => b.at - a.at);
  const found = newest.find(({ value: now, at }, index) => {
    const before = newest[index + 1]?.value ?? '';
    const [is, was] = [isValue(now, value), isValue(before, value)];
    return at > since && is !== was && is === (change === 'to');
  });
  return found?.at ?? null;
}

/** In words after the contact: "changed to “customer” in HubSpot". */
export const changeWords = ({ property, label, change, value, valueLabel }: PropertyRule): string =>
  `“${label || property}” changed ${change === 'to' ? 'to' : 'away from'} ${value === '' ? 'no value' : `“${valueLabel || value}”`} in HubSpot`;

/**
 * Since when a campaign has a rule, epoch ms: what happened before does not count.
 * @param has whether it is among the rules of a version
 */
export async function inForceSince(
  campaigns: Pick<Campaigns, 'versions'>,
  { portalId, campaignId }: Campaign,
  has: (rules: CampaignRules) => boolean,
): Promise<number> {
  const versions = await campaigns.versions(portalId, campaignId);
  return sinceIn(versions, has);
}

/** @param versions the newest first; where the rule is older than all of them, it counts since the oldest */
export function sinceIn(
  versions: readonly Pick<CampaignVersionRow, 'content' | 'changedAt'>[],
  has: (rules: CampaignRules) => boolean,
): number {
  const without = versions.findIndex(({ content }) => !has(rulesOf(content)));
  const first = without === -1 ? versions.at(-1) : versions[without - 1];
  return first?.changedAt ?? Number.MAX_SAFE_INTEGER;
}

export const sameRule = (one: PropertyRule, other: PropertyRule): boolean => nameOf(one) === nameOf(other);

/** What makes it this rule, whatever stands before it in the list. */
export const nameOf = ({ property, change, value, act, reach }: PropertyRule): string =>
  JSON.stringify([property, change, value, act, reach]);
