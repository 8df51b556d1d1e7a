import type { FormattingOptions } from '@hubspot/ui-extensions';
import type { PropertyDefinition } from '../api/types.ts';
import type { CrmProperties, FormatOptions } from './protocol.ts';

export interface FormatWorld {
  definitions: ReadonlyMap<string, PropertyDefinition>;
  /** Owner id -> full name. */
  ownerNames: ReadonlyMap<string, string>;
  locale: string;
  timeZone: string;
  /** Milliseconds. */
  now: number;
}

/** Formats the properties a card asked to have formatted, and leaves the others as they are stored. */
export function formatProperties(
  properties: CrmProperties,
  options: FormatOptions,
  world: FormatWorld,
): CrmProperties {
  const { propertiesToFormat, formattingOptions } = options;
  if (!propertiesToFormat) return properties;
  const chosen = (name: string) => propertiesToFormat === 'all' || propertiesToFormat.includes(name);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      chosen(name) ? formatValue(name, value, formattingOptions ?? {}, world) : value,
    ]),
  );
}

function formatValue(
  name: string,
  value: string | null,
  options: FormattingOptions,
  world: FormatWorld,
): string | null {
  if (value === null || value === '') return value;
  const definition = world.definitions.get(name);
  if (definition?.referencedObjectType === 'OWNER' || name === 'hubspot_owner_id')
    return world.ownerNames.get(value) ?? value;
  if (definition?.type === 'date')
    return formatDate(value, options.date?.relative ?? false, 'UTC', false, world);
  if (definition?.type === 'datetime')
    return formatDate(value, options.dateTime?.relative ?? false, world.timeZone, true, world);
  if (definition?.type === 'enumeration') return formatEnumeration(value, definition);
  if (definition?.type === 'number')
    return Number.isFinite(Number(value)) ? new Intl.NumberFormat(world.locale).format(Number(value)) : value;
  return value;
}

function formatEnumeration(value: string, definition: PropertyDefinition): string {
  const labels = new Map(definition.options.map((option) => [option.value, option.label]));
  return value
    .split(';')
    .map((part) => labels.get(part) ?? part)
    .join('; ');
}

function formatDate(
  value: string,
  relative: boolean,
  timeZone: string,
  withTime: boolean,
  world: FormatWorld,
): string {
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  if (!Number.isFinite(at)) return value;
  if (relative) return relativeDays(at, world);
  return new Intl.DateTimeFormat(world.locale, {
    dateStyle: 'medium',
    ...(withTime ? { timeStyle: 'short' as const } : {}),
    timeZone,
  }).format(at);
}

function relativeDays(at: number, world: FormatWorld): string {
  const days = Math.round((at - world.now) / 86_400_000);
  return new Intl.RelativeTimeFormat(world.locale, { numeric: 'auto' }).format(days, 'day');
}
