import type { DateTime } from 'luxon';
import * as cue from './cues.ts';
import { WEEKDAY_SHORT, weekdayNumber } from './words.ts';

/** The day from Monday to Friday that follows. */
export const weekdayAfter = (day: DateTime): DateTime => {
  const next = day.plus({ days: 1 });
  return next.weekday > 5 ? next.plus({ days: 8 - next.weekday }) : next;
};

/** Monday to Friday after today, but for a person who says on which days of the week he works, or does not. */
export function workingDay(folded: string, now: DateTime): DateTime | null {
  const sentence = folded.split(/[.!?。]\s|\n/u).find((part) => cue.habit.test(part));
  const parts = (sentence ?? '').split(/,|\(/u);
  const namedIn = (part: string) =>
    [...part.matchAll(dayNames)].map(([, latin, ja]) =>
      latin ? weekdayNumber(latin) : '月火水木金土日'.indexOf(ja ?? '') + 1,
    );
  const there = parts.filter((part) => !cue.absent.test(part)).flatMap(namedIn);
  const off = parts.filter((part) => cue.absent.test(part)).flatMap(namedIn);
  if (there.length + off.length === 0) return null;
  const week = Array.from({ length: 7 }, (_, count) => now.startOf('day').plus({ days: count + 1 }));
  return (
    week.find(
      ({ weekday }) =>
        weekday < 6 && !off.includes(weekday) && (there.length === 0 || there.includes(weekday)),
    ) ?? null
  );
}
const dayNames = new RegExp(`(?<![\\p{L}])(${WEEKDAY_SHORT})(?:s|en)?(?![a-z])|([月火水木金土日])曜`, 'gu');
