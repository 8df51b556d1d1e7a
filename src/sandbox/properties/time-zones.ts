/** HubSpot's spelling of IANA zones in `hs_timezone`: lower case, `/`, `-` and `+` spelled out. */
export function timeZoneOption(zone: string): string {
  return zone.toLowerCase().replaceAll('/', '_slash_').replaceAll('-', '_hyphen_').replaceAll('+', '_plus_');
}

const zones = Intl.supportedValuesOf('timeZone').concat('UTC');

/** The options of `hs_timezone`, [value, label]. */
export const TIME_ZONES: readonly (readonly [string, string])[] = [...new Set(zones)].map((zone) => [
  timeZoneOption(zone),
  zone,
]);
