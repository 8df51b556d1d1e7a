import { stringify } from 'yaml';
import { writeBrake, writeSchedule } from './amounts.ts';
import type { Destination, MappedValue, SyncDefinition } from './definition.ts';
import type { FileForm } from './file-form.ts';

/** A definition as YAML that reads back as the same definition. */
export const formatDefinition = (definition: SyncDefinition): string =>
  stringify(toFile(definition), { lineWidth: 0, aliasDuplicateObjects: false });

function toFile(definition: SyncDefinition): FileForm {
  const { name, source, key, to, map, associate, gone, brake, schedule, alerts } = definition;
  return {
    name,
    source: source as FileForm['source'], // It came from there: the types differ in what they leave to the checks.
    key,
    to: toDestination(to),
    ...(Object.keys(map).length > 0 && {
      map: Object.fromEntries(Object.entries(map).map(([property, value]) => [property, toMapped(value)])),
    }),
    ...(associate.length > 0 && { associate: [...associate] }),
    gone,
    brake: writeBrake(brake),
    schedule: writeSchedule(schedule),
    ...(alerts.length > 0 && { alerts: alerts as FileForm['alerts'] }),
  };
}

const toMapped = (value: MappedValue): NonNullable<FileForm['map']>[string] =>
  'column' in value ? value.column : value;

function toDestination(to: Destination): FileForm['to'] {
  if (to.kind !== 'event') return to;
  const { object, of, by, at, ...named } = to.event;
  return {
    kind: 'event',
    object,
    event: {
      ...('name' in named ? { name: named.name, by, column: of } : { column: named.column, by, of }),
      ...(at !== undefined && { at }),
    },
  };
}
