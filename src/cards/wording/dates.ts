/** For whom a time is written. */
export interface Reader {
  /** `en_US` and the like come from browsers and CRM fields too; an unknown locale falls back to the browser's. */
  locale: string | undefined;
  /** IANA zone of the HubSpot account, in which HubSpot shows times as well. */
  timeZone: string;
}

function knownLocale(locale: string | undefined): string | undefined {
  if (!locale) return undefined;
  const wanted = locale.replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(wanted)[0];
  } catch {
    return undefined;
  }
}

function format(at: number, { locale, timeZone }: Reader, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(knownLocale(locale), {
    ...options,
    timeZone: knownZone(timeZone) ?? 'UTC',
  }).format(at);
}

/** The zone, or null when this browser does not know it: UTC, named as such, is still right. */
function knownZone(timeZone: string): string | null {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return null;
  }
}

/** A zone as people say it: `New York time`. Zones without a city (`UTC`, `Etc/GMT+5`) keep their own name. */
function zoneName(timeZone: string): string {
  const [area, ...places] = timeZone.split('/');
  const city = places.at(-1);
  if (!city || area === 'Etc') return timeZone;
  return `${city.replaceAll('_', ' ')} time`;
}

const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** Date and time each as the locale writes them: together it would write `0:30` or `03:30 PM`. */
const dayAndTime = (at: number, reader: Reader, date: Intl.DateTimeFormatOptions): string =>
  `${format(at, reader, date)}, ${format(at, reader, { timeStyle: 'short' })}`;

/** When something happens for the contact: in the contact's IANA zone, and what people call that zone. */
export function whenAndZone(at: number, timeZone: string, locale: string | undefined) {
  const zone = knownZone(timeZone) ?? 'UTC';
  return { when: dayAndTime(at, { locale, timeZone: zone }, day), zone: zoneName(zone) };
}

/** The same in one line. */
export function momentInZone(at: number, timeZone: string, locale: string | undefined): string {
  const { when, zone } = whenAndZone(at, timeZone, locale);
  return `${when}, ${zone}`;
}

/** When something happened, in the zone of the account. The year is said when it is not the present one. */
export function moment(at: number, reader: Reader, now = Date.now()): string {
  const year = (instant: number) => format(instant, reader, { year: 'numeric' });
  return dayAndTime(at, reader, year(at) === year(now) ? day : { ...day, year: 'numeric' });
}

/** A day in the contact's zone. */
export const dayInZone = (at: number, timeZone: string, locale: string | undefined): string =>
  format(at, { locale, timeZone }, { weekday: 'short', day: 'numeric', month: 'long' });

/** The day of a moment in the account's zone: `Sat 28 Nov`, with the year when it is not the present one. */
export function dayAt(at: number, reader: Reader, now = Date.now()): string {
  const year = (instant: number) => format(instant, reader, { year: 'numeric' });
  return format(at, reader, year(at) === year(now) ? day : { ...day, year: 'numeric' });
}

/** `10:02`, in the account's zone. */
export const timeOfDay = (at: number, reader: Reader): string => format(at, reader, { timeStyle: 'short' });
