import { Liquid, LiquidError } from 'liquidjs';
import type { MappedField } from '../field-mapping/field-entity.ts';
import { troubleOf } from '../field-mapping/troubles.ts';
import { mergeFields } from './merge-fields.ts';

const known = new Set(mergeFields.map(({ name }) => name));
const optional = mergeFields.flatMap((field) => (field.optional ? [field.name] : []));
const engine = new Liquid({ strictFilters: true, templates: {}, parseLimit: 20_000 });

/** Tags that a text needs; the others read files, repeat without end, or say nothing. */
const allowedTags =
  /^(?:if|elsif|else|endif|unless|endunless|case|when|endcase|assign|comment|endcomment|raw|endraw)$/;

/** What texts may print of the fields of an account. */
export type MappedTags = readonly Pick<MappedField, 'tag' | 'fallback' | 'label' | 'trouble'>[];

/** What is wrong with a Liquid text, in words for who writes it; empty: nothing. */
export function problemsOf(template: string, mapped: MappedTags = []): string[] {
  const tag = [...template.matchAll(/\{%-?\s*(\w+)/g)]
    .map(([, name = '']) => name)
    .find((name) => !allowedTags.test(name));
  if (tag !== undefined) return [`“{% ${tag} %}” cannot be used here.`];
  let used: string[];
  try {
    used = engine.globalFullVariablesSync(template);
  } catch (error) {
    if (error instanceof LiquidError) return [`This cannot be read: ${error.message.split('\n')[0] ?? ''}.`];
    throw error;
  }
  const fields = new Map(mapped.map((field) => [`field.${field.tag}`, field]));
  const unknown = used.filter((name) => !known.has(name) && !fields.has(name));
  const withoutFallback = mapped.filter(({ fallback }) => fallback === '').map(({ tag }) => `field.${tag}`);
  return [
    ...unknown.map((name) => `There is no field “${name}”.`),
    ...used.flatMap((name) => lost(template, name, fields.get(name))),
    ...[...optional, ...withoutFallback].flatMap((name) => bare(template, name)),
  ];
}

/** A field that says nothing of anybody any more, where no fallback stands in for it. */
function lost(template: string, name: string, field: MappedTags[number] | undefined): string[] {
  const trouble = field?.fallback === '' ? troubleOf(field) : null;
  if (trouble === null) return [];
  const printed = new RegExp(`\\{\\{-?\\s*${name.replace('.', '\\.')}\\s*-?\\}\\}`);
  return printed.test(template)
    ? [`${trouble} Write {{ ${name} | default: "…" }} with what stands there instead, or take it out.`]
    : [];
}

/** "{{ contact.company | upcase }}": an empty value would go through the filter as nothing, and leave a hole. */
function bare(template: string, name: string): string[] {
  const filtered = new RegExp(`\\{\\{-?\\s*${name.replace('.', '\\.')}\\s*\\|([^}]*)\\}\\}`, 'g');
  return [...template.matchAll(filtered)].some(([, filters = '']) => !/^\s*default\s*:/.test(filters))
    ? [`Not every contact has “${name}”: write {{ ${name} | default: "…" }} with what stands there instead.`]
    : [];
}
