import { DateTime } from 'luxon';
import { datesInClauses } from './dates/clauses.ts';
import * as cue from './dates/cues.ts';
import { meaningOf, type Purpose } from './dates/meaning.ts';
import { fold } from './dates/words.ts';
import { weekdayAfter, workingDay } from './dates/working-days.ts';
import { unwrapped } from './unwrapped.ts';

const MAX_TEXT = 6_000;
const readable = (text: string): string => unwrapped(text.slice(0, MAX_TEXT).normalize('NFC'));

/** The moment a mail came, on the contact's calendar. An unknown zone counts as UTC. */
export function arrival(receivedAt: number, timeZone: string): DateTime {
  const local = DateTime.fromMillis(receivedAt, { zone: timeZone });
  return local.isValid ? local : DateTime.fromMillis(receivedAt, { zone: 'utc' });
}

function best(text: string, now: DateTime, purpose: Purpose): DateTime | null {
  const today = now.startOf('day');
  const found = datesInClauses(text, now)
    .map((one) => ({
      ...meaningOf(one, now, purpose),
      vague: !/\d/.test(one.words),
      kind: one.kind,
    }))
    .filter(({ day, score }) => score > 0 && day >= today)
    .map((one, place) => ({ ...one, score: one.score + place * 0.1 }))
    .sort((a, b) => b.score - a.score);
  const [first] = found;
  if (purpose === 'return' && first && first.score < 3 && cue.unknown.test(fold(text))) return null;
  if (!first?.vague || first.kind) return first?.day ?? null;
  // "Mid May, Monday the 18th say."
  const exact = found.find(
    ({ vague, day, score }) => !vague && score >= 1 && day > first.day && day.hasSame(first.day, 'month'),
  );
  return (exact ?? first).day;
}

/**
 * The first day on which a person who is away is back: "back on X" is X, "until X" the weekday that follows X, a month
 * its first day; without any of these, "away today" and "this week" tell.
 * @returns ISO date or null
 */
export function returnDate(text: string, now: DateTime): string | null {
  const whole = readable(text);
  const named = best(whole, now, 'return');
  if (named) return named.toISODate();
  const folded = fold(whole);
  const working = workingDay(folded, now);
  if (working) return working.toISODate();
  if (cue.thisWeek.test(folded)) return now.startOf('week').plus({ weeks: 1 }).toISODate();
  return cue.today.test(folded) ? weekdayAfter(now).toISODate() : null;
}

/** The day from which somebody who puts off may be written to again, by the same rules. @returns ISO date or null */
export const laterDate = (text: string, now: DateTime): string | null =>
  best(readable(text), now, 'later')?.toISODate() ?? null;
