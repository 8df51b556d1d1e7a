import { readFile } from 'node:fs/promises';
import type { Variables } from '../../sources/references.ts';
import { errorLines, parseDefinition } from './parse.ts';
import type { Parsed } from './parse.ts';

/** What a command is given of the process around it. */
export interface Surroundings {
  env: Variables;
  write: (text: string) => void;
}

/** A definition in a file: JSON if its name ends so, YAML otherwise. A file that is not there is an error as well. */
export async function readDefinition(file: string, env: Variables): Promise<Parsed> {
  try {
    const text = await readFile(file, 'utf8');
    return parseDefinition(text, { format: file.endsWith('.json') ? 'json' : 'yaml', env });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      errors: [{ line: 1, column: 1, path: '', message: `The file cannot be read: ${why}` }],
    };
  }
}

/**
 * `sync check FILE [--json]`: whether the definition in a file is right; all that is wrong, a line each.
 * @returns the exit code: 0, or 2 if something is wrong
 */
export async function check(
  { file, json }: { file: string; json: boolean },
  { env, write }: Surroundings,
): Promise<number> {
  const parsed = await readDefinition(file, env);
  const errors = parsed.ok ? [] : parsed.errors;
  if (json) write(`${JSON.stringify({ file, ok: parsed.ok, errors })}\n`);
  else if (parsed.ok) write(`${file}: ${parsed.definition.name} is right.\n`);
  else write(`${errorLines(file, errors).join('\n')}\n`);
  return parsed.ok ? 0 : 2;
}
