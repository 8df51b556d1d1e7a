import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { definitionSchema, fileForm } from './file-form.ts';
import type { DefinitionError, Path, ReadText } from './places.ts';

/** One thing that is wrong. `at`: whether its name or its value is to blame. */
export interface Complaint {
  path: Path;
  message: string;
  at?: 'key' | 'value';
  /** The piece of the value that is to blame. */
  words?: string;
}

type Issue = z.core.$ZodIssue;

const nameOf = (path: Path): string => path.join('.');
const quoted = (path: Path): string => (path.length === 0 ? 'The definition' : `\`${nameOf(path)}\``);

/** The word that was meant, if one is near. */
export function meant(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const best = closest(word.toLowerCase(), [...known]);
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(2, word.length / 3)
    ? ` Did you mean \`${best}\`?`
    : '';
}

/** What is wrong with the shape of a definition. Empty: nothing. */
export function complaintsAbout(data: unknown): Complaint[] {
  const { error } = fileForm.safeParse(data);
  return (error?.issues ?? []).flatMap((issue) => complain(issue, data));
}

function complain(issue: Issue, data: unknown): Complaint[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const value = valueAt(data, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: 'key',
        message: `${quoted([...path, key])} is not known.${meant(key, knownAt(path, data))} Write: ${issue.message}.`,
      }));
    case 'invalid_union': {
      const inner = insideOf(issue);
      if (inner) return complain({ ...inner, path: [...issue.path, ...inner.path] }, data);
      const words = 'options' in issue ? (issue.options ?? []).map(String) : [];
      return [{ path, message: `${wrong(path, value)}${guess(value, words)} Write ${issue.message}.` }];
    }
    case 'invalid_value':
      return [
        {
          path,
          message: `${wrong(path, value)}${guess(value, issue.values.map(String))} Write ${issue.message}.`,
        },
      ];
    default:
      return [{ path, message: `${wrong(path, value)} Write ${issue.message}.` }];
  }
}

const guess = (value: unknown, words: readonly string[]): string =>
  typeof value === 'string' ? meant(value, words) : '';

/** The one trouble of the one form that the writer must have meant. */
function insideOf(issue: Extract<Issue, { code: 'invalid_union' }>): Issue | null {
  const deeper = issue.errors.flatMap(([first, ...more]) =>
    first && more.length === 0 && (first.path.length > 0 || first.code === 'unrecognized_keys')
      ? [first]
      : [],
  );
  return deeper.length === 1 ? (deeper[0] ?? null) : null;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

/** Never the value itself, which may be a secret, but for a word that should be one of a few. */
function wrong(path: Path, value: unknown): string {
  const name = quoted(path);
  if (value === undefined) return `${name} is missing.`;
  if (value === null) return `${name} is empty.`;
  if (value === '') return `${name} is an empty text.`;
  if (path[0] === 'map' && typeof value === 'object' && isUnquotedTemplate(value))
    return `${name} is read as a part of the definition: a template needs "quotes".`;
  const kind = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a part with names of its own'
      : null;
  if (kind) return `${name} is ${kind}.`;
  return typeof value === 'string' ? `${name} is not right.` : `${name} is ${JSON.stringify(value)}.`;
}

/** `{{ x }}` without quotes is a map within a map to YAML. */
const isUnquotedTemplate = (value: object): boolean => Object.keys(value).some((key) => key.includes('{'));

/** The names that a part may hold, by the schema: what did the writer mean? */
function knownAt(path: Path, data: unknown): string[] {
  let schemas: JsonSchema[] = [definitionSchema()];
  for (const step of path)
    schemas = schemas
      .flatMap(variantsOf)
      .flatMap(({ properties, items, additionalProperties }) =>
        typeof step === 'number' ? (items ?? []) : (properties?.[step] ?? additionalProperties ?? []),
      );
  const part = valueAt(data, path) as Readonly<Record<string, unknown>>;
  const forms = schemas.flatMap(variantsOf).filter(({ properties }) => properties !== undefined);
  const fitting = forms.filter((form) => fits(form, part));
  return [
    ...new Set(
      (fitting.length > 0 ? fitting : forms).flatMap(({ properties }) => Object.keys(properties ?? {})),
    ),
  ];
}

interface JsonSchema {
  properties?: Readonly<Record<string, JsonSchema>>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  const?: unknown;
  enum?: readonly unknown[];
}

const variantsOf = (schema: JsonSchema): JsonSchema[] =>
  [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(variantsOf).concat(schema);

/** Whether the words that tell forms apart (`type`, `kind`) are those of the part. */
const fits = ({ properties }: JsonSchema, part: Readonly<Record<string, unknown>>): boolean =>
  ['type', 'kind'].every((name) => {
    const { const: only, enum: words } = properties?.[name] ?? {};
    const allowed = words ?? (only === undefined ? null : [only]);
    return !allowed || allowed.includes(part[name]);
  });

/** As people read them, from top to bottom, each place once. */
export function located(complaints: readonly Complaint[], read: ReadText): DefinitionError[] {
  const errors = complaints.map(({ path, message, at, words }) => ({
    ...(words === undefined ? read.place(path, at) : read.find(path, words)),
    path: nameOf(path),
    message,
  }));
  return errors.sort((one, other) => one.line - other.line || one.column - other.column);
}
