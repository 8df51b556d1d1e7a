/** The letters that a folded text has in the languages that are written with them. */
const LETTERS = 'a-zß-ÿ';

/** Expressions that look for signs of two bytes. */
const wide = new WeakSet<RegExp>();

/**
 * The same expression for folded text, at a fraction of the memory: every letter of Unicode, which compiles into
 * hundreds of ranges each time, becomes the letters that a folded text has.
 */
export function lean(
  pattern: RegExp | string,
  flags = pattern instanceof RegExp ? pattern.flags : 'u',
): RegExp {
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  let inClass = false;
  const leaner = source.replace(/\\p\{Ll?\}|\\.|[[\]]/g, (part) => {
    if (part === '[') inClass = true;
    if (part === ']') inClass = false;
    if (!part.startsWith('\\p{L')) return part;
    return inClass ? LETTERS : `[${LETTERS}]`;
  });
  const made = new RegExp(leaner, /\\[pu]\{/.test(leaner) ? flags : flags.replace('u', ''));

  if (/[^\x00-\xff]|\\[pu]\{/.test(leaner)) wide.add(made);
  return made;
}
/** The text as an expression reads it: narrow, if it looks for nothing else. */
export const textFor = (pattern: RegExp, folded: string): string =>
  wide.has(pattern) ? folded : narrowed(folded);

const MANY = 2_000;
const narrow = new Map<string, string>();

/**
 * The same text, sign for sign, in one byte each; what needs two becomes "¤". Node compiles each expression once for
 * either sort of text, and a single "€" makes a text one of the other sort.
 */
export function narrowed(text: string): string {
  const known = narrow.get(text);
  if (known !== undefined) return known;
  if (narrow.size >= MANY) narrow.clear();

  const made = Buffer.from(text.replace(/[^\x00-\xff]/g, '¤'), 'latin1').toString('latin1');
  narrow.set(text, made);
  return made;
}
