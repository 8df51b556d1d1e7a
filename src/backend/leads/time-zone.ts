import { getAllCountries, getCountry } from 'countries-and-timezones';
import { IANAZone } from 'luxon';

/**
 * The contact's IANA zone: HubSpot's "Time Zone" property, else its country's if that has only one, else the portal's.
 */
export function contactTimeZone(properties: Readonly<Record<string, string | null>>, portalZone: string): string {
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
  return valid(name) ?? valid(capitalised(name));
}

const capitalised = (name: string): string =>
  name.split('/').map((part) => part.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('_')).join('/'); // prettier-ignore

const valid = (name: string): string | undefined => (name !== '' && IANAZone.isValidZone(name) ? name : undefined);

function fromCountry(country: string | null | undefined): string | undefined {
  if (!country) return undefined;
  const wanted = country.trim().toLowerCase();
  const found =
    country.length === 2
      ? getCountry(country.toUpperCase())
      : Object.values(getAllCountries()).find((entry) => entry.name.toLowerCase() === wanted);
  const zones = found?.timezones ?? [];
  return zones.length === 1 ? zones[0] : undefined;
}
