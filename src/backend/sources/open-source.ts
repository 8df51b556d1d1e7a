import { MINUTE } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { readerOf } from './rows.ts';
import type { RowStream } from './rows.ts';
import { resolved } from './references.ts';
import type { Variables } from './references.ts';
import { parseServerAddress } from './server/address.ts';
import type { PrivateHosts } from './server/address.ts';
import type { SourceReader, SourceSettings } from './source.ts';

export interface SourceOptions {
  /** The only folder that files are read from. */
  folder: string;
  /** What `${NAME}` in the settings may read. */
  env: Variables;
  /** Databases in private networks, this machine included: none unless the operator allows it. */
  allowPrivateHosts?: PrivateHosts;
  /** Aborted: everything that is read is cancelled. */
  signal?: AbortSignal;
  /** The longest that a server or a query may take for the next rows, in milliseconds. */
  timeoutMs?: number;
}

const TIMEOUT = 10 * MINUTE;

/**
 * Opens a source for reading. Nothing is connected before the first rows are asked for; each reading is a session and a
 * snapshot of its own.
 * @throws BatonError SOURCE_REFUSED for a source that may not be read, with what to change
 */
export async function openSource(settings: SourceSettings, options: SourceOptions): Promise<SourceReader> {
  return readerOf(await streamOf(settings, options), options.signal);
}

async function streamOf(settings: SourceSettings, options: SourceOptions): Promise<RowStream> {
  const { folder, env, allowPrivateHosts: privateHosts = false, timeoutMs = TIMEOUT } = options;
  const query = settings.query === undefined ? '' : resolved(settings.query, env, 'plain');
  const onServer = { privateHosts, timeoutMs };
  // Drivers are loaded when they are needed: a process that reads files only has no use for them.
  switch (settings.type) {
    case 'postgres':
    case 'mysql': {
      const server = parseServerAddress(resolved(settings.url, env, 'address'), settings.type, privateHosts);
      return settings.type === 'postgres'
        ? (await import('./postgres/postgres.ts')).postgresRows(server, query, onServer)
        : (await import('./mysql/mysql.ts')).mysqlRows(server, query, onServer);
    }
    case 'sqlite': {
      const path = resolved(settings.url, env, 'plain').replace(/^sqlite:/, '');
      const { queriedFileRows } = await import('./process/reading-process.ts');
      return queriedFileRows({ kind: 'sqlite', folder, path, query, timeoutMs });
    }
    default:
      return await fileStream(settings, resolved(settings.path, env, 'plain'), query, options);
  }
}

type FileSettings = Extract<SourceSettings, { path: string }>;

async function fileStream(
  { type, encoding, separator }: FileSettings,
  path: string,
  query: string,
  { folder, timeoutMs = TIMEOUT }: SourceOptions,
): Promise<RowStream> {
  if (type === 'parquet') {
    const { queriedFileRows } = await import('./process/reading-process.ts');
    return queriedFileRows({
      kind: 'parquet',
      folder,
      path,
      query: query || 'SELECT * FROM source',
      timeoutMs,
    });
  }
  if (query !== '')
    throw new BatonError(
      'SOURCE_REFUSED',
      `A ${type} file is read whole. Leave query out, or ask an SQLite or Parquet file.`,
    );
  if (type === 'jsonl') return (await import('./files/jsonl.ts')).jsonlRows({ folder, path });
  const { csvRows } = await import('./files/csv.ts');
  return csvRows({
    folder,
    path,
    ...(encoding !== undefined && { encoding }),
    ...(separator !== undefined && { separator }),
  });
}
