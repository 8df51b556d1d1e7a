/** A day of the calendar as HubSpot's DateInput has it: months from 0. */
export interface Day {
  year: number;
  month: number;
  date: number;
}

/** The clock of an IANA zone at a moment, as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
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
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
}

/** When a day begins in an IANA zone, in epoch milliseconds. */
export function startOfDay({ year, month, date }: Day, timeZone: string): number {
  const wanted = Date.UTC(year, month, date);
  const offset = (at: number) => wallClock(at, timeZone) - at;
  const guess = wanted - offset(wanted);
  // the clocks may change between the guess and midnight
  return wanted - offset(guess);
}

/** The day of a moment in an IANA zone. */
export function dateIn(at: number, timeZone: string): Day {
  const wall = new Date(wallClock(at, timeZone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth(), date: wall.getUTCDate() };
}
