import type { Portal } from '../accounts/portal.ts';
import { TIME_ZONES } from '../properties/time-zones.ts';
import type { StoredRecord } from '../records/record.ts';

/** Where a contact lives, as an IANA zone; where nobody knows it, the account's. */
export function zoneOf(portal: Portal, { properties }: StoredRecord): string {
  const [, zone] = TIME_ZONES.find(([value]) => value === properties.hs_timezone) ?? [];
  return zone ?? portal.account.timeZone;
}
