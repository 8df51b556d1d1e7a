import type { SourceColumn } from '../../sources/source.ts';
import { columnsIn } from '../values/templates.ts';
import { meant } from './complaints.ts';
import type { SyncDefinition } from './definition.ts';
import type { DefinitionError, Path } from './places.ts';
import type { Parsed } from './parse.ts';

interface Named {
  column: string;
  path: Path;
}

/** How a template names the whole row: `row["Sign-up date"]`. */
const WHOLE_ROW = 'row';

/** Every column of the source that a definition names, and where. */
function namedColumns({ key, to, map, associate }: SyncDefinition): Named[] {
  return [
    { column: key, path: ['key'] },
    ...destinationColumns(to),
    ...Object.entries(map).flatMap(([property, value]): Named[] => {
      if ('column' in value) return [{ column: value.column, path: ['map', property, 'column'] }];
      if (!('template' in value)) return [];
      const names = columnsIn(value.template).filter((name) => name !== WHOLE_ROW);
      return names.map((column) => ({ column, path: ['map', property, 'template'] }));
    }),
    ...associate.map(({ column }, index) => ({ column, path: ['associate', index, 'column'] })),
  ];
}

function destinationColumns(to: SyncDefinition['to']): Named[] {
  if (to.kind !== 'event') return [{ column: to.match.column, path: ['to', 'match', 'column'] }];
  const { event } = to;
  return [
    { column: event.of, path: ['to', 'event', 'name' in event ? 'column' : 'of'] },
    ...('column' in event ? [{ column: event.column, path: ['to', 'event', 'column'] }] : []),
    ...(event.at === undefined ? [] : [{ column: event.at, path: ['to', 'event', 'at'] }]),
  ];
}

/**
 * What a definition names that its source does not have. In JSONL each line has columns of its own, so that only the key
 * must be there.
 */
export function missingColumns(
  { definition, place }: Extract<Parsed, { ok: true }>,
  columns: readonly SourceColumn[],
): DefinitionError[] {
  const known = columns.map(({ name }) => name);
  const all = namedColumns(definition);
  const asked = definition.source.type === 'jsonl' ? all.slice(0, 1) : all;
  return asked
    .filter(({ column }) => !known.includes(column))
    .map(({ column, path }) => ({
      ...place(path),
      path: path.join('.'),
      message:
        known.length === 0
          ? `The source has no column \`${column}\`: it is empty.`
          : `The source has no column \`${column}\`.${meant(column, known)} It has ${known.join(', ').slice(0, 500)}.`,
    }));
}
