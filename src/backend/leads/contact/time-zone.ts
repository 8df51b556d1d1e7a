import { getAllCountries, getCountry } from 'countries-and-timezones';
import { DateTime, IANAZone } from 'luxon';
import { placeOfPhone } from './phone-zones.ts';
import { places } from './places.ts';
import type { Places } from './places.ts';
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
  const named =
    countryOf(properties['hs_country_region_code'] ?? null) ?? countryOf(properties['country'] ?? null);
  const state = properties['hs_state_code'] ?? properties['state'] ?? '';
  const phone = placeOfPhone(properties['phone'] ?? properties['mobilephone'] ?? '', named);
  const country = named ?? countryOfState(state) ?? phone.country;
  return (
    (country ? inCountry(country, state, properties['city'] ?? '', phone) : undefined) ?? {
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

/** As names are written in `places`: small letters without accents and punctuation. */
export const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'´`]/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

const listed = (names: Places['states'], wanted: string): string | undefined =>
  wanted === ''
    ? undefined
    : Object.entries(names).find(([, list]) => `|${list}|`.includes(`|${wanted}|`))?.[0];

/** "California" stands in no other country's list: its contacts need no country. */
function countryOfState(state: string): string | null {
  const name = folded(state);
  const having = Object.entries(places).filter(([, { states }]) => listed(states, name) !== undefined);
  return having.length === 1 ? (having[0]?.[0] ?? null) : null;
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

/** Languages in which countries are read, the commonest first: each costs memory only where it is asked. */
const languages = ['en', 'de', 'fr', 'es', 'pt', 'it'];
const short: Readonly<Record<string, string>> = { usa: 'US', 'u s a': 'US', 'u s': 'US', uk: 'GB', england: 'GB', scotland: 'GB', holland: 'NL', uae: 'AE' }; // prettier-ignore
const namesIn = new Map<string, Map<string, string>>();

/** ISO 3166-1 alpha-2 of a code or name: "DE", "Germany", "Deutschland", "USA". */
function countryOf(country: string | null): string | null {
  const wanted = folded(country ?? '');
  if (wanted === '') return null;
  if (/^[a-z]{2}$/.test(wanted) && getCountry(wanted.toUpperCase())) return wanted.toUpperCase();
  if (short[wanted]) return short[wanted];
  for (const language of languages) {
    const found = countryNames(language).get(wanted);
    if (found) return found;
  }
  return null;
}

function countryNames(language: string): Map<string, string> {
  const known = namesIn.get(language);
  if (known) return known;
  const display = new Intl.DisplayNames(language, { type: 'region' });
  const names = new Map(Object.keys(getAllCountries()).map((id) => [folded(display.of(id) ?? id), id]));
  namesIn.set(language, names);
  return names;
}

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
