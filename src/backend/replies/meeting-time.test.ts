import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { readMeetingTime } from './meeting-time.ts';

const ZONE = 'Europe/Berlin';
/** Monday 30 November 2026, 17:52 in Berlin. */
const MONDAY = DateTime.fromISO('2026-11-30T17:52', { zone: ZONE }).toMillis();

const read = (text: string, zone = ZONE): string | null => {
  const found = readMeetingTime(text, MONDAY, zone);
  if (!found) return null;
  const show = (at: number, format: string) => DateTime.fromMillis(at, { zone: found.zone }).toFormat(format);
  if (found.at !== null) return `${show(found.at, 'ccc d HH:mm')} ${found.zone}`;
  return found.day === null ? `“${found.words}”` : show(found.day, 'ccc d');
};

it.each([
  ['Tuesday 10am works', 'Tue 1 10:00 Europe/Berlin'],
  ['Thursday 3 pm works. Looking forward to it!', 'Thu 3 15:00 Europe/Berlin'],
  ['Hi Tara,\n\nsure, tomorrow at 14:30 is fine.\n\nBest\nAda', 'Tue 1 14:30 Europe/Berlin'],
  ['Dienstag 10 Uhr passt mir gut.', 'Tue 1 10:00 Europe/Berlin'],
  ['Mardi à 15h, parfait.', 'Tue 1 15:00 Europe/Berlin'],
  ['Friday at noon?', 'Fri 4 12:00 Europe/Berlin'],
  ['How about Wednesday, 2 December at 9.30 am?', 'Wed 2 09:30 Europe/Berlin'],
  ['Could we talk today at 6:30 pm?', 'Mon 30 18:30 Europe/Berlin'],
  ['Tuesday 10am ET works', 'Tue 1 10:00 America/New_York'],
  ['Tuesday 10:00 CET works', 'Tue 1 10:00 Europe/Berlin'],
  ['Tuesday 10am my time', 'Tue 1 10:00 Europe/Berlin'],
])('reads “%s”', (text, meant) => {
  expect(read(text)).toBe(meant);
});

it.each([
  ['Tuesday works', 'Tue 1'],
  ['Tuesday after 3pm works', 'Tue 1'],
  ['Tuesday at 3 would be good', 'Tue 1'],
  ['Tuesday at 3:00 would be good', 'Tue 1'],
  ['Tuesday 10am or 11am', 'Tue 1'],
  ['Tuesday between 10:00 and 12:00', 'Tue 1'],
  ['Tuesday 10am your time', 'Tue 1'],
  ['Tuesday 10am IST', 'Tue 1'],
  ['Tuesday for 20 minutes', 'Tue 1'],
])('knows the day only of “%s”', (text, day) => {
  expect(read(text)).toBe(day);
});

it.each([
  'Next Tuesday at 10am works',
  'Tuesday or Wednesday 10am',
  'Monday 10am works',
  'Next week is good',
  '05/12 at 10am',
  'Tuesday, 3 December at 10am',
  'Not Tuesday, but 10am is good',
  'Guten Morgen, 10 Uhr passt',
  '10am works',
])('quotes what it cannot be sure of: %s', (text) => {
  expect(read(text)).toBe(`“${text}”`);
});

it('does not take a time of day that is over', () => {
  expect(read('Today at 10am works')).toBe('Mon 30');
});

it.each(['Yes, let us talk.', 'Call me on +49 171 10 20 30', 'Sure, 20 minutes are fine', ''])(
  'finds no time in “%s”',
  (text) => {
    expect(read(text)).toBeNull();
  },
);
