import { getCountriesForTimezone } from 'countries-and-timezones';
import type { DateTime } from 'luxon';
import { amountPatterns, durationPattern } from './amounts.ts';
import { japanesePatterns } from './japanese.ts';
import { monthPatterns } from './months.ts';
import { calendarPatterns, type DatePattern, type Reading, type Span } from './patterns.ts';
import { joined, type FoundDate } from './ranges.ts';
import { weekdayInAWeek, weekPatterns } from './weeks.ts';
import { weekdayPatterns } from './weekdays.ts';
import { fold, weekdayNumber } from './words.ts';
import { quarterPattern, yearPatterns } from './years.ts';

const kana = /[\u3040-\u30ff]|[月火水木金土日年]/;
const english =
  /\b(?:the|and|to|of|i|i'm|is|back|until|till?|thru|on|out|me|will|my|from|pls|please|in the)\b/g;
const continental =
  /\b(?:ich|und|der|die|den|bin|bis|ist|le|la|les|je|du|au|et|el|los|hasta|y|de|do|da|ate|em|il|per|fino|sono|ik|het|een|van|tot|zum|wieder|volto|vuelvo|torno|retour|terug|bitte|am|ab)\b/g;

/** A number beyond 12 beside the slash tells the order of all the others. */
const dayFirst = /(?<![\d/])(?:1[3-9]|2\d|3[01])\/(?:0?[1-9]|1[0-2])(?!\d)/;
const monthFirst = /(?<![\d/])(?:0?[1-9]|1[0-2])\/(?:1[3-9]|2\d|3[01])(?!\d)/;

/** The United States, and those who write as they do. Canada does both. */
const isMonthFirst = (zone: string): boolean =>
  getCountriesForTimezone(zone).some(({ id }) => id === 'US' || id === 'PH' || id === 'FM');

function readingOf(text: string, now: DateTime): Reading {
  if (kana.test(text)) return { now, order: 'month first' };
  if (dayFirst.test(text) !== monthFirst.test(text))
    return { now, order: dayFirst.test(text) ? 'day first' : 'month first' };
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  const zone = now.zoneName ?? '';
  if (count(continental) > count(english)) return { now, order: 'day first' };
  if (isMonthFirst(zone)) return { now, order: 'month first' };
  return { now, order: /^(UTC|Etc\/)/.test(zone) ? null : 'day first' };
}

/** In this order: what an earlier pattern has taken is not looked at by a later one. */
const latinPatterns: readonly DatePattern[] = [
  quarterPattern,
  ...calendarPatterns,
  weekdayInAWeek,
  ...amountPatterns,
  ...weekPatterns,
  ...monthPatterns,
  ...yearPatterns,
  ...weekdayPatterns,
  durationPattern,
];

/** No mail names more; what goes beyond is not looked at, which bounds the work. */
const MAX_DATES = 60;

/** Every date in the text, in the order of the text. */
export function datesIn(text: string, now: DateTime): FoundDate[] {
  const folded = fold(text);
  const reading = readingOf(folded, now);
  const patterns = kana.test(text) ? [...japanesePatterns, ...latinPatterns] : latinPatterns;
  const found: Written[] = [];
  for (const pattern of patterns) {
    for (const match of folded.matchAll(pattern.pattern)) {
      if (found.length === MAX_DATES) break;
      const end = match.index + match[0].length;
      if (found.some((other) => match.index < other.end && other.start < end)) continue;
      if (resolve(pattern, match, reading)) found.push({ start: match.index, end, pattern, match });
    }
  }
  return joined(
    folded,
    inContext(
      found.sort((a, b) => a.start - b.start),
      reading,
    ),
  );
}

interface Written {
  start: number;
  end: number;
  pattern: DatePattern;
  match: RegExpMatchArray;
}

const resolve = (pattern: DatePattern, match: RegExpMatchArray, reading: Reading): Span | null => {
  const span = pattern.resolve(match.groups ?? {}, reading);
  return span?.first.isValid && span.last.isValid ? span : null;
};

/** "13 March … on the 16th": a day alone, and "the day after", count from the last date that lies ahead. */
function inContext(found: readonly Written[], reading: Reading): FoundDate[] {
  let { now } = reading;
  return found.flatMap(({ start, end, pattern, match }): FoundDate[] => {
    const counted = pattern.kind === 'number' || pattern.kind === 'following' ? { ...reading, now } : reading;
    const plain = resolve(pattern, match, reading);
    const named = match.groups?.['weekday'];
    const fits = named !== undefined && plain?.first.weekday === weekdayNumber(named);
    const span = pattern.kind === 'number' && fits ? plain : resolve(pattern, match, counted);
    if (!span) return [];
    const days = Math.round(span.last.diff(span.first, 'days').days);
    if ((!pattern.kind || (pattern.kind === 'number' && fits)) && days < 40 && span.first > reading.now)
      now = days === 6 ? span.first.minus({ days: 1 }) : span.first;
    return [
      {
        start,
        end,
        day: span.first,
        last: span.last,
        range: Boolean(match.groups?.['to']),
        kind: pattern.kind,
      },
    ];
  });
}
