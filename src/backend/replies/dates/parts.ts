import type { DateTime } from 'luxon';
import { oneDay, type DatePattern, type Parts, type Span } from './patterns.ts';
import { weekdayNumber } from './words.ts';

export type Unit = 'week' | 'month' | 'quarter' | 'year';

export const spanOf = (start: DateTime, unit: Unit): Span => ({
  first: start.startOf(unit),
  last: start.endOf(unit).startOf('day'),
});

/**
 * The first day of a week of a month. A week belongs to the month that has its Thursday; the first may begin within.
 * @param nth from 0; -1: the last
 */
export function weekOf({ first, last }: Span, nth: number): DateTime {
  if (nth < 0) return last.minus({ days: 3 }).startOf('week');
  const monday = first.plus({ days: 3 }).startOf('week').plus({ weeks: nth });
  return monday < first ? first : monday;
}

/** The part of a month or week that is meant: the first third, the middle, the end. */
const EARLY =
  'beginning of|start of|early|first week of|anfang|beginn|debut|principios d[e]?|comienzos d[e]?|inicios? d[eo]|inizio|primi di|comeco d[eo]|begin|fruh im';
const MIDDLE =
  'mid|middle of|mitte|mi|a? ?la mi|mediados d[e]|mediados|meta|half|medio|midden|meados d[eo]|quincena de';
export const LATE =
  "the end of|end of|late|ende|fins? (?:de|du|d')|fin|finales d[e]|final d[eo]|fine|fim d[eo]|fins d[eo]|eind|einde";
export const PART = `(?:(?<early>${EARLY})|(?<middle>${MIDDLE})|(?<late>${LATE}))`;

export const partOf = (span: Span, parts: Parts, weekly = false): Span | null => {
  if (parts['middle']) return oneDay(span.first.plus({ days: weekly ? 2 : 14 }));
  if (parts['late']) return oneDay(weekly ? span.first.plus({ days: 4 }) : span.last);
  return parts['early'] ? oneDay(span.first) : span;
};

/** The next week, month, quarter or year but `count`; a part of it or a day in it where one is named. */
export const ahead =
  (unit: Unit, count: number): DatePattern['resolve'] =>
  (parts, { now }) => {
    const span = spanOf(now.plus({ [unit]: count }), unit);
    if (parts['dayOf']) return oneDay(span.first.set({ day: Number(parts['dayOf']) }));
    const weekday = parts['weekday'] ?? parts['weekdayAfter'];
    if (weekday) return oneDay(span.first.plus({ days: weekdayNumber(weekday) - 1 }));
    return unit === 'month' || unit === 'week' ? partOf(span, parts, unit === 'week') : span;
  };

/** A year behind a month or quarter. */
export const YEAR = '(?:(?:,?\\s*(?:de |del |do |van |of )?|/)(?<year>20\\d\\d))?';
export const NEXT =
  '(?:next|coming|following|upcoming|nachste[rnsm]?|kommende[rnsm]?|naechste[rnsm]?|proxim[oa]|prossim[oa]|volgende?|komende?|aanstaande)';
