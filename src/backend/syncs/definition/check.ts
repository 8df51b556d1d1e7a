import { readFile } from 'node:fs/promises';
import { readSourceAccess } from '../../ground/config.ts';
import { isBatonError } from '../../ground/errors.ts';
import { openSource } from '../../sources/open-source.ts';
import type { Variables } from '../../sources/references.ts';
import type { SourceColumn } from '../../sources/source.ts';
import { missingColumns } from './columns.ts';
import { errorLines, parseDefinition } from './parse.ts';
import type { Parsed } from './parse.ts';
import type { DefinitionError } from './places.ts';

/** What a command is given of the process around it. */
export interface Surroundings {
  env: Variables;
  write: (text: string) => void;
}

/** What is asked for on the command line. */
export interface Asked {
  file: string;
  json: boolean;
  /** Without a look at the source: where it cannot be reached. */
  offline: boolean;
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
 * `sync check FILE [--json] [--offline]`: whether the definition in a file is right, and whether its source can be read
 * and has the columns that it names; all that is wrong, a line each.
 * @returns the exit code: 0, or 2 if something is wrong
 */
export async function check({ file, json, offline }: Asked, { env, write }: Surroundings): Promise<number> {
  const parsed = await readDefinition(file, env);
  const source = parsed.ok && !offline ? await lookAtSource(parsed, env) : { columns: null, errors: [] };
  const errors = parsed.ok ? source.errors : parsed.errors;
  const isRight = errors.length === 0;
  const columns = source.columns ?? [];
  if (json) write(`${JSON.stringify({ file, ok: isRight, errors, columns })}\n`);
  else if (isRight && parsed.ok) write(`${file}: ${parsed.definition.name} is right.${listed(columns)}\n`);
  else write(`${errorLines(file, errors).join('\n')}\n`);
  return isRight ? 0 : 2;
}

const listed = (columns: readonly SourceColumn[]): string =>
  columns.length === 0 ? '' : ` Columns: ${columns.map(({ name, type }) => `${name} (${type})`).join(', ')}.`;

/** What the source has, and what of the definition does not fit it. */
export async function lookAtSource(
  parsed: Extract<Parsed, { ok: true }>,
  env: Variables,
): Promise<{ columns: readonly SourceColumn[] | null; errors: readonly DefinitionError[] }> {
  const { folder, privateHosts } = readSourceAccess(env);
  try {
    const reader = await openSource(parsed.definition.source, {
      folder,
      env,
      allowPrivateHosts: privateHosts,
    });
    const { columns } = await reader.preview().finally(() => reader.close());
    return { columns, errors: missingColumns(parsed, columns) };
  } catch (error) {
    if (!isBatonError(error)) throw error;
    return {
      columns: null,
      errors: [{ ...parsed.place(['source']), path: 'source', message: error.message }],
    };
  }
}
