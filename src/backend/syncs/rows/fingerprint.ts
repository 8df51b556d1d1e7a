import type { SourceRow, SourceValue } from '../../sources/source.ts';
import type { SyncDefinition } from '../definition/definition.ts';
import { plain } from '../values/templates.ts';

/**
 * What of a row counts, as one text: two rows have the same if, and only if, every value that the mapping reads is the
 * same and of the same kind, NULL and "" apart. `columns` null: all of them.
 */
export function contentOf(row: SourceRow, columns: readonly string[] | null): string {
  const values = columns === null ? Object.entries(row).flat() : columns.map((name) => row[name]);
  return JSON.stringify(values.map(told));
}

function told(value: SourceValue | undefined): unknown {
  if (value === undefined) return [];
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : ['n', String(value)];
  if (typeof value === 'bigint') return ['n', String(value)];
  if (value instanceof Date) return ['d', value.getTime()];
  return ['j', JSON.stringify(value, plain)];
}

/** What of a definition decides what is written: when it changes, every row is written anew. */
export const ruleOf = ({ key, to, map, associate }: SyncDefinition): string =>
  JSON.stringify([key, to, map, associate]);
