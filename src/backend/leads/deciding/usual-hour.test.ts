import { expect, it } from 'vitest';
import { defaultBusinessHours as hours } from './schedule.ts';
import { atUsualHour, hourInWords, usualHour } from './usual-hour.ts';

const BERLIN = 'Europe/Berlin';
/** In November, Berlin is an hour ahead. */
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour - 1, minute);

it.each<[string, number[], number | null]>([
  ['two times', [at(2, 10), at(3, 10)], null],
  ['three times in one hour', [at(2, 10), at(3, 10, 59), at(4, 10, 30)], 10],
  ['two of three', [at(2, 10), at(3, 16), at(4, 10)], 10],
  ['each in another hour', [at(2, 9), at(3, 11), at(4, 16)], null],
  ['two among many', [at(2, 9), at(3, 9), at(4, 11), at(5, 12), at(6, 14), at(9, 16)], null],
  ['a tie: the earlier one', [at(2, 14), at(3, 14), at(4, 9), at(5, 9)], 9],
])('%s', (_name, times, hour) => {
  expect(usualHour(times, BERLIN)?.hour ?? null).toBe(hour);
});

it('the zone is the contact’s, also across the change of the clock', () => {
  const summer = Date.UTC(2026, 6, 6, 8);
  expect(usualHour([summer, at(2, 10), at(3, 10)], BERLIN)).toEqual({ hour: 10, times: 3, all: 3 });
  expect(usualHour([at(2, 10), at(3, 10), at(4, 10)], 'America/New_York')?.hour).toBe(4);
});

const usual = { hour: 10, times: 3, all: 4 };
const moved = (moment: number, hour: number | null, now = at(20, 12)) =>
  atUsualHour(moment, hour === null ? null : { ...usual, hour }, { now, hours, zone: BERLIN });

it('moves a mail within its day, and never out of business hours or into the past', () => {
  expect(moved(at(24, 15, 7), 10)).toBe(at(24, 10));
  expect(moved(at(24, 9, 30), 14)).toBe(at(24, 14));
  expect(moved(at(24, 15, 7), 7)).toBe(at(24, 15, 7));
  expect(moved(at(24, 15, 7), 17)).toBe(at(24, 15, 7));
  expect(moved(at(24, 15, 7), null)).toBe(at(24, 15, 7));
  expect(moved(at(20, 15), 10)).toBe(at(20, 15));
});

it('says so in words', () => {
  expect(hourInWords(usual)).toBe('around 10:00 (3 of 4 times)');
});
