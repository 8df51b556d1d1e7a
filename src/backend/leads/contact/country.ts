import { getAllCountries, getCountriesForTimezone, getCountry } from 'countries-and-timezones';
import { placeOfPhone } from './phone-zones.ts';
import { places } from './places.ts';
import type { Places } from './places.ts';

/** Where a contact is, as far as its properties tell. */
export interface Place {
  /** ISO 3166-1 alpha-2; null: not known. */
  country: string | null;
  /** The state as HubSpot has it, a name or letters; "": not known. */
  region: string;
}

/** From country, state and phone number; `phone`: what the number alone tells. */
export function placeOfContact(
  properties: Readonly<Record<string, string | null>>,
): Place & { phone: ReturnType<typeof placeOfPhone> } {
  const named =
    countryOf(properties['hs_country_region_code'] ?? null) ?? countryOf(properties['country'] ?? null);
  const region = properties['hs_state_code'] ?? properties['state'] ?? '';
  const phone = placeOfPhone(properties['phone'] ?? properties['mobilephone'] ?? '', named);
  return { country: named ?? countryOfState(region) ?? phone.country, region, phone };
}

/** The country of most people in an IANA zone; null: a zone without one, such as UTC. */
export const countryOfZone = (zone: string): string | null => getCountriesForTimezone(zone)[0]?.id ?? null;

/** "Germany" for DE, as English writes it within a sentence. */
export function countryName(country: string): string {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  return withArticle.has(country) ? `the ${name}` : name;
}

const withArticle = new Set(['AE', 'BS', 'CD', 'CF', 'CZ', 'DO', 'GB', 'GM', 'MV', 'NL', 'PH', 'US']);

/** As names are written in `places`: small letters without accents and punctuation. */
export const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'´`]/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

/** Under which key a folded name stands in a list. */
export const listed = (names: Places['states'], wanted: string): string | undefined =>
  wanted === ''
    ? undefined
    : Object.entries(names).find(([, list]) => `|${list}|`.includes(`|${wanted}|`))?.[0];

/** "California" stands in no other country's list: its contacts need no country. */
function countryOfState(state: string): string | null {
  const name = folded(state);
  const having = Object.entries(places).filter(([, { states }]) => listed(states, name) !== undefined);
  return having.length === 1 ? (having[0]?.[0] ?? null) : null;
}

/** Languages in which countries are read, the commonest first: each costs memory only where it is asked. */
const languages = ['en', 'de', 'fr', 'es', 'pt', 'it'];
const short: Readonly<Record<string, string>> = { usa: 'US', 'u s a': 'US', 'u s': 'US', uk: 'GB', england: 'GB', scotland: 'GB', holland: 'NL', uae: 'AE' }; // prettier-ignore
const namesIn = new Map<string, Map<string, string>>();

/** ISO 3166-1 alpha-2 of a code or name: "DE", "Germany", "Deutschland", "USA". */
export function countryOf(country: string | null): string | null {
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
