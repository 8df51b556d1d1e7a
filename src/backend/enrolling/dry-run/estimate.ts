import { DateTime, Duration } from 'luxon';
import type { BusinessHours } from '../../leads/deciding/schedule.ts';
import { WITHOUT_HURRY_MS } from '../../leads/lead/patience.ts';
import type { ReviewSum } from './review-entity.ts';

/** What holds emails up. */
export interface Caps {
  /** Most emails a day of the campaign; null: no limit. */
  campaign: number | null;
  /** Of the assistant's mailbox, as it is today; null: no limit. */
  mailbox: number | null;
}

/** Emails that leave together. */
interface Part {
  emails: number;
  /** Of them: the last one of a contact, which goes back some days later, at the same time. */
  last: number;
}

export interface Day {
  /** An ISO date of the account's zone. */
  day: string;
  emails: number;
  /** By time of day. */
  parts: readonly Part[];
}

/** Length of an ISO date. */
const DATE = 10;
/** Longer calendars say nothing that anybody plans by. */
const MOST_DAYS = 2_000;

/** Contacts whose next email is due on one day. */
interface Due {
  /** Workdays between their emails. */
  gaps: readonly number[];
  /** When it leaves, "09:05". */
  time: string;
  /** The email that is due, from 0. */
  step: number;
  count: number;
}

/**
 * Emails by day once caps are kept: what a day cannot take leaves on the next workday, before what is due on that day
 * itself, as the day begins, and the emails of those contacts that follow come so much later.
 */
export function calendarOf(
  { chains }: ReviewSum,
  { campaign, mailbox }: Caps,
  { weekdays, startMinute }: Pick<BusinessHours, 'weekdays' | 'startMinute'>,
): Day[] {
  const cap = Math.min(campaign ?? Infinity, mailbox ?? Infinity);
  const opening = Duration.fromObject({ minutes: startMinute }).toFormat('hh:mm');
  const works = weekdays.length > 0 ? weekdays : [1, 2, 3, 4, 5];
  const due = new Map<string, Due[]>();
  const plan = (day: string, one: Due, first = false): void => {
    const known = due.get(day) ?? [];
    due.set(day, first ? [one, ...known] : [...known, one]);
  };
  for (const [chain, count] of Object.entries(chains)) {
    const [first = '', ...more] = chain.split(' ');
    const days = [first, ...more].map((at) => at.slice(0, DATE));
    const time = first.slice(DATE + 1);
    const gaps = days.slice(1).map((day, index) => workdaysBetween(days[index] ?? day, day, works));
    plan(days[0] ?? '', { gaps, time, step: 0, count });
  }
  const calendar: Day[] = [];
  for (let day = firstOf(due); day !== undefined && calendar.length < MOST_DAYS; day = firstOf(due)) {
    let left = cap;
    const byTime = new Map<string, Part>();
    const waiting: Due[] = [];
    const today = due.get(day) ?? [];
    due.delete(day);
    for (const one of today) {
      const now = Math.min(one.count, left);
      left -= now;
      if (now < one.count) waiting.push({ ...one, time: opening, count: one.count - now });
      const gap = one.gaps[one.step];
      const known = byTime.get(one.time) ?? { emails: 0, last: 0 };
      const last = known.last + (gap === undefined ? now : 0);
      if (now > 0) byTime.set(one.time, { emails: known.emails + now, last });
      if (now === 0 || gap === undefined) continue;
      const next = { ...one, step: one.step + 1, count: now };
      if (gap === 0) today.push(next);
      else plan(afterWorkdays(day, gap, works), next);
    }
    const parts = together(byTime);
    calendar.push({ day, emails: parts.reduce((sum, { emails }) => sum + emails, 0), parts });
    for (const one of waiting.reverse()) plan(afterWorkdays(day, 1, works), one, true);
  }
  return calendar;
}

