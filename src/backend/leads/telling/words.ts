import { DateTime } from 'luxon';
import type { ZoneSource } from '../contact/time-zone.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { nameOfContact } from '../list/words.ts';

export const paragraphs = (...lines: (string | null)[]): string =>
  lines
    .filter((line) => line !== null)
    .map((line) => `<p>${line}</p>`)
    .join('');

/** Cities whose zone is spelt without their accents. */
const spelling: Readonly<Record<string, string>> = {
  'America/Sao_Paulo': 'São Paulo',
  'America/Bogota': 'Bogotá',
  'America/Asuncion': 'Asunción',
  'America/Cancun': 'Cancún',
  'America/Belem': 'Belém',
  'America/Cuiaba': 'Cuiabá',
};

/** A zone as people say it: "Berlin time"; zones without a city keep their own name. */
export function zoneWords(zone: string): string {
  const [area, ...places] = zone.split('/');
  const city = places.at(-1);
  if (!city || area === 'Etc') return zone;
  return `${spelling[zone] ?? city.replaceAll('_', ' ')} time`;
}

/** "Tuesday 24 November 2026, 09:05, Berlin time" */
export const inZone = (at: number, zone: string): string =>
  `${DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('cccc d LLLL yyyy, HH:mm')}, ${zoneWords(zone)}`;

/** What a contact's zone was taken from, where it was not the contact's own property; null: nothing to say. */
export const zoneOrigin = ({ timeZoneFrom: from }: Pick<Lead, 'timeZoneFrom'>): string | null =>
  from === null || from === 'contact' ? null : origins[from];

const origins: Readonly<Record<Exclude<ZoneSource, 'contact'>, string>> = {
  city: 'taken from the city',
  state: 'taken from the state',
  phone: 'taken from the phone number',
  country: 'taken from the country',
  account: 'the account’s, as nothing tells the contact’s',
};

/** Do two zones show the same time at this moment? */
export const sameTime = (at: number, one: string, other: string): boolean =>
  DateTime.fromMillis(at, { zone: one }).offset === DateTime.fromMillis(at, { zone: other }).offset;

const WEEK_MS = 6 * 86_400_000;

/** A day as short as it is clear: "Tuesday", or "Tuesday 8 December" when it is a week away. */
export const dayWords = (at: number, zone: string, now: number): string =>
  DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat(at - now < WEEK_MS ? 'cccc' : 'cccc d LLLL');

export const hourWords = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('HH:mm');

/** Within a sentence. */
export const contactName = (lead: Pick<Lead, 'contactId' | 'facts'>): string =>
  nameOfContact(lead, 'contact');
