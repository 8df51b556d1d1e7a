import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

const LEASE_TIMEOUT_MS = 30_000;

/**
 * TypeORM's SQLite driver shares one connection, so that a query from anywhere lands inside whichever transaction is
 * open, and is lost with it when that rolls back. This gives every query runner the connection for itself until it is
 * released: the semantics of a PostgreSQL pool of size one.
 *
 * - `BEGIN` becomes `BEGIN IMMEDIATE`, so that several processes queue on the write lock (busy_timeout) at the start.
 * - A query outside the manager of the running transaction would wait for ever: it is refused with an error instead.
 */
export function leaseSqliteConnection(dataSource: DataSource): void {
  const lease = new Lease();
  const driver = dataSource.driver as unknown as SqliteDriverInternals;
  const Runner = driver.createQueryRunner('master').constructor as new (driver: unknown) => QueryRunner;
  driver.queryRunner = undefined;
  driver.createQueryRunner = () => leasedRunner(new Runner(driver), driver, lease);
  markTransactions(dataSource.manager, lease);
}

interface SqliteDriverInternals {
  queryRunner: QueryRunner | undefined;
  databaseConnection: unknown;
  createQueryRunner(mode: string): QueryRunner;
}

interface Waiter {
  resolve: () => void;
  timer: NodeJS.Timeout;
}

class Lease {
  readonly insideTransaction = new AsyncLocalStorage<{ open: boolean }>();
  private held = false;
  private readonly waiters: Waiter[] = [];

  async acquire(): Promise<void> {
    if (this.insideTransaction.getStore()?.open) {
      throw new Error('Query outside the running transaction: use the manager handed to the transaction.');
    }
    if (!this.held) {
      this.held = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        resolve,
        timer: setTimeout(() => this.expire(waiter, reject), LEASE_TIMEOUT_MS),
      };
      this.waiters.push(waiter);
    });
  }

  release(): void {
    const next = this.waiters.shift();
    if (!next) {
      this.held = false;
      return;
    }
    clearTimeout(next.timer);
    next.resolve();
  }

  private expire(waiter: Waiter, reject: (error: Error) => void): void {
    this.waiters.splice(this.waiters.indexOf(waiter), 1);
    reject(new Error(`The SQLite connection was not free within ${LEASE_TIMEOUT_MS} ms.`));
  }
}

function leasedRunner(runner: QueryRunner, driver: SqliteDriverInternals, lease: Lease): QueryRunner {
  let holding: Promise<void> | undefined;
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  const release = runner.release.bind(runner);
  const connect = async (): Promise<unknown> => {
    holding ??= lease.acquire().catch((error: unknown) => {
      holding = undefined;
      throw error;
    });
    await holding;
    return driver.databaseConnection;
  };
  return Object.assign(runner, {
    connect,
    query: (sql: string, ...rest: unknown[]) =>
      query(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql, ...rest),
    release: async () => {
      await release();
      const held = holding;
      holding = undefined;
      if (!held) return;
      await held.catch(() => undefined);
      lease.release();
    },
  });
}

function markTransactions(manager: EntityManager, lease: Lease): void {
  const transaction = manager.transaction.bind(manager) as (...args: unknown[]) => Promise<unknown>;
  manager.transaction = (...args: unknown[]) => {
    const work = args.pop() as (inner: EntityManager) => Promise<unknown>;
    const mark = { open: false };
    return transaction(...args, (inner: EntityManager) => {
      mark.open = true;
      return lease.insideTransaction
        .run(mark, () => work(inner))
        .finally(() => {
          mark.open = false;
        });
    });
  };
}
