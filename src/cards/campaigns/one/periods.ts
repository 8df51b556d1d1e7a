/** By what the figures of a campaign can be summed. */
export const spans = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
] as const;

export type Span = (typeof spans)[number]['value'];

/** The span that an address names. */
export const spanOf = (param: string | undefined): Span =>
  spans.find(({ value }) => value === param)?.value ?? 'day';

/** `28 Nov`, `Week of 23 Nov`, `Nov 2026`. @param day its first day, as `2026-11-28` */
export function periodLabel(day: string, span: Span, locale: string | undefined): string {
  const options: Intl.DateTimeFormatOptions =
    span === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  const words = inWords(day, options, locale);
  return span === 'week' ? `Week of ${words}` : words;
}

function inWords(day: string, options: Intl.DateTimeFormatOptions, locale: string | undefined): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  try {
    return new Intl.DateTimeFormat(locale?.replaceAll('_', '-'), { ...options, timeZone: 'UTC' }).format(at);
  } catch {
    return day;
  }
}
