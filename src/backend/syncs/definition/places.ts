import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';

/** Keys and numbers of items, from the top: `['map', 'email', 'column']`. */
export type Path = readonly (string | number)[];

/** What is wrong in a definition, where, and what to write instead. */
export interface DefinitionError {
  /** From 1. */
  line: number;
  column: number;
  /** Where in the definition: `to.match.column`; empty for the file itself. */
  path: string;
  message: string;
}

/** A text read, with the places of its parts. */
export interface ReadText {
  data: unknown;
  errors: readonly DefinitionError[];
  /** Where a value stands; the nearest part around it that is there. `key`: where the name of the value stands. */
  place(path: Path, what?: 'value' | 'key'): { line: number; column: number };
  /** Where `words` stand in the value at the path. */
  find(path: Path, words: string): { line: number; column: number };
}

/** More is no definition. */
const MOST_CHARACTERS = 256_000;
/** What follows comes of what came before. */
const MOST_ERRORS = 20;

/** By the code of the library: what people do wrong most. */
const ADVICE: Readonly<Record<string, string>> = {
  BAD_INDENT: 'The indentation is wrong: parts of one thing start in the same column, by spaces.',
  TAB_AS_INDENT: 'A tab stands where YAML takes spaces only. Write spaces.',
  DUPLICATE_KEY: 'The same name stands twice in one part. Leave one of them out.',
  BLOCK_AS_IMPLICIT_KEY: 'A text with a colon stands without quotes. Write it in "quotes".',
  MULTILINE_IMPLICIT_KEY: 'A colon is missing after a name, or a text over lines needs "quotes".',
  MISSING_CHAR: 'A quote, bracket or comma is missing before this place.',
  MULTIPLE_DOCS: 'One definition a file: leave out the line --- and what follows it.',
};

const plain = (problem: string, advice: string): string => `${advice} (${problem.replace(/\.?\s*$/, '')})`;

/** Reads YAML, of which JSON is a part, and keeps where everything stands. Never throws for what a text says. */
export function readText(text: string, format: 'yaml' | 'json'): ReadText {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const failed = (message: string, offset = 0): ReadText => ({
    data: undefined,
    errors: [{ ...at(offset), path: '', message }],
    place: () => at(offset),
    find: () => at(offset),
  });
  if (text.length > MOST_CHARACTERS)
    return failed(`The definition has more than ${MOST_CHARACTERS} characters.`);
  if (isTooDeep(text)) return failed('The definition is nested too deep.');
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      logLevel: 'error',
    });
  } catch {
    return failed('The definition is nested too deep.');
  }
  const json = format === 'json' ? jsonTrouble(text) : null;
  if (json) return failed(json.message, json.offset);
  const errors = troublesOf(document)
    .slice(0, MOST_ERRORS)
    .map(({ offset, message }) => ({ ...at(offset), path: '', message }));
  return {
    data: errors.length > 0 ? undefined : document.toJS(),
    errors,
    place: (path, what = 'value') => at(offsetOf(document, path, what)),
    find(path, words) {
      const start = offsetOf(document, path, 'value');
      const found = text.indexOf(words, start);
      return at(found < 0 ? start : found);
    },
  };
}

function troublesOf(document: Document.Parsed): { offset: number; message: string }[] {
  const said = [...document.errors, ...document.warnings].map(({ code, pos, message }) => ({
    offset: pos[0],
    message: plain(message, ADVICE[code] ?? 'This is no YAML.'),
  }));
  if (said.length > 0) return said;
  const odd: { offset: number; message: string }[] = [];
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node))
        odd.push({ offset, message: 'Write the part itself: definitions know no * references.' });
      else if (isScalar(node) && typeof node.value === 'number' && isInexact(node.value))
        odd.push({
          offset,
          message: 'The number has too many digits to be kept exactly. Write it in "quotes".',
        });
    },
  });
  return odd;
}

const isInexact = (value: number): boolean =>
  !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));

/** Real ones have five. The library takes seconds for thousands. */
const MOST_DEPTH = 50;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + ('[{'.includes(bracket) ? 1 : -1));
    if (depth > MOST_DEPTH) return true;
  }
  return /(?:[-?] ){50}|(?:\w: ){50}/.test(text);
}

/** What YAML takes and JSON does not. */
function jsonTrouble(text: string): { offset: number; message: string } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    return {
      offset,
      message: 'This is no JSON: look for a missing comma, quote or bracket at this place.',
    };
  }
}

function offsetOf(document: Document.Parsed, path: Path, what: 'value' | 'key'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const next = stepInto(node, step);
    // A bare text stands for a part: `firstname: first_name`.
    if (next === null) return (isScalar(node) ? startOf(node) : null) ?? offset;
    const isLast = index === path.length - 1;
    offset =
      (isLast && what === 'value' ? startOf(next.value) : null) ??
      startOf(next.key) ??
      startOf(next.value) ??
      offset;
    node = next.value;
  }
  return offset;
}

function stepInto(node: unknown, step: string | number): { key: unknown; value: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return isPair(pair) ? { key: pair.key, value: pair.value } : null;
  }
  const item: unknown = isSeq(node) ? node.items[Number(step)] : undefined;
  return item === undefined ? null : { key: null, value: item };
}

const startOf = (node: unknown): number | null => (node as Node | null | undefined)?.range?.[0] ?? null;
