import { getAllCountries, getCountry } from 'countries-and-timezones';
import { DateTime, IANAZone } from 'luxon';

/** What a contact's zone was taken from: its own property, where it is, its phone number, or the account. */
export type ZoneSource = 'contact' | 'city' | 'state' | 'phone' | 'country' | 'account';

/**
 * The contact's IANA zone: HubSpot's "Time Zone" property, else its country's if all of it shares one clock, else the portal's.
 */
export function contactTimeZone(
  properties: Readonly<Record<string, string | null>>,
  portalZone: string,
): string {
  return (
    fromHubSpotOption(properties['hs_timezone']) ??
    fromCountry(properties['hs_country_region_code'] ?? properties['country']) ??
    valid(portalZone) ??
    'UTC'
  );
}

/** `hs_timezone` holds option values such as `america_slash_new_york` or `us_slash_eastern`. */
function fromHubSpotOption(value: string | null | undefined): string | undefined {
  if (!value) return undefined;
  const name = value.replaceAll('_slash_', '/').replaceAll('_hyphen_', '-').replaceAll('_plus_', '+');
  // Option values are lower case; the platform knows how each zone is spelt.
  return valid(name)
    ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
    : undefined;
}

const valid = (name: string): string | undefined =>
  name !== '' && IANAZone.create(name).isValid ? name : undefined;

function fromCountry(country: string | null | undefined): string | undefined {
  if (!country) return undefined;
  const wanted = country.trim().toLowerCase();
  const found =
    country.length === 2
      ? getCountry(country.toUpperCase())
      : Object.values(getAllCountries()).find((entry) => entry.name.toLowerCase() === wanted);
  const zones = found?.timezones ?? [];
  return zones.every((zone) => sameClock(zone, zones[0] ?? zone)) ? zones[0] : undefined;
}

/** Whether two zones show the same time in winter and in summer. */
const sameClock = (one: string, other: string): boolean =>
  [1, 7].every((month) => {
    const moment = { year: 2026, month, day: 1 };
    return (
      DateTime.fromObject(moment, { zone: one }).offset ===
      DateTime.fromObject(moment, { zone: other }).offset
    );
  });
