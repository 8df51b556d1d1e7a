import type { SourceValue } from '../../sources/source.ts';

const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
/** ISO 8601, and the form that databases print: a space for the T, a zone or none (then it is UTC). */
const MOMENT_FORM =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
const MILLISECONDS = /^-?\d{1,16}$/;

/** The moment that a value says, epoch ms; null: it says none. Numbers are epoch milliseconds, as for HubSpot. */
export function instantOf(value: SourceValue | undefined): number | null {
  if (value instanceof Date) return finite(value.getTime());
  if (typeof value === 'number' || typeof value === 'bigint') return finite(Math.trunc(Number(value)));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (MILLISECONDS.test(text)) return finite(Number(text));
  if (DAY_FORM.test(text)) return startOfDay(text);
  const [, day, time, zone] = MOMENT_FORM.exec(text) ?? [];
  if (day === undefined || time === undefined || startOfDay(day) === null) return null;
  return finite(Date.parse(`${day}T${time.replace(',', '.')}${zoneOf(zone)}`));
}

/** Largest moment that a Date holds. */
const LAST = 8.64e15;
const finite = (instant: number): number | null =>
  Number.isFinite(instant) && Math.abs(instant) <= LAST ? instant : null;

/** Midnight UTC of a day that exists: not of the 30th of February. */
function startOfDay(day: string): number | null {
  const instant = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(instant) && new Date(instant).toISOString().slice(0, 10) === day ? instant : null;
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
