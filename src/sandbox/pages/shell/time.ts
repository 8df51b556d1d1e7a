export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const week = 7 * day;

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

function wallIn(timeZone: string, at: number): Wall {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** The instant at which clocks in `timeZone` show the given wall time. */
function instantOf(timeZone: string, year: number, month: number, dayOfMonth: number, hours: number): number {
  const asUtc = Date.UTC(year, month - 1, dayOfMonth, hours);
  const offsetAt = (at: number) => {
    const wall = wallIn(timeZone, at);
    return (
      Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) -
      Math.floor(at / 1000) * 1000
    );
  };
  // the offset may differ on the other side of a clock change: apply the one of the result
  return asUtc - offsetAt(asUtc - offsetAt(asUtc));
}

/** Nine o'clock on the next Monday-to-Friday that has not passed nine yet, after `now`. */
export function nextWorkingMorning(now: number, timeZone: string): number {
  const today = wallIn(timeZone, now);
  for (let ahead = 0; ; ahead++) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
    const at = instantOf(timeZone, date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), 9);
    const weekday = date.getUTCDay();
    if (at > now && weekday !== 0 && weekday !== 6) return at;
  }
}

/** `Sat 21 Nov 2026, 09:05`. */
export function fullTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

/** `09:05:31`. */
export function clockTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
}

/** `5 Mar 2026`; without the year within the current one. */
export function shortDate(at: number, now: number, timeZone: string): string {
  const sameYear = wallIn(timeZone, at).year === wallIn(timeZone, now).year;
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  }).format(at);
}

/** How long ago, as a list shows it: `now`, `5 min ago`, `3 h ago`, `Yesterday`, `Mon`, or the date. */
export function ago(at: number, now: number, timeZone: string): string {
  const passed = now - at;
  if (passed < -minute) return shortDate(at, now, timeZone);
  if (passed < minute) return 'now';
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < 12 * hour) return `${Math.floor(passed / hour)} h ago`;
  const startOfDay = (instant: number) => {
    const wall = wallIn(timeZone, instant);
    return Date.UTC(wall.year, wall.month - 1, wall.day);
  };
  const days = Math.round((startOfDay(now) - startOfDay(at)) / day);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return shortDate(at, now, timeZone);
}
