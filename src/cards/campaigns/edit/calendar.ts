import { dateIn } from '../../pages/activity/days.ts';
import { dayAt } from '../../wording/dates.ts';
import type { CampaignReview } from '../contract.ts';

const dayMs = 86_400_000;
/** More days than this are shown by weeks: their bars would be too thin to be read. */
const mostDays = 35;

/** A day of the calendar, which is the same in every zone: `Sat 28 Nov`. @param day as `2026-11-28` */
export const isoDay = (day: string, locale: string | undefined): string =>
  dayAt(Date.parse(`${day}T00:00:00Z`), { locale, timeZone: 'UTC' });

/** Days from the day of a moment to a later one. @param day as `2026-11-28`, of the zone */
export function daysUntil(day: string, from: number, timeZone: string): number {
  const { year, month, date } = dateIn(from, timeZone);
  return Math.max(0, Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(year, month, date)) / dayMs));
}

interface Bars {
  unit: 'by day' | 'by week';
  bars: { label: string; emails: number }[];
}

/** The calendar as bars: a day each, or a week each where there are many. Days without emails in between count as well. */
export function calendarBars(calendar: CampaignReview['calendar'], locale: string | undefined): Bars {
  const first = calendar[0];
  const last = calendar.at(-1);
  if (first === undefined || last === undefined) return { unit: 'by day', bars: [] };
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;
  const days = at(last.day) - at(first.day) + 1;
  const size = days > mostDays ? 7 : 1;
  // weeks begin on a Monday; day 0 of the epoch was a Thursday
  const start = size === 1 ? at(first.day) : at(first.day) - ((at(first.day) + 3) % 7);
  const count = Math.floor((at(last.day) - start) / size) + 1;
  const sums = Array.from({ length: count }, () => 0);
  for (const { day, emails } of calendar) {
    const place = Math.floor((at(day) - start) / size);
    sums[place] = (sums[place] ?? 0) + emails;
  }
  const label = (place: number) =>
    isoDay(new Date((start + place * size) * dayMs).toISOString().slice(0, 10), locale);
  return {
    unit: size === 1 ? 'by day' : 'by week',
    bars: sums.map((emails, place) => ({ label: label(place), emails })),
  };
}
