import type { DateTime } from 'luxon';
import { oneDay, type DatePattern } from './patterns.ts';

/** A date found in a text, with where it stands. */
export interface FoundDate {
  start: number;
  end: number;
  /** The first day meant. */
  day: DateTime;
  /** The last day meant: the same for a day, Sunday for a week. */
  last: DateTime;
  /** Two days are written, from one to the other. */
  range: boolean;
  /** How it was written, if not as a date. */
  kind: DatePattern['kind'];
}

const TO_WORD =
  'to|until|till?|thru|through|and|bis(?: einschl\\p{L}*)?(?: und mit)?(?: zum)?|und|au|et|al(?: giorno)?|y(?: el)?|ed?(?: fino al?)?|et jusqu.au|and until|y hasta el|hasta(?: el)?|ate(?: ao?)?|fino al?|ao?|tot(?: en met)?|t/m|t\\.e\\.m\\.|en';
const TO = `(?:\\s*(?:-|–|—|~|から|より|&|\\+)\\s*|\\s+(?:${TO_WORD})\\s+|\\s+(?:all'|al?l'))`;
const ARTICLE = '(?:the |den |le |el |il |dia |o |op )?';
const connector = new RegExp(`^${TO}${ARTICLE}$`, 'u');
/** "3. bis" before "14. August". */
const openBefore = new RegExp(
  `(?<![\\d:.,/])\\d{1,2}(?:st|nd|rd|th|er|e|°|º|日)?[./]?(?:\\d{1,2}\\.?|\\s(?:de |di )?\\p{L}{3,9}\\.?)?${TO}${ARTICLE}$`,
  'u',
);
/** "–21" behind "August 3", "から24日" behind "5月20日". */
const openAfter =
  /^\s*(?:-|–|—|~|to|through|thru|から|より)\s*(?:the )?(\d{1,2})(?:st|nd|rd|th|日(?!間))?(?![\d:%]|[./]\d|\s?[ap]m)/;

/** Dates that stand as one from-to are one, and mean the last day; "6 July, Monday" is one date. */
export function joined(text: string, found: readonly FoundDate[]): FoundDate[] {
  const result: FoundDate[] = [];
  for (const date of found) {
    const before = result.at(-1);
    const gap = before ? text.slice(before.end, date.start) : ' ';
    if (
      before &&
      !before.kind &&
      date.kind === 'weekday' &&
      before.day.weekday === date.day.weekday &&
      /^,?\s?[(（]?$/.test(gap)
    )
      continue;
    if (
      before?.kind === 'following' &&
      (!date.kind || date.kind === 'number') &&
      /^[\s,、:(（-]*(?:は|is |ist |est |es |e )?(?:the |den |dem |der |le |el |il |o |dia )?$/.test(gap)
    )
      result[result.length - 1] = date;
    else if (before && connector.test(gap)) result[result.length - 1] = closing(before, date);
    else result.push(date.range ? date : withOpenEnd(text, date));
  }
  return result;
}

function withOpenEnd(text: string, date: FoundDate): FoundDate {
  const open = openAfter.exec(text.slice(date.end, date.end + 20));
  const last = open && oneDay(dayBehind(date.day, Number(open[1])));
  if (open && last) return { ...date, end: date.end + open[0].length, last: last.last, range: true };
  return { ...date, range: openBefore.test(text.slice(Math.max(0, date.start - 40), date.start)) };
}

/** "From the 2nd to 14 March" says the month at its end only. */
function closing(before: FoundDate, date: FoundDate): FoundDate {
  const whole = { ...date, start: before.start, range: true };
  if (before.kind === 'number' && !date.kind) return whole;
  const step = date.kind === 'weekday' ? 'weeks' : 'months';
  const ends = Array.from({ length: 13 }, (_, count) => date.last.plus({ [step]: count }));
  return { ...whole, day: before.day, last: ends.find((day) => day >= before.day) ?? date.last };
}

const dayBehind = (start: DateTime, day: number): DateTime | null =>
  day > start.day ? start.set({ day }) : start.plus({ months: 1 }).set({ day });
