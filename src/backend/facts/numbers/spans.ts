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
  const found: NumberMention[] = [...intervalsIn(folded)];
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

/** "Twice a year", "年2回": how long it is from one to the next. */
const often = lean(
  /(?<!\p{L})(?<times>\d{1,2}|once|twice|two|three|four|six|einmal|zweimal|dreimal|viermal|une|deux|trois|quatre|una|dos|tres|cuatro|uma|duas|quatro|due|tre|quattro|een|twee|drie|vier)(?: ?(?:x|×|times|mal|fois|veces|vez|vezes|volte|volta|keer))? (?:a|an|per|each|every|im|pro|par|al|por|ao|all'|alla?|in) ?(?:het )?(?<length>year|month|jahr|monat|an|mois|ano|mes|anno|mese|jaar|maand)(?!\p{L})|(?<period>年|月)に?(?<count>\d{1,2})回/gu,
);
const COUNTS: Readonly<Record<string, number>> = {
  once: 1,
  einmal: 1,
  une: 1,
  una: 1,
  uma: 1,
  een: 1,
  twice: 2,
  two: 2,
  zweimal: 2,
  deux: 2,
  dos: 2,
  duas: 2,
  due: 2,
  twee: 2,
  three: 3,
  dreimal: 3,
  trois: 3,
  tres: 3,
  tre: 3,
  drie: 3,
  four: 4,
  viermal: 4,
  quatre: 4,
  cuatro: 4,
  quatro: 4,
  quattro: 4,
  vier: 4,
  six: 6,
};
function* intervalsIn(folded: string): Generator<NumberMention> {
  for (const { index, 0: words, groups } of folded.matchAll(often)) {
    const { times = '', count = times, length = '', period = '' } = groups ?? {};
    const many = COUNTS[count] ?? Number(count);
    const months = period === '年' || /^(?:y|j|an|ano|anno|jaar)/.test(length) ? 12 : 1;
    if (many > 0 && months / many >= 1)
      yield {
        ...days(months / many, index, index + words.length),
        unit: { kind: 'time', base: 'months', factor: 1 },
      };
  }
}

function dayOf({ readings }: DateMention, at: number): DateTime | null {
  const now = DateTime.fromMillis(at, { zone: 'utc' });
  const { year, month, day } = readings.at(-1) ?? {};
  if (month === undefined) return null;
  const date = DateTime.utc(year ?? now.year, month, day ?? 1);
  return year === undefined && date < now.minus({ months: 3 }) ? date.plus({ years: 1 }) : date;
}
