import type { Variables } from '../../sources/references.ts';
import { complaintsAbout, located } from './complaints.ts';
import type { SyncDefinition } from './definition.ts';
import type { FileForm } from './file-form.ts';
import { fromFile } from './from-file.ts';
import { readText } from './places.ts';
import type { DefinitionError, Path } from './places.ts';
import { brokenRules } from './rules.ts';

export interface ParseOptions {
  format: 'yaml' | 'json';
  /** What `${NAME}` may read. */
  env: Variables;
}

export type Parsed =
  | {
      ok: true;
      definition: SyncDefinition;
      /** Where a part stands, for what is found wrong later: `['to', 'match', 'column']`. */
      place: (path: Path) => { line: number; column: number };
    }
  | { ok: false; errors: readonly DefinitionError[] };

/**
 * Reads the definition of a sync. References stay in it as they are: what they name is read when the source is opened.
 * @returns all that is wrong at once, from top to bottom: first the syntax, then the shape, then what the parts keep
 *   among each other
 */
export function parseDefinition(text: string, { format, env }: ParseOptions): Parsed {
  const read = readText(text.replace(/^\uFEFF/, ''), format);
  if (read.errors.length > 0) return { ok: false, errors: read.errors };
  const shape = complaintsAbout(read.data);
  if (shape.length > 0) return { ok: false, errors: located(shape, read) };
  const file = read.data as FileForm; // Checked one line above.
  const result = fromFile(file);
  const complaints = [...('complaints' in result ? result.complaints : []), ...brokenRules(file, env)];
  if (complaints.length > 0 || !('definition' in result))
    return { ok: false, errors: located(complaints, read) };
  return { ok: true, definition: result.definition, place: (path) => read.place(path) };
}

/** Of what is wrong in a file, one line each, as compilers write it. */
export const errorLines = (file: string, errors: readonly DefinitionError[]): string[] =>
  errors.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
