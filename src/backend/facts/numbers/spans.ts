import { DateTime } from 'luxon';
import { clockTimes } from '../days/clock.ts';
import type { DateMention } from '../days/calendar.ts';
import { WEEKDAY, weekdayNumber } from '../../replies/dates/words.ts';
import type { NumberMention } from './mentions.ts';
import { lean } from '../prose/lean.ts';

const DAY = 1_440;
const days = (count: number, start: number, end: number): NumberMention => ({
  start,
  end,
  values: [count],
  unit: { kind: 'time', base: 'minutes', factor: DAY },
  spelled: true,
  bound: null,
});

const weekdays = lean(
  `(?<!\\p{L})(?<from>${WEEKDAY})s?(?: (?:to|through|till|until|bis|a|au|al|tot|t/m|tot en met)(?: el)? | ?[-–] ?)(?<to>${WEEKDAY})s?(?!\\p{L})`,
  'gu',
);
const aWeek = lean(
  /(?<!\p{L})(?:a week|^week|week from|per week|weekly|wochen(?:preis|tarif|miete)|pro woche|die woche|par semaine|la semaine|(?:por|la|una|a) semana|uma semana|(?:a|alla|una) settimana|(?:een|per) week)(?!\p{L})|1週間|週/gu,
);

const aDay = lean(
  /(?<!\p{L})(?:(?:a|per|each|every) day|daily|pro tag|am tag|taglich|tages\p{L}+|par jour|(?:por|al|cada) dia|ao dia|al giorno|per dag)(?!\p{L})|1日|日額/gu,
);

/** Lengths that a folded text tells by their ends or by a word: "Monday to Saturday" six days, "16 to 22 October" seven, "a week" seven. */
export function spansIn(folded: string, dates: readonly DateMention[], at: number): NumberMention[] {
  const found: NumberMention[] = [];
  for (const { index, 0: words, groups } of folded.matchAll(weekdays)) {
    const [from, to] = [weekdayNumber(groups?.['from'] ?? ''), weekdayNumber(groups?.['to'] ?? '')];
    if (from > 0 && to > 0) found.push(days(((to - from + 7) % 7) + 1, index, index + words.length));
  }
  for (const { index, 0: words } of folded.matchAll(aWeek)) found.push(days(7, index, index + words.length));
  for (const { index, 0: words } of folded.matchAll(aDay)) found.push(days(1, index, index + words.length));
  const times = clockTimes(folded);
  // "2 h 30" may be a length.
  for (const { start, end, minutes } of times)
    if ((minutes[0] ?? 0) % 60 > 0 && (minutes[0] ?? 0) < 720)
      found.push({
        ...days(minutes[0] ?? 0, start, end),
        unit: { kind: 'time', base: 'minutes', factor: 1 },
      });
  for (const [place, { start, end, minutes }] of times.entries()) {
    const last = times[place + 1];
    const apart = last && last.start - end < 12 ? (last.minutes[0] ?? 0) - (minutes[0] ?? 0) : 0;
    if (last && apart > 0)
      found.push({ ...days(apart, start, last.end), unit: { kind: 'time', base: 'minutes', factor: 1 } });
  }
  for (const [place, first] of dates.entries()) {
    const last = dates[place + 1];
    if (!last || last.start - first.end > 24) continue;
    const [from, to] = [dayOf(first, at), dayOf(last, at)];
    const apart = from && to ? to.diff(from, 'days').days : 0;
    if (apart < 1 || apart > 400) continue;
    found.push(days(apart, first.start, last.end), days(apart + 1, first.start, last.end));
    if (apart >= 27)
      found.push({
        ...days(Math.round(apart / 30.4), first.start, last.end),
        unit: { kind: 'time', base: 'months', factor: 1 },
      });
  }
  return found;
}

function dayOf({ readings }: DateMention, at: number): DateTime | null {
  const now = DateTime.fromMillis(at, { zone: 'utc' });
  const { year, month, day } = readings.at(-1) ?? {};
  if (month === undefined) return null;
  const date = DateTime.utc(year ?? now.year, month, day ?? 1);
  return year === undefined && date < now.minus({ months: 3 }) ? date.plus({ years: 1 }) : date;
}
