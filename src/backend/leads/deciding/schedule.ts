import { DateTime } from 'luxon';

/** When mails may leave, in the contact's own zone. */
export interface BusinessHours {
  /** ISO weekdays, 1 = Monday. Never empty. */
  weekdays: readonly number[];
  /** Minutes after midnight. */
  startMinute: number;
  endMinute: number;
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
  while (!hours.weekdays.includes(day.weekday)) day = day.plus({ days: 1 });
  return opening(day, hours).toMillis();
}

/** The last moment at or before `until` (epoch ms) inside business hours of `zone`. */
export function lastBusinessMoment(until: number, hours: BusinessHours, zone: string): number {
  const end = DateTime.fromMillis(until, { zone });
  if (isOpen(end, hours)) return until;
  let day = minuteOfDay(end) < hours.startMinute ? end.minus({ days: 1 }) : end;
  while (!hours.weekdays.includes(day.weekday)) day = day.minus({ days: 1 });
  return day
    .startOf('day')
    .set({ hour: Math.floor(hours.endMinute / 60), minute: hours.endMinute % 60 })
    .toMillis();
}

/**
 * `days` business days after `from`, at the same time of day where that is inside business hours. 0 days is the next
 * business moment.
 */
export function addBusinessDays(from: number, days: number, hours: BusinessHours, zone: string): number {
  let moment = DateTime.fromMillis(from, { zone });
  for (let left = days; left > 0;) {
    moment = moment.plus({ days: 1 });
    if (hours.weekdays.includes(moment.weekday)) left -= 1;
  }
  return nextBusinessMoment(moment.toMillis(), hours, zone);
}

/** Opening time of the first business day at or after an ISO date in `zone`. */
export function openingOn(isoDate: string, hours: BusinessHours, zone: string): number {
  const day = DateTime.fromISO(isoDate, { zone });
  return nextBusinessMoment(opening(day, hours).toMillis(), hours, zone);
}

const minuteOfDay = (moment: DateTime): number => moment.hour * 60 + moment.minute;

const isOpen = (moment: DateTime, hours: BusinessHours): boolean =>
  hours.weekdays.includes(moment.weekday) &&
  minuteOfDay(moment) >= hours.startMinute &&
  minuteOfDay(moment) < hours.endMinute;

const opening = (day: DateTime, hours: BusinessHours): DateTime =>
  day.startOf('day').set({ hour: Math.floor(hours.startMinute / 60), minute: hours.startMinute % 60 });
