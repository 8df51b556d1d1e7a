import { environmentSchema } from '../ground/config.ts';

/** By name. A value that is not there, or is empty, is missing. */
export type Variables = Readonly<Record<string, string | undefined>>;

const REFERENCE = /\$\{([^{}]*)\}/g;
const NAME = /^[A-Za-z_]\w*$/;

/** What stands between `${` and `}` in a text, in its order. */
export const referencesIn = (text: string): string[] =>
  [...text.matchAll(REFERENCE)].map(([, name]) => name ?? '');

/** Why a reference cannot be read, as a sentence that says what to do; null if it can. */
export function troubleWith(name: string, variables: Variables): string | null {
  if (!NAME.test(name)) return `\${${name}} is no reference. Write \${NAME} with letters, digits and _.`;
  if (name in environmentSchema.shape)
    return `\${${name}} is a setting of Baton itself, which no source reads. Give the source a variable of its own.`;
  return variables[name] ? null : `\${${name}} is not set. Set the variable ${name} where Baton runs.`;
}
