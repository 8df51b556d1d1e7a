import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { placeOfPhone } from './phone-zones.ts';
import { places } from './places.ts';
import { folded } from './country.ts';
import { contactTimeZone } from './time-zone.ts';

const zoneOf = (properties: Record<string, string | null>): string => {
  const { zone, from } = contactTimeZone(properties, 'Europe/Dublin');
  return `${zone} (${from})`;
};

it.each([
  [
    "HubSpot's own option",
    { hs_timezone: 'america_slash_new_york', country: 'Brazil' },
    'America/New_York (contact)',
  ],
  ['an alias option', { hs_timezone: 'us_slash_eastern' }, 'America/New_York (contact)'],
  ['a country code with one zone', { hs_country_region_code: 'DE' }, 'Europe/Berlin (country)'],
  [
    'a country with one zone and its state',
    { country: 'Germany', state: 'Bavaria' },
    'Europe/Berlin (country)',
  ],
  ['a country name', { country: 'Japan' }, 'Asia/Tokyo (country)'],
  ['a country in another language', { country: 'Deutschland' }, 'Europe/Berlin (country)'],
  [
    'a code that HubSpot does not know, and a name',
    { hs_country_region_code: '', country: 'UK' },
    'Europe/London (country)',
  ],
  ['Brazil alone', { country: 'Brazil' }, 'America/Sao_Paulo (country)'],
  ['Brasil alone', { country: 'Brasil' }, 'America/Sao_Paulo (country)'],
  ['the United States alone', { country: 'United States' }, 'America/New_York (country)'],
  ['Russia alone', { country: 'Russia' }, 'Europe/Moscow (country)'],
  ['Indonesia alone', { country: 'Indonesia' }, 'Asia/Jakarta (country)'],
  ['Australia alone', { country: 'Australia' }, 'Australia/Sydney (country)'],
  ['China alone', { country: 'China' }, 'Asia/Shanghai (country)'],
  ['a state', { country: 'USA', state: 'California' }, 'America/Los_Angeles (state)'],
  ['a state by its letters', { country: 'US', state: 'NY' }, 'America/New_York (state)'],
  ['a state by its code', { country: 'US', state: 'US-TX' }, 'America/Chicago (state)'],
  ['a state in small letters', { country: 'Brazil', state: 'am' }, 'America/Manaus (state)'],
  ['a state without a country', { state: 'Western Australia' }, 'Australia/Perth (state)'],
  [
    'a state with several clocks and its town',
    { country: 'US', state: 'TX', city: 'El Paso' },
    'America/Denver (city)',
  ],
  ['a province', { country: 'Canada', state: 'BC' }, 'America/Vancouver (state)'],
  ['a town', { country: 'Brazil', city: 'São Paulo' }, 'America/Sao_Paulo (city)'],
  ['a town in other letters', { country: 'Brasil', city: 'MANAUS' }, 'America/Manaus (city)'],
  [
    'a town against an unknown state',
    { country: 'Mexico', state: '?', city: 'Tijuana' },
    'America/Tijuana (city)',
  ],
  ['a town far east', { country: 'Russia', city: 'Vladivostok' }, 'Asia/Vladivostok (city)'],
  ['a phone of an area', { country: 'US', phone: '(415) 555-0100' }, 'America/Los_Angeles (phone)'],
  ['a phone with its calling code', { phone: '+1 312 555 0100' }, 'America/Chicago (phone)'],
  ['a phone of Canada', { phone: '+1 604 555 0100' }, 'America/Vancouver (phone)'],
  ['a phone of Brazil', { phone: '+55 (92) 5550-1000' }, 'America/Manaus (phone)'],
  ['a phone of a country with one zone', { phone: '0049 171 5550100' }, 'Europe/Berlin (country)'],
  ['a mobile phone only', { mobilephone: '+61 2 5550 1000' }, 'Australia/Sydney (phone)'],
  [
    'a phone of another country',
    { country: 'Brazil', phone: '+1 312 555 0100' },
    'America/Sao_Paulo (country)',
  ],
  ['a phone without a code', { phone: '555-0100' }, 'Europe/Dublin (account)'],
  ['an unknown country', { country: 'Atlantis' }, 'Europe/Dublin (account)'],
  ['nothing', {}, 'Europe/Dublin (account)'],
  [
    'nonsense in the property',
    { hs_timezone: 'mars_slash_olympus', country: null },
    'Europe/Dublin (account)',
  ],
])('%s', (_name, properties, expected) => {
  expect(zoneOf(properties)).toBe(expected);
});

it('falls back to UTC when the account has no usable zone', () => {
  expect(contactTimeZone({}, 'nowhere')).toEqual({ zone: 'UTC', from: 'account' });
});

it('every place is written as it is looked for, in a zone that this machine knows', () => {
  for (const { zone, states, cities, split } of Object.values(places)) {
    for (const one of [zone, ...Object.keys(states), ...Object.keys(cities)])
      expect(DateTime.utc().setZone(one).isValid, one).toBe(true);
    for (const name of [...Object.values(states), ...Object.values(cities), split].join('|').split('|'))
      expect(folded(name)).toBe(name);
  }
});

it.each(['', '+', '+0', '12', 'call me', '+999 123 4567'])('a phone “%s” tells nothing', (phone) => {
  expect(placeOfPhone(phone, 'DE')).toEqual({ country: null, zone: null });
});
