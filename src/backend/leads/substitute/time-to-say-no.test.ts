import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { defaultBusinessHours } from '../deciding/schedule.ts';
import { timeToSayNo } from './time-to-say-no.ts';

const zone = 'Europe/Berlin';

it.each([
  ['in the middle of a working day', '2026-11-24T10:00', '2026-11-25T10:00'],
  ['before it begins', '2026-11-24T06:00', '2026-11-25T09:00'],
  ['in the evening', '2026-11-24T20:00', '2026-11-26T09:00'],
  ['on Friday at noon', '2026-11-27T12:00', '2026-11-30T12:00'],
  ['on Friday evening', '2026-11-27T18:00', '2026-12-01T09:00'],
  ['on Sunday', '2026-11-29T12:00', '2026-12-01T09:00'],
])('told %s, the owner has 24 hours and a working day', (_when, told, until) => {
  const now = DateTime.fromISO(told, { zone }).toMillis();
  const end = DateTime.fromMillis(timeToSayNo(now, defaultBusinessHours, zone), { zone });
  expect(end.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(until);
});