/** What leaves within 5 minutes leaves together. */
function together(byTime: ReadonlyMap<string, Part>): Part[] {
  const parts: Part[] = [];
  let since = Number.NaN;
  for (const [time, { emails, last }] of [...byTime].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const at = Duration.fromISOTime(time).toMillis();
    const part = parts.at(-1);
    if (part && at - since <= WITHOUT_HURRY_MS) {
      part.emails += emails;
      part.last += last;
    } else {
      parts.push({ emails, last });
      since = at;
    }
  }
  return parts;
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

/** HubSpot takes so many records in a call; of owner histories it reads half as many. */
const hundreds = (count: number): number => Math.ceil(count / 100);
/** A page of a list. */
const PAGE = 250;

/** What calls depend on besides contacts and days. */
export interface Costs {
  takesOwnership: boolean;
  /** Nobody is enrolled later: once all are through, the campaign's status is written on all of them. */
  completes: boolean;
  /** Time between two emails of the mailbox, ms; 0: they leave together. */
  gapMs: number;
  /** Emails are logged on their contacts. */
  logged: boolean;
  /** How often HubSpot is asked about an address before each email: 0 to 2. */
  asked: number;
}

/**
 * HubSpot calls that a campaign costs: at once for its enrolling, and later for its emails.
 *
 * - Enrolling: two looks at the list, a page of it for 250 members; for each 100 members a reading, and for those of
 *   them without an owner one for each 50, with their history; for each 100 enrolled an update and the notes, and where
 *   the assistant takes them a reading of their owner before.
 * - Emails: a reading and a log for each 100 that leave within 5 minutes. With a daily limit the mailbox spreads them.
 *   Where opt-outs are shared, each address is asked about as well.
 * - Handing back: for each 100 within 5 minutes an update, the notes and the tasks, and where the assistant took them a
 *   reading of their owner. Then the campaign completes, which is written on all for each 100: of those that never had
 *   another owner the last are over at once, and are told with the same update.
 *
 * 200 contacts with 4 emails, of which the assistant takes the owner: 2 + 1 + 2 + 3 · 2 = 11, 4 · 2 · 2 = 16, and
 * 4 · 2 + 2 = 10.
 */
export function callsOf(
  { enrolled, leftOut, unowned }: ReviewSum,
  calendar: readonly Day[],
  costs: Costs,
): { now: number; later: number; words: string } {
  if (enrolled === 0) return { now: 0, later: 0, words: 'Nobody would be enrolled.' };
  const members = enrolled + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const readings = hundreds(members);
  const histories = readings * Math.ceil(unowned / readings / 50);
  const writes = (costs.takesOwnership ? 3 : 2) * hundreds(enrolled);
  const now = 2 + Math.ceil(members / PAGE) + readings + histories + writes;
  const all = calendar.reduce((sum, { emails }) => sum + emails, 0);
  const parts = calendar.flatMap((day) => day.parts);
  const sending = (costs.logged ? 2 : 1) * batchesOf(parts, 'emails', costs) + costs.asked * all;
  const last = parts.findLast((part) => part.last > 0)?.last ?? 0;
  const told = costs.takesOwnership ? 0 : hundreds(atOnce(last, costs));
  const completing = costs.completes ? hundreds(enrolled) - told : 0;
  const ending = (costs.takesOwnership ? 4 : 3) * batchesOf(parts, 'last', costs) + completing;
  const spread =
    costs.gapMs > 0
      ? ''
      : ', if each day’s leave together; up to two for each 5 minutes in which emails leave otherwise';
  const words = `Enrolling: ${now}. Emails: ${sending}${spread}. Handing back: ${ending}.`;
  return { now, later: sending + ending, words };
}

/** Into how many parts of 5 minutes what happens on a day falls, a mailbox' gap apart. */
const partsOf = (count: number, { gapMs }: Costs): number =>
  Math.min(count, Math.max(1, Math.ceil((count * gapMs) / WITHOUT_HURRY_MS)));

const atOnce = (count: number, costs: Costs): number => (count === 0 ? 0 : count / partsOf(count, costs));

/** Batch calls of one kind, each of what happens within 5 minutes. */
const batchesOf = (parts: readonly Part[], what: keyof Part, costs: Costs): number =>
  parts.reduce((sum, part) => sum + partsOf(part[what], costs) * hundreds(atOnce(part[what], costs)), 0);

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
