import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { addBusinessDays, defaultBusinessHours as hours, nextBusinessMoment, openingOn } from './schedule.ts';

const at = (iso: string, zone: string): number => DateTime.fromISO(iso, { zone }).toMillis();
const show = (ms: number, zone: string): string =>
  DateTime.fromMillis(ms, { zone }).toFormat('ccc yyyy-MM-dd HH:mm');

describe('nextBusinessMoment', () => {
  it.each([
    ['inside business hours stays', '2026-11-24T10:30', 'Tue 2026-11-24 10:30'],
    ['early morning waits for opening', '2026-11-24T03:00', 'Tue 2026-11-24 09:00'],
    ['evening waits for the next day', '2026-11-24T17:00', 'Wed 2026-11-25 09:00'],
    ['Friday evening waits for Monday', '2026-11-27T20:00', 'Mon 2026-11-30 09:00'],
    ['Sunday waits for Monday', '2026-11-29T12:00', 'Mon 2026-11-30 09:00'],
  ])('%s', (_name, from, expected) => {
    const zone = 'America/New_York';
    expect(show(nextBusinessMoment(at(from, zone), hours, zone), zone)).toBe(expected);
  });

  it("counts in the contact's zone, not the server's", () => {
    const noonInBerlin = at('2026-11-24T12:00', 'Europe/Berlin');
    expect(show(nextBusinessMoment(noonInBerlin, hours, 'Asia/Tokyo'), 'Asia/Tokyo')).toBe(
      'Wed 2026-11-25 09:00',
    );
    expect(nextBusinessMoment(noonInBerlin, hours, 'Europe/Berlin')).toBe(noonInBerlin);
  });
});

describe('addBusinessDays', () => {
  it('skips the weekend', () => {
    const zone = 'Europe/Berlin';
    expect(show(addBusinessDays(at('2026-11-26T10:00', zone), 2, hours, zone), zone)).toBe(
      'Mon 2026-11-30 10:00',
    );
  });

  it('keeps the time of day over a change to summer time', () => {
    const zone = 'Europe/Berlin';
    expect(show(addBusinessDays(at('2026-03-27T10:00', zone), 1, hours, zone), zone)).toBe(
      'Mon 2026-03-30 10:00',
    );
  });

  it('works with other working weeks', () => {
    const zone = 'Asia/Dubai';
    const sundayToThursday = { ...hours, weekdays: [7, 1, 2, 3, 4] };
    expect(show(addBusinessDays(at('2026-11-26T10:00', zone), 1, sundayToThursday, zone), zone)).toBe(
      'Sun 2026-11-29 10:00',
    );
  });
});

it('opens on the first business day at or after a date', () => {
  expect(show(openingOn('2026-12-05', hours, 'Europe/Paris'), 'Europe/Paris')).toBe('Mon 2026-12-07 09:00');
});
