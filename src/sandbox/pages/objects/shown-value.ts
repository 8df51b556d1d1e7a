import type { PropertyDefinition } from '../api/types.ts';
import { fullTime } from '../shell/time.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value in a list or a history: labels of options, instants in the account's time, `--` for none. */
export function shownValue(
  definition: PropertyDefinition | undefined,
  value: string | undefined,
  timeZone: string,
): string {
  if (!value) return '--';
  if (INSTANT.test(value)) return fullTime(Date.parse(value), timeZone);
  const labels = new Map(definition?.options.map((option) => [option.value, option.label]));
  if (labels.size === 0) return value;
  return value
    .split(';')
    .map((option) => labels.get(option) ?? option)
    .join(', ');
}
