import { Liquid, LiquidError } from 'liquidjs';
import { mergeFields } from './merge-fields.ts';

const known = new Set(mergeFields.map(({ name }) => name));
const optional = mergeFields.flatMap((field) => (field.optional ? [field.name] : []));
const engine = new Liquid({ strictFilters: true, templates: {}, parseLimit: 20_000 });

/** Tags that a text needs; the others read files, repeat without end, or say nothing. */
const allowedTags =
  /^(?:if|elsif|else|endif|unless|endunless|case|when|endcase|assign|comment|endcomment|raw|endraw)$/;

/** What is wrong with a Liquid text, in words for who writes it; empty: nothing. */
export function problemsOf(template: string): string[] {
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
  const unknown = used.filter((name) => !known.has(name));
  return [
    ...unknown.map((name) => `There is no field “${name}”.`),
    ...optional.flatMap((name) => bare(template, name)),
  ];
}

/** "{{ contact.company | upcase }}": an empty value would go through the filter as nothing, and leave a hole. */
function bare(template: string, name: string): string[] {
  const filtered = new RegExp(`\\{\\{-?\\s*${name.replace('.', '\\.')}\\s*\\|([^}]*)\\}\\}`, 'g');
  return [...template.matchAll(filtered)].some(([, filters = '']) => !/^\s*default\s*:/.test(filters))
    ? [`Not every contact has “${name}”: write {{ ${name} | default: "…" }} with what stands there instead.`]
    : [];
}
