import type { CrmProperty } from '../../hubspot/crm/crm-properties.ts';
import { BatonError } from '../../ground/errors.ts';
import type { SourceRow, SourceValue } from '../../sources/source.ts';
import type { MappedValue, SyncDefinition } from '../definition/definition.ts';
import type { Problem } from '../problems.ts';
import { propertyValue } from './property-value.ts';
import { compileTemplate } from './templates.ts';

/** What a row becomes: HubSpot's properties with their values, or everything that is wrong with it. */
export type Mapped = { properties: Record<string, string> } | { problem: Problem };

type ValueOf = (row: SourceRow) => SourceValue | undefined;

/**
 * The mapping of a definition, checked against the account's own properties.
 * @throws BatonError SYNC_REFUSED with every property that is unknown or read-only, and every template that does not parse
 */
export function createMapping(
  map: SyncDefinition['map'],
  properties: ReadonlyMap<string, CrmProperty>,
): (row: SourceRow) => Mapped {
  const wrong: string[] = [];
  const parts = Object.entries(map).map(([name, value]) => {
    const property = properties.get(name);
    if (!property) wrong.push(`HubSpot has no property “${name}” here. ${likely(name, properties)}`);
    else if (property.readOnly) wrong.push(`“${name}” is read-only: HubSpot sets it itself.`);
    return { name, property, valueOf: reader(name, value, wrong) };
  });
  if (wrong.length > 0) throw new BatonError('SYNC_REFUSED', wrong.join('\n'));
  return (row) => {
    const written: Record<string, string> = {};
    const problems: Problem[] = [];
    for (const { name, property, valueOf } of parts) {
      const value = evaluated(name, valueOf, row);
      // A column that the row does not have leaves the property as it is; NULL clears it.
      if (value === undefined || !property) continue;
      const checked = isProblem(value) ? value : propertyValue(property, value.value);
      if ('text' in checked) written[name] = checked.text;
      else problems.push(checked);
    }
    const [first] = problems;
    if (!first) return { properties: written };
    return { problem: { code: first.code, message: problems.map(({ message }) => message).join(' ') } };
  };
}

const isProblem = (value: Problem | { value: SourceValue }): value is Problem => 'code' in value;

function evaluated(
  name: string,
  valueOf: ValueOf,
  row: SourceRow,
): Problem | { value: SourceValue } | undefined {
  try {
    const value = valueOf(row);
    return value === undefined ? undefined : { value };
  } catch (error) {
    return { code: 'TEMPLATE_FAILED', message: `${name}: ${(error as Error).message}` };
  }
}

function reader(name: string, value: MappedValue, wrong: string[]): ValueOf {
  if ('column' in value) return (row) => row[value.column];
  if ('value' in value) return () => value.value;
  try {
    return compileTemplate(value.template);
  } catch (error) {
    wrong.push(`The template of “${name}” does not parse: ${(error as Error).message}`);
    return () => undefined;
  }
}

/** What was meant, perhaps: the same name but for case and separators, or a property with this label. */
function likely(name: string, properties: ReadonlyMap<string, CrmProperty>): string {
  const fold = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const meant = [...properties.values()].find(
    (property) => fold(property.name) === fold(name) || fold(property.label) === fold(name),
  );
  return meant ? `Write “${meant.name}”.` : 'Write its internal name.';
}

/** The columns that the mapping reads; null: all, because a template may use any. */
export function columnsOf({ map, key, to, associate }: SyncDefinition): readonly string[] | null {
  const columns = new Set([key]);
  for (const value of Object.values(map)) {
    if ('template' in value) return null;
    if ('column' in value) columns.add(value.column);
  }
  if (to.kind === 'event') {
    const { event } = to;
    for (const name of [event.of, event.at, 'column' in event ? event.column : undefined])
      if (name !== undefined) columns.add(name);
  } else columns.add(to.match.column);
  for (const { column } of associate) columns.add(column);
  return [...columns];
}
