import { DateTime } from 'luxon';

/** When mails may leave, in the contact's own zone. */
export interface BusinessHours {
  /** ISO weekdays, 1 = Monday. Never empty. */
  weekdays: readonly number[];
  /** Minutes after midnight. */
  startMinute: number;
  endMinute: number;
  /** Why nothing leaves on a day, an ISO date, in words after "it is": "a public holiday in Germany"; null: it may. */
  closed?: (day: string) => string | null;
}

export const defaultBusinessHours: BusinessHours = {
  weekdays: [1, 2, 3, 4, 5],
  startMinute: 9 * 60,
  endMinute: 17 * 60,
};

/** The first moment at or after `from` (epoch ms) inside business hours of `zone`. */
export function nextBusinessMoment(from: number, hours: BusinessHours, zone: string): number {
  const start = DateTime.fromMillis(from, { zone });
  if (isOpen(start, hours)) return from;
  let day = minuteOfDay(start) < hours.startMinute ? start : start.plus({ days: 1 });
  while (!isWorkday(day, hours)) day = day.plus({ days: 1 });
  return opening(day, hours).toMillis();
}

/** The last moment at or before `until` (epoch ms) inside business hours of `zone`. */
export function lastBusinessMoment(until: number, hours: BusinessHours, zone: string): number {
  const end = DateTime.fromMillis(until, { zone });
  if (isOpen(end, hours)) return until;
  let day = minuteOfDay(end) < hours.startMinute ? end.minus({ days: 1 }) : end;
  while (!isWorkday(day, hours)) day = day.minus({ days: 1 });
  return closing(day, hours).toMillis();
}

/**
 * `days` business days after `from`, at the same time of day where that is inside business hours. 0 days is the next
 * business moment.
 */
export function addBusinessDays(from: number, days: number, hours: BusinessHours, zone: string): number {
  let moment = DateTime.fromMillis(from, { zone });
  for (let left = days; left > 0;) {
    moment = moment.plus({ days: 1 });
    if (isWorkday(moment, hours)) left -= 1;
  }
  return nextBusinessMoment(moment.toMillis(), hours, zone);
}

/** When so much time of business hours has passed since `from`, ms; where that is the end of a day, it is that end. */
export function addBusinessTime(from: number, ms: number, hours: BusinessHours, zone: string): number {
  let moment = nextBusinessMoment(from, hours, zone);
  for (let left = ms; ;) {
    const end = closing(DateTime.fromMillis(moment, { zone }), hours).toMillis();
    if (left <= end - moment) return moment + left;
    left -= end - moment;
    moment = nextBusinessMoment(end, hours, zone);
  }
}

/** Opening time of the first business day at or after an ISO date in `zone`. */
export function openingOn(isoDate: string, hours: BusinessHours, zone: string): number {
  const day = DateTime.fromISO(isoDate, { zone });
  return nextBusinessMoment(opening(day, hours).toMillis(), hours, zone);
}

const minuteOfDay = (moment: DateTime): number => moment.hour * 60 + moment.minute;

const isWorkday = (day: DateTime, hours: BusinessHours): boolean =>
  hours.weekdays.includes(day.weekday) && closedBecause(day, hours) === null;

const closedBecause = (day: DateTime, { closed }: BusinessHours): string | null =>
  closed?.(day.toISODate() ?? '') ?? null;

/** More days than this are no reason that a person wants to read. */
const MOST_DAYS = 3;

/**
 * Why a mail that could be written at `from` (epoch ms) leaves at `at` and no earlier, as far as closed days are the
 * reason: "Wednesday is a public holiday in Germany (Tag der Deutschen Einheit)."; null: they are not.
 */
export function closedUntil(from: number, at: number, hours: BusinessHours, zone: string): string | null {
  const found: string[] = [];
  const end = DateTime.fromMillis(at, { zone }).startOf('day');
  for (
    let day = DateTime.fromMillis(from, { zone }).startOf('day');
    day < end && found.length < MOST_DAYS;
    day = day.plus({ days: 1 })
  ) {
    const why = hours.weekdays.includes(day.weekday) ? closedBecause(day, hours) : null;
    if (why !== null) found.push(`${day.setLocale('en-GB').toFormat('cccc d LLLL')} is ${why}.`);
  }
  return found.length > 0 ? found.join(' ') : null;
}

const isOpen = (moment: DateTime, hours: BusinessHours): boolean =>
  isWorkday(moment, hours) &&
  minuteOfDay(moment) >= hours.startMinute &&
  minuteOfDay(moment) < hours.endMinute;

const closing = (day: DateTime, hours: BusinessHours): DateTime =>
  day.startOf('day').set({ hour: Math.floor(hours.endMinute / 60), minute: hours.endMinute % 60 });

const opening = (day: DateTime, hours: BusinessHours): DateTime =>
  day.startOf('day').set({ hour: Math.floor(hours.startMinute / 60), minute: hours.startMinute % 60 });
