import { countryName } from '../contact/country.ts';

/** The public holiday on an ISO date, by its name in the language of the country; null: it is none. */
type HolidayOn = (day: string) => string | null;

/** Of what is asked again and again; a year of a country is a few hundred bytes. */
const known = new Map<string, HolidayOn>();
const MOST_KNOWN = 500;

/**
 * Public holidays of a country, and of a state where its name or letters are known. The library and its data take 10 MB:
 * they are loaded when the first contact's day is asked for.
 * @param country ISO 3166-1 alpha-2
 */
export async function holidaysOf(country: string, region: string): Promise<HolidayOn> {
  const key = `${country} ${region}`;
  const found = known.get(key) ?? (await load(country, region));
  // The latest asked for stay.
  known.delete(key);
  known.set(key, found);
  for (const oldest of known.size > MOST_KNOWN ? [...known.keys()].slice(0, 1) : []) known.delete(oldest);
  return found;
}

async function load(country: string, region: string): Promise<HolidayOn> {
  const { default: Holidays } = await import('date-holidays');
  const lookup = new Holidays();
  if (!(country in lookup.getCountries())) return () => null;
  const state =
    stateIn(lookup.getStates(country), region) ?? stateIn(lookup.getStates(country, 'en'), region);
  const calendar = state === null ? new Holidays(country) : new Holidays(country, state);
  const years = new Map<string, ReadonlyMap<string, string>>();
  const yearOf = (year: string): ReadonlyMap<string, string> => {
    const days = years.get(year) ?? daysOf(calendar.getHolidays(Number(year)));
    years.set(year, days);
    return days;
  };
  return (day) => yearOf(day.slice(0, 4)).get(day) ?? null;
}

interface Found {
  /** Local time of the country: `2026-10-03 00:00:00`; with ` -0600` it begins six hours earlier. */
  date: string;
  start: Date;
  end: Date;
  name: string;
  type: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Half a day is a working day; a change of the clock makes a day an hour shorter. */
const SHORTEST_MS = 20 * HOUR_MS;

/** By ISO date. A feast that begins in the evening is the day after, one of three days is three: it is one at noon. */
function daysOf(holidays: readonly Found[]): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const { date, start, end, name, type } of holidays) {
    const length = end.getTime() - start.getTime();
    if (type !== 'public' || length < SHORTEST_MS) continue;
    const begins = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`) - eveningBefore(date);
    const noon = Date.parse(`${date.slice(0, 10)}T12:00:00Z`);
    for (let at = noon; at < begins + length; at += DAY_MS) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (at >= begins && !days.has(day)) days.set(day, name);
    }
  }
  return days;
}

/** ` -0600` after the time: it begins at six in the evening before. */
const eveningBefore = (date: string): number => Number(/ -(\d\d)\d\d$/.exec(date)?.[1] ?? 0) * HOUR_MS;

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/\b(kanton|canton|hansestadt|state|province|provincia|comunidad|region|de|di|of)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The letters of a state, "BY", by its letters or one of its names, "DE-BY", "Bayern"; null: it is not among them. */
function stateIn(states: Readonly<Record<string, string>> | undefined, region: string): string | null {
  const letters = region
    .trim()
    .toUpperCase()
    .replace(/^[A-Z]{2}-/, '');
  if (states && letters in states) return letters;
  const wanted = plain(region);
  if (wanted === '') return null;
  return Object.entries(states ?? {}).find(([, name]) => plain(name) === wanted)?.[0] ?? null;
}

/** "a public holiday in Germany (Tag der Deutschen Einheit)" */
export const holidayWords = (country: string, name: string): string =>
  `a public holiday in ${countryName(country)} (${name})`;
