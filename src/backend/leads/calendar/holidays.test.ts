import { describe, expect, it } from 'vitest';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { addBusinessDays, closedUntil, nextBusinessMoment } from '../deciding/schedule.ts';
import { hoursFor } from './closed-days.ts';
import { holidaysOf } from './holidays.ts';

const noFacts = { email: null, firstName: null, lastName: null, company: null, jobTitle: null };
const at = (text: string): number => Date.parse(text);
const settings = (change: object = {}) => portalSettingsSchema.parse(change);
const berlin = (country: string | null = 'DE', region = '') => ({
  facts: { ...noFacts, country, region },
  timeZone: 'Europe/Berlin',
});

describe('public holidays', () => {
  it.each([
    ['DE', '', '2029-10-03', 'Tag der Deutschen Einheit'],
    ['DE', 'Bayern', '2026-11-01', 'Allerheiligen'],
    ['DE', 'DE-BY', '2026-11-01', 'Allerheiligen'],
    ['DE', 'by', '2026-01-06', 'Heilige Drei Könige'],
    ['DE', 'Berlin', '2026-01-06', null],
    ['DE', '', '2026-01-06', null],
    ['DE', 'nowhere', '2026-12-25', '1. Weihnachtstag'],
    ['DE', '', '2026-12-24', null],
    ['US', 'NY', '2026-11-26', 'Thanksgiving Day'],
    ['US', 'Texas', '2026-11-27', 'Day after Thanksgiving'],
    ['CH', 'Zürich', '2026-05-01', 'Tag der Arbeit'],
    ['JP', '', '2026-11-23', '勤労感謝の日'],
    ['CN', '', '2026-05-04', null],
    ['AE', '', '2026-03-21', 'عيد الفطر'],
    ['IL', '', '2026-09-21', 'יום כיפור'],
    ['IL', '', '2026-09-20', null],
    ['XX', '', '2026-12-25', null],
  ])('%s %s, %s: %s', async (country, region, day, name) =>
    expect((await holidaysOf(country, region))(day)).toBe(name),
  );
});

describe('the hours of a contact', () => {
  it('are closed on a holiday of its country: the next working day is named, and why', async () => {
    const hours = await hoursFor(settings(), berlin());
    // A Wednesday.
    const from = at('2029-10-03T10:00:00+02:00');
    const next = nextBusinessMoment(from, hours, 'Europe/Berlin');
    expect(new Date(next).toISOString()).toBe('2029-10-04T07:00:00.000Z');
    expect(closedUntil(from, next, hours, 'Europe/Berlin')).toBe(
      'Wednesday 3 October is a public holiday in Germany (Tag der Deutschen Einheit).',
    );
  });

  it('count no holiday as a business day, and name both of two', async () => {
    const hours = await hoursFor(settings(), berlin());
    const from = at('2026-04-02T10:00:00+02:00');
    const next = addBusinessDays(from, 1, hours, 'Europe/Berlin');
    expect(new Date(next).toISOString()).toBe('2026-04-07T08:00:00.000Z');
    expect(closedUntil(from, next, hours, 'Europe/Berlin')).toMatch(/Karfreitag.*Ostermontag/);
  });

  it.each([
    ['which is not known', berlin(null)],
    ['which was read before it was kept', { facts: noFacts, timeZone: 'Europe/Berlin' }],
  ])('are those of its time zone, if of its country %s', async (_what, contact) =>
    expect((await hoursFor(settings(), contact)).closed?.('2026-12-25')).toContain('Germany'),
  );

  it('know no holidays where the account wants none', async () => {
    const hours = await hoursFor(settings({ observeHolidays: false }), berlin());
    expect(hours.closed?.('2026-12-25')).toBeNull();
  });

  it('are closed on the days of the company, whatever the country', async () => {
    const closedDays = [
      { date: '2026-12-23', name: 'Winter break' },
      { date: '2026-12-22', name: '' },
    ];
    const hours = await hoursFor(settings({ observeHolidays: false, closedDays }), berlin('XX'));
    const from = at('2026-12-22T10:00:00+01:00');
    const next = nextBusinessMoment(from, hours, 'Europe/Berlin');
    expect(new Date(next).toISOString()).toBe('2026-12-24T08:00:00.000Z');
    expect(closedUntil(from, next, hours, 'Europe/Berlin')).toBe(
      'Tuesday 22 December is a day on which your company is closed. Wednesday 23 December is a day on which your company is closed (Winter break).',
    );
  });
});
