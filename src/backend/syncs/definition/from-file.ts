import type { Destination, MappedValue, SourceSettings, SyncDefinition } from './definition.ts';
import { readBrake, readSchedule } from './amounts.ts';
import type { Read } from './amounts.ts';
import type { Complaint } from './complaints.ts';
import type { FileForm } from './file-form.ts';

/** The definition that a well-formed file means, with what it leaves out filled in; or what in it means nothing. */
export function fromFile(file: FileForm): { definition: SyncDefinition } | { complaints: Complaint[] } {
  const brake = readBrake(file.brake ?? '10%');
  const schedule = readSchedule(file.schedule ?? 'manual');
  if ('wrong' in brake || 'wrong' in schedule)
    return { complaints: [...complaint('brake', brake), ...complaint('schedule', schedule)] };
  const definition: SyncDefinition = {
    name: file.name,
    source: sourceOf(file.source),
    key: file.key,
    to: destinationOf(file.to, file.name),
    map: Object.fromEntries(Object.entries(file.map ?? {}).map(([name, value]) => [name, mappedOf(value)])),
    associate: (file.associate ?? []).map((rule) => ({
      ...rule,
      create: rule.create ?? false,
      replace: rule.replace ?? false,
    })),
    gone: file.gone ?? 'nothing',
    brake: brake.value,
    schedule: schedule.value,
    alerts: file.alerts ?? [],
  };
  return { definition };
}

const complaint = (name: string, read: Read<unknown>): Complaint[] =>
  'wrong' in read ? [{ path: [name], message: `\`${name}\` is not right. ${read.wrong}` }] : [];

function sourceOf(source: FileForm['source']): SourceSettings {
  if (source.type !== 'sqlite') return source;
  return { type: 'sqlite', url: source.url ?? `sqlite:${source.path ?? ''}`, query: source.query };
}

const mappedOf = (value: NonNullable<FileForm['map']>[string]): MappedValue =>
  typeof value === 'string' ? { column: value } : value;

function destinationOf(to: FileForm['to'], name: string): Destination {
  if (to.kind === 'object') return to;
  if (to.kind === 'list') return { ...to, list: to.list ?? { name } };
  const { name: event, by, column = '', of, at } = to.event;
  const named = event === undefined ? { column, of: of ?? '' } : { name: event, of: of ?? column };
  return {
    kind: 'event',
    event: { ...named, ...(at !== undefined && { at }), by, object: to.object ?? 'contacts' },
  };
}
