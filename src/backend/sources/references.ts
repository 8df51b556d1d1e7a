import { environmentSchema } from '../ground/config.ts';
import { BatonError } from '../ground/errors.ts';

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
  if (Object.hasOwn(environmentSchema.shape, name))
    return `\${${name}} is a setting of Baton itself, which no source reads. Give the source a variable of its own.`;
  return Object.hasOwn(variables, name) && variables[name]
    ? null
    : `\${${name}} is not set. Set the variable ${name} where Baton runs.`;
}

/**
 * A text with its references read. Within an address a value is percent-encoded, so that any password goes; a reference
 * that is the whole text is taken as it is.
 * @throws BatonError SOURCE_REFUSED, which names the variable and never a value
 */
export function resolved(text: string, variables: Variables, how: 'address' | 'plain'): string {
  return text.replaceAll(REFERENCE, (whole, name: string) => {
    const trouble = troubleWith(name, variables);
    if (trouble !== null) throw new BatonError('SOURCE_REFUSED', trouble);
    const value = variables[name] ?? '';
    return how === 'plain' || whole === text ? value : encodeURIComponent(value);
  });
}
