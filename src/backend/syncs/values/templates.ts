import { Liquid } from 'liquidjs';
import type { Template } from 'liquidjs';
import type { SourceRow, SourceValue } from '../../sources/source.ts';
import { instantOf } from './dates.ts';

/** A row's columns by their names, and all of them as `row`: `{{ row["Sign-up date"] }}`. */
export type Rendered = (row: SourceRow) => string;

/**
 * Templates of mappings. What a row does not have, or has as NULL, prints as nothing: a template never fails for it.
 * Beside Liquid's own filters: `to_unix` (epoch ms), `to_date` (YYYY-MM-DD, UTC) and `json`, which give nothing for what
 * is not a moment; `default` takes the place of NULL and of an empty text.
 */
const engine = new Liquid({
  strictFilters: true,
  strictVariables: false,
  ownPropertyOnly: true,
  // Templates come from people; they may not read files.
  templates: {},
  parseLimit: 20_000,
  renderLimit: 500,
  memoryLimit: 10_000_000,
});
engine.registerFilter('to_unix', (value: unknown) => instantOf(value as SourceValue) ?? '');
engine.registerFilter('to_date', (value: unknown) => {
  const instant = instantOf(value as SourceValue);
  return instant === null ? '' : new Date(instant).toISOString().slice(0, 10);
});
engine.registerFilter('json', (value: unknown) => (value == null ? '' : JSON.stringify(value, plain)));

/** Columns that a template names. @throws as `compileTemplate` */
export const columnsIn = (template: string): string[] => engine.globalVariablesSync(template);

/** @throws Error (LiquidError) with what is wrong and where */
export function compileTemplate(template: string): Rendered {
  const parsed: Template[] = engine.parse(template);
  // Awaited nowhere: nothing that a template may use waits.
  return (row) => String(engine.renderSync(parsed, { ...row, row }));
}

/** JSON knows no numbers beyond a double. */
export const plain = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;
