import type { BaseDate, BaseTime } from '@hubspot/ui-extensions';

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-03-05`; HubSpot counts months from 0. Empty for null. */
export function dateText(date: BaseDate | null): string {
  return date ? `${String(date.year).padStart(4, '0')}-${two(date.month + 1)}-${two(date.date)}` : '';
}

/** The date a `<input type="date">` holds; null while it is empty or incomplete. */
export function dateFromText(text: string): BaseDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]) - 1, date: Number(match[3]) } : null;
}

/** `09:30`. Empty for null. */
export function timeText(time: BaseTime | null): string {
  return time ? `${two(time.hours)}:${two(time.minutes)}` : '';
}

/** The time a `<input type="time">` holds; null while it is empty. */
export function timeFromText(text: string): BaseTime | null {
  const match = /^(\d{2}):(\d{2})/.exec(text);
  return match ? { hours: Number(match[1]), minutes: Number(match[2]) } : null;
}
