import { DateTime } from 'luxon';
import type { ReviewSum } from './review-entity.ts';

/** What holds emails up. */
export interface Caps {
  /** Most emails a day of the campaign; null: no limit. */
  campaign: number | null;
  /** Of the assistant's mailbox, as it is today; null: no limit. */
  mailbox: number | null;
}

/** Longer calendars say nothing that anybody plans by. */
const MOST_DAYS = 2_000;

/** Contacts whose next email is due on one day. */
interface Due {
  /** Workdays between their emails. */
  gaps: readonly number[];
  /** The email that is due, from 0. */
  step: number;
  count: number;
}

/**
 * Emails by day once caps are kept: what a day cannot take leaves on the next workday, before what is due on that day
 * itself, and the emails of those contacts that follow come so much later. `weekdays`: on which emails leave, 1 Monday.
 */
export function calendarOf(
  { chains }: ReviewSum,
  { campaign, mailbox }: Caps,
  weekdays: readonly number[],
): { day: string; emails: number }[] {
  const cap = Math.min(campaign ?? Infinity, mailbox ?? Infinity);
  const works = weekdays.length > 0 ? weekdays : [1, 2, 3, 4, 5];
  const due = new Map<string, Due[]>();
  const plan = (day: string, one: Due, first = false): void => {
    const known = due.get(day) ?? [];
    due.set(day, first ? [one, ...known] : [...known, one]);
  };
  for (const [chain, count] of Object.entries(chains)) {
    const days = chain.split(' ');
    const gaps = days.slice(1).map((day, index) => workdaysBetween(days[index] ?? day, day, works));
    plan(days[0] ?? '', { gaps, step: 0, count });
  }
  const calendar: { day: string; emails: number }[] = [];
  for (let day = firstOf(due); day !== undefined && calendar.length < MOST_DAYS; day = firstOf(due)) {
    let [left, emails] = [cap, 0];
    const waiting: Due[] = [];
    const today = due.get(day) ?? [];
    due.delete(day);
    for (const one of today) {
      const now = Math.min(one.count, left);
      left -= now;
      emails += now;
      if (now < one.count) waiting.push({ ...one, count: one.count - now });
      const gap = one.gaps[one.step];
      if (now === 0 || gap === undefined) continue;
      const next = { ...one, step: one.step + 1, count: now };
      if (gap === 0) today.push(next);
      else plan(afterWorkdays(day, gap, works), next);
    }
    calendar.push({ day, emails });
    for (const one of waiting.reverse()) plan(afterWorkdays(day, 1, works), one, true);
  }
  return calendar;
}

const firstOf = (due: ReadonlyMap<string, unknown>): string | undefined => [...due.keys()].sort()[0];

function workdaysBetween(from: string, to: string, weekdays: readonly number[]): number {
  let count = 0;
  for (let day = DateTime.fromISO(from); (day.toISODate() ?? to) < to;) {
    day = day.plus({ days: 1 });
    if (weekdays.includes(day.weekday)) count += 1;
  }
  return count;
}

function afterWorkdays(from: string, count: number, weekdays: readonly number[]): string {
  let day = DateTime.fromISO(from);
  for (let left = count; left > 0;) {
    day = day.plus({ days: 1 });
    if (weekdays.includes(day.weekday)) left -= 1;
  }
  return day.toISODate() ?? from;
}

const hundreds = (count: number): number => Math.ceil(count / 100);

/** Hand-backs wait for nobody: about so many happen between two calls. */
const HANDED_BACK_TOGETHER = 10;

/**
 * HubSpot calls that a campaign costs: at once for its enrolling, and later for its emails.
 *
 * - Enrolling: two looks at the list, a page of it for 250 members; for each 100 members a reading, and two for those
 *   without an owner, whose history is read 50 at once; for each 100 enrolled an update and the notes, and where the
 *   assistant takes them a reading of their owner before.
 * - The emails of a day: a reading and a log for each 100, and one more, as the first waits for nobody. That is if they
 *   leave within 5 minutes; otherwise it is up to two for each 5 minutes in which emails leave. Counted for 4 times 200:
 *   20 to 24; for 4 times 120 and 80: 29.
 * - Handing back: for each 10 contacts about two calls; 22 to 64 were counted for 200, by how fast they came. With their
 *   owner these are a reading and an update; without, the note and the task, each at once.
 *
 * 200 contacts with 4 emails, of which the assistant takes the owner: 2 + 1 + 2 + 3 · 2 = 11, 4 · (1 + 2 · 2) = 20,
 * and 2 · 20 = 40.
 */
export function callsOf(
  { enrolled, leftOut, unowned }: ReviewSum,
  calendar: readonly { emails: number }[],
  takesOwnership: boolean,
): { now: number; later: number; words: string } {
  if (enrolled === 0) return { now: 0, later: 0, words: 'Nobody would be enrolled.' };
  const members = enrolled + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const list = 2 + Math.ceil(members / 250);
  const reading = hundreds(members) + 2 * hundreds(unowned);
  const now = list + reading + (takesOwnership ? 3 : 2) * hundreds(enrolled);
  const sending = calendar.reduce((sum, { emails }) => sum + callsForDay(emails), 0);
  const ending = 2 * Math.ceil(enrolled / HANDED_BACK_TOGETHER);
  const words = `Enrolling: ${now}. Emails: ${sending}, if each day's leave together; up to two for each 5 minutes in which emails leave otherwise. Handing back: about ${ending}.`;
  return { now, later: sending + ending, words };
}

const callsForDay = (emails: number): number => (emails === 0 ? 0 : 1 + 2 * hundreds(emails));

/** HubSpot keeps about 1 KB for each logged email, and at most 10,000 emails for a contact. */
export const storageOf = ({
  emails,
  enrolled,
}: ReviewSum): { emails: number; kilobytes: number; warning: string | null } => ({
  emails,
  kilobytes: emails,
  warning:
    enrolled > 0 && emails / enrolled > 1_000
      ? 'HubSpot keeps at most 10,000 emails for each contact: these are very many.'
      : null,
});
