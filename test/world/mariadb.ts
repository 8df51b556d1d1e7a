import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { endWithThisProcess } from '../../src/sandbox/ground/end-with-this-process.ts';
import { freePort } from '../../src/sandbox/local/environment.ts';

/** Debian puts servers where only root looks. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

function find(program: string): string | null {
  for (const folder of FOLDERS) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch {
      // The next one.
    }
  }
  return null;
}

const programs = { server: find('mariadbd'), install: find('mariadb-install-db') };

/** Whether this machine has MariaDB. Says so if not: what was skipped must not look like what passed. */
export function hasMariaDb(): boolean {
  const found = programs.server !== null && programs.install !== null;
  if (!found)
    console.warn(
      'SKIPPED: the tests of MySQL sources, for MariaDB is not installed: apt-get install -y mariadb-server',
    );
  return found;
}

/**
 * Starts a MariaDB server with a database `shop`.
 * @returns `port` on 127.0.0.1; user `root` without a password
 */
export async function startMariaDb(): Promise<{ port: number; stop: () => Promise<void> }> {
  const { server, install } = programs;
  if (server === null || install === null) throw new Error('MariaDB is not installed.');
  const home = mkdtempSync(join(tmpdir(), 'baton-mariadb-'));
  const data = join(home, 'data');
  const user = `--user=${userInfo().username}`;
  await promisify(execFile)(install, [
    '--no-defaults',
    user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const port = await freePort(0);
  const child = spawn(
    server,
    [
      '--no-defaults',
      user,
      `--datadir=${data}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${home}/s`,
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-buffer-pool-size=32M',
      '--skip-name-resolve',
      `--pid-file=${home}/pid`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const forget = endWithThisProcess(child.pid ?? 0, 'KILL');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    forget();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await prepare(port, ended);
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(port: number, ended: Promise<void>): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  for (;;) {
    try {
      const root = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await root.query('CREATE DATABASE shop CHARACTER SET utf8mb4');
      return await root.end();
    } catch (error) {
      if (isOver || (error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
