/** HubSpot's spelling of IANA zones in `hs_timezone`: lower case, `/` as `_slash_`. */
export function timeZoneOption(zone: string): string {
  return zone.toLowerCase().replaceAll('/', '_slash_');
}

const zones = Intl.supportedValuesOf('timeZone').concat('UTC');

/** The options of `hs_timezone`, [value, label]. */
export const TIME_ZONES: readonly (readonly [string, string])[] = [...new Set(zones)].map((zone) => [
  timeZoneOption(zone),
  zone,
]);
