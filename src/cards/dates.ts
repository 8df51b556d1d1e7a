/** `en_US` and the like come from browsers and CRM fields too; an unknown locale falls back to the browser's. */
function knownLocale(locale: string | undefined): string | undefined {
  if (!locale) return undefined;
  const wanted = locale.replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(wanted)[0];
  } catch {
    return undefined;
  }
}

function format(at: number, locale: string | undefined, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(knownLocale(locale), options).format(at);
  } catch {
    // a zone this browser does not know: UTC, named as such, is still right
    return new Intl.DateTimeFormat(knownLocale(locale), {
      ...options,
      timeZone: 'UTC',
      timeZoneName: 'short',
    }).format(at);
  }
}

const minute = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** When something happens for the contact, in the contact's IANA zone, with the zone's name. */
export const momentInZone = (at: number, timeZone: string, locale?: string): string =>
  format(at, locale, { ...minute, timeZone, timeZoneName: 'short' });

/** When something happened, in the zone of the person who looks. */
export const moment = (at: number, locale?: string): string => format(at, locale, minute);

/** A day in the contact's zone. */
export const dayInZone = (at: number, timeZone: string, locale?: string): string =>
  format(at, locale, { weekday: 'short', day: 'numeric', month: 'long', timeZone });
