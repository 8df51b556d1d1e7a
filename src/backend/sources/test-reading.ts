import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSource } from './open-source.ts';
import type { SourceOptions } from './open-source.ts';
import type { RefusedLine, SourceReader, SourceRow, SourceSettings } from './source.ts';

/** A folder for sources, removed after the suite. */
export function sourceFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-sources-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** All rows of a reader, in their order, and the lines that are none. */
export async function allOf(reader: SourceReader): Promise<{ rows: SourceRow[]; refused: RefusedLine[] }> {
  const [rows, refused]: [SourceRow[], RefusedLine[]] = [[], []];
  for await (const batch of reader.read({ onRefused: (line) => refused.push(line) })) rows.push(...batch);
  return { rows, refused };
}

export const rowsOf = async (settings: SourceSettings, options: SourceOptions): Promise<SourceRow[]> =>
  (await allOf(await openSource(settings, options))).rows;
