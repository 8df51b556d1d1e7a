import { expect, it } from 'vitest';
import { contactTimeZone } from './time-zone.ts';

it.each([
  ["HubSpot's own option", { hs_timezone: 'america_slash_new_york' }, 'America/New_York'],
  ['an alias option', { hs_timezone: 'us_slash_eastern' }, 'America/New_York'],
  ['a country code with one zone', { hs_country_region_code: 'DE' }, 'Europe/Berlin'],
  ['a country name', { country: 'Japan' }, 'Asia/Tokyo'],
  ['a country with several zones says nothing', { hs_country_region_code: 'US' }, 'Europe/Dublin'],
  ['an unknown country', { country: 'Atlantis' }, 'Europe/Dublin'],
  ['nothing', {}, 'Europe/Dublin'],
  ['nonsense in the property', { hs_timezone: 'mars_slash_olympus', country: null }, 'Europe/Dublin'],
])('%s', (_name, properties, expected) => {
  expect(contactTimeZone(properties, 'Europe/Dublin')).toBe(expected);
});

it('falls back to UTC when the account has no usable zone', () => {
  expect(contactTimeZone({}, 'nowhere')).toBe('UTC');
});
