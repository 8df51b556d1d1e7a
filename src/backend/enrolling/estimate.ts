import { DateTime } from 'luxon';
import type { ReviewSum } from './review-entity.ts';

/** What holds emails up. */
export interface Caps {
  /** Most emails a day of the campaign; null: no limit. */
  campaign: number | null;
  /** Of the assistant's mailbox, as it is today; null: no limit. */
  mailbox: number | null;
}

/** Emails by day once caps are kept: what a day cannot take goes to the next one on which any leave. */
export function calendarOf(
  { days }: ReviewSum,
  { campaign, mailbox }: Caps,
): { day: string; emails: number }[] {
  const cap = Math.min(campaign ?? Infinity, mailbox ?? Infinity);
  const planned = Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));
  const calendar: { day: string; emails: number }[] = [];
  let late = 0;
  let last = '';
  for (const [day, emails] of planned) {
    const now = Math.min(emails + late, cap);
    late += emails - now;
    calendar.push({ day, emails: now });
    last = day;
  }
  while (late > 0 && Number.isFinite(cap) && calendar.length < MOST_DAYS) {
    last = nextWorkday(last);
    const now = Math.min(late, cap);
    late -= now;
    calendar.push({ day: last, emails: now });
  }
  return calendar;
}

/** Longer calendars say nothing that anybody plans by. */
const MOST_DAYS = 2_000;

function nextWorkday(day: string): string {
  let next = DateTime.fromISO(day).plus({ days: 1 });
  while (next.weekday > 5) next = next.plus({ days: 1 });
  return next.toISODate() ?? day;
}

const hundreds = (count: number): number => Math.ceil(count / 100);

/**
 * HubSpot calls that a campaign costs: at once for its enrolling, and later for its emails. Enrolling: a page of the list
 * for 250 members; for each 100 contacts a reading (two more for those without an owner, whose history is read 50 at
 * once), the notes, and one update, with a reading of the owner before it where the assistant takes the contact. Each
 * 100 emails of a day: a reading before they leave and a batch that logs them; at the end, for each 100 contacts, one
 * update with its reading, the notes and the tasks.
 */
export function callsOf(
  { enrolled, leftOut, unowned }: ReviewSum,
  calendar: readonly { emails: number }[],
  takesOwnership: boolean,
): { now: number; later: number; words: string } {
  if (enrolled === 0) return { now: 0, later: 0, words: 'Nobody would be enrolled.' };
  const members = enrolled + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const list = Math.ceil(members / 250);
  const write = takesOwnership ? 2 : 1;
  const now = list + hundreds(members) + 2 * hundreds(unowned) + (write + 1) * hundreds(enrolled);
  const sending = calendar.reduce((sum, { emails }) => sum + 2 * hundreds(emails), 0);
  const ending = (write + 2) * hundreds(enrolled);
  const later = sending + ending;
  const words = `Enrolling: ${now}. Emails: ${sending}, if each day's leave together; up to one for each 5 minutes in which emails leave otherwise. Handing back: ${ending}.`;
  return { now, later, words };
}

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
