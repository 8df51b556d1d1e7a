import { DateTime } from 'luxon';
import type { BusinessHours } from './schedule.ts';

/** The hour in which a contact usually reads mail, in its own zone. */
export interface UsualHour {
  /** 0 to 23. */
  hour: number;
  /** Of `all` times, so many fell into it. */
  times: number;
  all: number;
}

/** Fewer times than this tell nothing. */
const LEAST_TIMES = 3;
/** The hour has at least two of them, and this share. */
const LEAST_IN_HOUR = 2;
const LEAST_SHARE = 0.4;

/** From when the contact opened mails and answered, epoch ms; null: too little is known, or it reads at any hour. */
export function usualHour(times: readonly number[], zone: string): UsualHour | null {
  if (times.length < LEAST_TIMES) return null;
  const counts = new Map<number, number>();
  for (const at of times) {
    const { hour } = DateTime.fromMillis(at, { zone });
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted(([a, m], [b, n]) => n - m || a - b);
  if (!best) return null;
  const [hour, found] = best;
  if (found < LEAST_IN_HOUR || found / times.length < LEAST_SHARE) return null;
  return { hour, times: found, all: times.length };
}

/**
 * A moment inside business hours, moved within its day to the usual hour; as it is where that hour is over by `now`, or
 * outside business hours.
 */
export function atUsualHour(
  moment: number,
  usual: UsualHour | null,
  { now, hours, zone }: { now: number; hours: BusinessHours; zone: string },
): number {
  if (!usual) return moment;
  const minute = usual.hour * 60;
  if (minute < hours.startMinute || minute >= hours.endMinute) return moment;
  const moved = DateTime.fromMillis(moment, { zone }).startOf('day').set({ hour: usual.hour }).toMillis();
  return moved > now ? moved : moment;
}

/** "around 10:00 (3 of 4 times)" */
export const hourInWords = ({ hour, times, all }: UsualHour): string =>
  `around ${hour}:00 (${times} of ${all} times)`;
