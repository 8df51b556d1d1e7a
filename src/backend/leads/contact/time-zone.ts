import { getCountry } from 'countries-and-timezones';
import { DateTime, IANAZone } from 'luxon';
import { folded, listed, placeOfContact } from './country.ts';
import type { placeOfPhone } from './phone-zones.ts';
import { places } from './places.ts';
import { stateOfAbbreviation } from './state-abbreviations.ts';

/** What a contact's zone was taken from: its own property, where it is, its phone number, or the account. */
export type ZoneSource = 'contact' | 'city' | 'state' | 'phone' | 'country' | 'account';

export interface ContactZone {
  /** IANA name. */
  zone: string;
  from: ZoneSource;
}

/**
 * The contact's zone: HubSpot's "Time Zone" property, else that of the state, the town, the phone's area or the country.
 * A country with several clocks of which nothing tells has that of most of its people. The account's, if the country is
 * not known.
 */
export function contactTimeZone(
  properties: Readonly<Record<string, string | null>>,
  portalZone: string,
): ContactZone {
  const own = fromHubSpotOption(properties['hs_timezone']);
  if (own) return { zone: own, from: 'contact' };
  const { country, region, phone } = placeOfContact(properties);
  return (
    (country ? inCountry(country, region, properties['city'] ?? '', phone) : undefined) ?? {
      zone: knownZone(portalZone),
      from: 'account',
    }
  );
}

/** The zone if this machine knows it, else UTC. */
export const knownZone = (name: string): string => valid(name) ?? 'UTC';

function inCountry(
  country: string,
  state: string,
  city: string,
  phone: ReturnType<typeof placeOfPhone>,
): ContactZone | undefined {
  const several = places[country];
  if (!several) {
    const zone = oneZoneOf(country);
    return zone === undefined ? undefined : { zone, from: 'country' };
  }
  const stateName = stateOfAbbreviation(country, state) ?? folded(state);
  const ofState = listed(several.states, stateName);
  const ofCity = listed(several.cities, folded(city));
  if (ofState && !(ofCity && several.split.split('|').includes(stateName)))
    return { zone: ofState, from: 'state' };
  if (ofCity) return { zone: ofCity, from: 'city' };
  // The number of another country says nothing of this one.
  if (phone.zone && phone.country === country) return { zone: phone.zone, from: 'phone' };
  return { zone: several.zone, from: 'country' };
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

/** The zone of a country that has one clock, or of one that is not in `places`: its first, which is its capital's. */
function oneZoneOf(country: string): string | undefined {
  const zones = getCountry(country)?.timezones ?? [];
  if (zones.length < 2 || zones.every((zone) => sameClock(zone, zones[0] ?? zone))) return zones[0];
  return mostPeople[country] ?? zones[0];
}

/** Countries with several zones in the tables of which nearly all people share one. */
const mostPeople: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  KZ: 'Asia/Almaty',
  UA: 'Europe/Kyiv',
};

/** Whether two zones show the same time in winter and in summer. */
const sameClock = (one: string, other: string): boolean =>
  [1, 7].every((month) => {
    const moment = { year: 2026, month, day: 1 };
    return (
      DateTime.fromObject(moment, { zone: one }).offset ===
      DateTime.fromObject(moment, { zone: other }).offset
    );
  });
