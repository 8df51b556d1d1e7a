import type { Happening, Week } from '../api/week-types.ts';
import { day } from '../shell/time.ts';

/** A day of the week as a column. */
export interface Day {
  /** `2026-11-30` in the zone of the account. */
  key: string;
  /** `Mon 30 Nov` */
  label: string;
  isWeekend: boolean;
}

const dayKey = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);

/** The days that a week has, in the zone of the account; those still to come as well. */
export function daysOf({ startedAt, endsAt }: Pick<Week, 'startedAt' | 'endsAt'>, timeZone: string): Day[] {
  const label = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const days = new Map<string, Day>();
  for (let at = startedAt; at < endsAt; at += day / 4)
    days.set(dayKey(at, timeZone), {
      key: dayKey(at, timeZone),
      label: label.format(at).replace(',', ''),
      isWeekend: /^S/.test(label.format(at)),
    });
  return [...days.values()];
}

/** What happened, by day, oldest first. */
export const byDay = (happenings: readonly Happening[], timeZone: string): Map<string, Happening[]> =>
  Map.groupBy(happenings, ({ at }) => dayKey(at, timeZone));

/** What a week came to. */
export function countsOf({ contacts, assistant }: Week) {
  const count = (kind: Happening['kind']): number =>
    contacts.reduce((sum, { happenings }) => sum + happenings.filter((one) => one.kind === kind).length, 0);
  return {
    emails: count('mail'),
    answers: count('answer'),
    tasks: count('task'),
    back: contacts.filter(({ owner, happenings }) => happenings.length > 0 && owner !== assistant).length,
  };
}

/** How far a week is, 0 to 1. */
export const progressOf = ({ now, startedAt, endsAt, status }: Week): number =>
  status === 'done' ? 1 : Math.min(1, Math.max(0, (now - startedAt) / (endsAt - startedAt)));
