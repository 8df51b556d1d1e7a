import type { SourceRow, SourceValue } from '../../sources/source.ts';
import type { AssociationRule } from '../definition/definition.ts';
import { textOf } from '../values/property-value.ts';

/** Another record that a row wants its own to be linked to. */
export interface WantedLink {
  /** Which of the definition's rules, from 0. */
  rule: number;
  /** Record id, or value of the rule's property. */
  value: string;
  /** By label; absent: the rule's type, or the default. */
  label?: string;
}

/**
 * What a row wants by each rule: a column holds one value, a list, a comma list, or `{value, label}` of them, whose label is
 * one, several, a comma list or null. A column that the row does not have is left out.
 */
export function wantedLinks(rules: readonly AssociationRule[], row: SourceRow): WantedLink[] {
  const wanted = new Map<string, WantedLink>();
  for (const [rule, { column }] of rules.entries())
    for (const { value, labels } of entriesOf(row[column] ?? null))
      for (const label of labels.length > 0 ? labels : [undefined]) {
        const link = { rule, value, ...(label === undefined ? {} : { label }) };
        wanted.set(JSON.stringify(link).toLowerCase(), link);
      }
  return [...wanted.values()];
}

interface Entry {
  value: string;
  labels: string[];
}

function entriesOf(given: SourceValue): Entry[] {
  const value = typeof given === 'string' ? parsed(given) : given;
  if (value === null) return [];
  if (Array.isArray(value)) return (value as readonly SourceValue[]).flatMap(entriesOf);
  if (isLabelled(value)) {
    const labels = entriesOf(value.label ?? null).map(({ value: label }) => label);
    return entriesOf(value.value).map((one) => ({ ...one, labels }));
  }
  return textOf(value)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ value: part, labels: [] }));
}

const isLabelled = (value: SourceValue): value is { value: SourceValue; label?: SourceValue } & SourceValue =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && 'value' in value;

/** Files and databases give lists and objects as JSON in a text too. */
function parsed(text: string): SourceValue {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as SourceValue;
  } catch {
    return text;
  }
}
