import type { BusinessHours } from './contract.ts';

/** The days of a week to choose from; their values are 1 for Monday to 7. */
export const weekdayOptions = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
].map((label, index) => ({ label, value: String(index + 1) }));

/** What is wrong with hours, one sentence; null: nothing. */
export function hoursProblem({ weekdays, startMinute, endMinute }: BusinessHours): string | null {
  if (weekdays.length === 0) return 'Choose at least one day.';
  return endMinute <= startMinute ? 'The end has to be later than the start.' : null;
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "09:05"; the end of the day is "24:00". @param minute after midnight */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** "Mon–Fri 09:00–17:00", "Mon, Wed 08:00–12:00" */
export function hoursWords({ weekdays, startMinute, endMinute }: BusinessHours): string {
  const runs: [number, number][] = [];
  for (const day of weekdays.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  const nameOf = (day: number): string => names[day - 1] ?? '';
  const days = runs.map(([from, to]) =>
    from === to
      ? nameOf(from)
      : to === from + 1
        ? `${nameOf(from)}, ${nameOf(to)}`
        : `${nameOf(from)}–${nameOf(to)}`,
  );
  return `${days.join(', ')} ${clock(startMinute)}–${clock(endMinute)}`;
}
