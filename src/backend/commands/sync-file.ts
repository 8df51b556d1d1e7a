import { existsSync } from 'node:fs';
import { readSourceAccess } from '../ground/config.ts';
import { isBatonError } from '../ground/errors.ts';
import { openSource } from '../sources/open-source.ts';
import type { SourceReader } from '../sources/source.ts';
import { lookAtSource, readDefinition } from '../syncs/definition/check.ts';
import type { Asked } from '../syncs/definition/check.ts';
import type { SyncDefinition } from '../syncs/definition/definition.ts';
import { errorLines } from '../syncs/definition/parse.ts';
import { performSync, refuse, showSync, undoSync } from './sync-runs.ts';
import type { Around, ExitCode } from './sync-runs.ts';

export type { Asked };

/** `sync plan` and `sync run`: what the definition in a file does. */
export async function perform(what: 'plan' | 'run', { file }: Asked, around: Around): Promise<ExitCode> {
  const definition = await read(file, around);
  if (typeof definition === 'string') return refuse(around, 'SYNC_REFUSED', definition);
  const { folder, privateHosts } = readSourceAccess(around.env);
  let source: SourceReader;
  try {
    const { env, signal } = around;
    const options = { folder, env, allowPrivateHosts: privateHosts, ...(signal ? { signal } : {}) };
    source = await openSource(definition.source, options);
  } catch (error) {
    if (isBatonError(error)) return refuse(around, error.code, error.message);
    throw error;
  }
  return performSync(what, { definition, source }, around).finally(() => source.close());
}

/** `sync undo` and `sync status`: of a sync that is named, or whose definition stands in a file. */
export async function showOrUndo(
  what: 'undo' | 'status',
  { file }: Asked,
  around: Around,
): Promise<ExitCode> {
  const act = what === 'undo' ? undoSync : showSync;
  if (!existsSync(file)) return act(file, around);
  const parsed = await readDefinition(file, around.env);
  return parsed.ok
    ? act(parsed.definition.name, around)
    : refuse(around, 'SYNC_REFUSED', errorLines(file, parsed.errors).join('\n'));
}

/** The definition, or what is wrong with it and its source. */
async function read(file: string, { env }: Around): Promise<SyncDefinition | string> {
  const parsed = await readDefinition(file, env);
  const errors = parsed.ok ? (await lookAtSource(parsed, env)).errors : parsed.errors;
  return parsed.ok && errors.length === 0 ? parsed.definition : errorLines(file, errors).join('\n');
}
