import { Pool } from 'pg';
import type { PoolConfig } from 'pg';
import { PgBoss } from 'pg-boss';
import type { Db } from 'pg-boss';
import { z } from 'zod';
import type { Clock, Random } from '../../ground/clock.ts';
import { SECOND } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { Logger } from '../../ground/logger.ts';
import { defaultQueueSettings } from './job-store.ts';
import type { ClaimedJob, JobStore, QueueSettings } from './job-store.ts';
import type { DeadLetter, Jobs, NewJob } from '../jobs.ts';
import {
  asBossDatabase,
  attemptOf,
  connectionOf,
  DEAD_LETTERS,
  deadLetterQueue,
  deadLetterRow,
  queueOptions,
} from './pg-boss-terms.ts';

/** With HEARTBEAT_SECONDS, a killed process's jobs go on after 10 to 20 seconds. */
const SUPERVISE_SECONDS = 8;
/** Shorter, so that the look at the start does not make the next one come too soon and be left out. */
const MONITOR_SECONDS = 6;

const sql = {
  // pg-boss counts from now(), the beginning of the transaction, which may be a while ago.
  age: `SELECT extract(epoch FROM clock_timestamp() - now())::float * 1000 AS ms`,
  // Locking the waiting job keeps it from being taken before this transaction ends: otherwise it could run without
  // seeing what is being written here, and nobody would look again.
  lockWaiting: `
    SELECT id, start_after <= now() + $3 * interval '1 ms' AS "soonEnough" FROM pgboss.job
    WHERE name = $1 AND COALESCE(singleton_key, '') = $2 AND state = 'created' AND policy = 'short' FOR UPDATE`,
  // As pg-boss itself takes them.
  due: `
    SELECT queue FROM unnest($1::text[]) AS queue WHERE EXISTS (
      SELECT 1 FROM pgboss.job WHERE name = queue AND state < 'active' AND NOT blocked AND start_after < now())`,
  // Of two that fail at once, one sees the other.
  lockKey: `SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))`,
  hasRetryingTwin: `
    SELECT 1 FROM pgboss.job WHERE name = $1 AND singleton_key = $2 AND id <> $3 AND state = 'retry' LIMIT 1`,
  // What pg-boss's own `restore` does, fenced; `started_on` NULL makes the next claim the same attempt again.
  handBack: `
    UPDATE pgboss.job SET state = 'retry', started_on = NULL, heartbeat_on = NULL,
      start_after = now() + $4 * interval '1 millisecond'
    WHERE name = $1 AND id = $2 AND retry_count = $3 AND state = 'active'`,
  deadLetters: `
    SELECT id, source_name AS queue, data, source_retry_count + 1 AS attempts,
      (extract(epoch FROM created_on) * 1000)::float AS "failedAt", source_output AS error
    FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY created_on DESC LIMIT $2`,
  pullIn: `
    UPDATE pgboss.job SET start_after = now()
    WHERE state IN ('created', 'retry') AND start_after > now() AND COALESCE(singleton_key, '') <> $1`,
  pullInClaims: `UPDATE pgboss.job SET heartbeat_on = now() WHERE state = 'active' AND heartbeat_on > now()`,
  // pg-boss would not look after dead processes until the old time comes round.
  pullInSupervision: `
    UPDATE pgboss.queue SET monitor_claim_on = NULL, monitor_on = NULL, maintain_on = NULL
    WHERE monitor_claim_on > now() OR monitor_on > now() OR maintain_on > now()`,
  lag: `
    SELECT count(*) FILTER (WHERE state IN ('created', 'retry') AND name <> $1)::int AS waiting,
      count(*) FILTER (WHERE state = 'active' AND name <> $1)::int AS running,
      count(*) FILTER (WHERE name = $1)::int AS dead,
      COALESCE(extract(epoch FROM now() - min(start_after) FILTER (WHERE state IN ('created', 'retry') AND name <> $1)) * 1000, 0)::float AS oldest
    FROM pgboss.job WHERE state < 'completed'`,
};

/**
 * Jobs in pg-boss, in the schema `pgboss` of the same database. The server's clock decides what is due: `runAt` is
 * stored as the distance from the injected clock's now, so a process whose clock is wrong still waits as long as meant.
 */
export class PostgresJobStore implements JobStore {
  readonly heartbeatMs = 3 * SECOND;
  readonly pollMs: number;
  private readonly boss: PgBoss;
  private readonly pool: Pool;
  private readonly clock: Clock;
  private readonly random: Random;
  private readonly logger: Logger;
  private started: Promise<unknown> | undefined;
  private readonly queues = new Map<string, Promise<void>>();

  constructor(deps: { database: Database; clock: Clock; random: Random; logger: Logger; pollMs?: number }) {
    this.clock = deps.clock;
    this.random = deps.random;
    this.logger = deps.logger;
    this.pollMs = deps.pollMs ?? 500;
    this.pool = ownPool(deps.database);
    this.pool.on('error', (error) => deps.logger.warn({ err: error }, 'a connection of the jobs broke'));
    this.boss = new PgBoss({
      db: asBossDatabase(this.pool),
      schema: 'pgboss',
      schedule: false,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: MONITOR_SECONDS,
      maintenanceIntervalSeconds: 300,
    });
    this.boss.on('error', (error) => deps.logger.warn({ err: error }, 'pg-boss met an error and goes on'));
    this.boss.on('warning', (warning) => deps.logger.warn({ warning: warning.message }, 'pg-boss warns'));
  }

  async open(queues: readonly QueueSettings[]): Promise<void> {
    await this.start();
    if (queues.length > 0) await this.takeOver();
    for (const queue of queues) {
      await this.provide(queue);
      await this.boss.updateQueue(queue.name, queueOptions(queue));
    }
  }

  /** What a process left behind that died a while ago does not wait for the first round. */
  private async takeOver(): Promise<void> {
    await this.boss
      .supervise()
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'could not look for jobs of dead processes; trying again'),
      );
  }

  private start(): Promise<unknown> {
    this.started ??= this.boss
      .start()
      .then(() => this.boss.createQueue(DEAD_LETTERS, deadLetterQueue))
      .catch((error: unknown) => {
        this.started = undefined;
        throw error;
      });
    return this.started;
  }

  private provide(queue: QueueSettings): Promise<void> {
    const known = this.queues.get(queue.name);
    if (known) return known;
    const created = this.start()
      .then(() => this.boss.createQueue(queue.name, { policy: 'short', ...queueOptions(queue) }))
      .catch((error: unknown) => {
        this.queues.delete(queue.name);
        throw error;
      });
    this.queues.set(queue.name, created);
    return created;
  }

  async enqueue(tx: Tx, job: NewJob): Promise<void> {
    await this.provide(defaultQueueSettings(job.queue));
    const db = asBossDatabase(await connectionOf(tx, this.pool));
    const inMs = job.runAt === undefined ? 0 : await this.delayUntil(job.runAt, db);
    // A job of policy `short` without a key would share the empty key with all others of its queue.
    if (job.key === undefined) return void (await this.send(job, this.random.uuid(), inMs, db));
    // The insertion is refused when another transaction has just put the same key there; that one is waiting now.
    while (!(await this.hurry(job.queue, job.key, inMs, db))) {
      if (await this.send(job, job.key, inMs, db)) return;
    }
  }

  /** Milliseconds from the beginning of the transaction. */
  private async delayUntil(runAt: number, db: Db): Promise<number> {
    const inMs = runAt - this.clock.now();
    if (inMs <= 0) return 0;
    const { rows } = (await db.executeSql(sql.age)) as { rows: [{ ms: number }] };
    return Math.ceil(inMs + rows[0].ms);
  }

  private async send(job: NewJob, key: string, inMs: number, db: Db): Promise<boolean> {
    const options = { singletonKey: key, startAfter: `${inMs} milliseconds`, db };
    return (await this.boss.send(job.queue, { ...job.data }, options)) !== null;
  }

  /** Makes the waiting job of a key start no later than asked. Resolves to false if none waits. */
  private async hurry(queue: string, key: string, inMs: number, db: Db): Promise<boolean> {
    const { rows } = await db.executeSql(sql.lockWaiting, [queue, key, inMs]);
    const [waiting] = rows as { id: string; soonEnough: boolean }[];
    if (waiting && !waiting.soonEnough) {
      await this.boss.update(queue, undefined, { id: waiting.id, startAfter: `${inMs} milliseconds`, db });
    }
    return waiting !== undefined;
  }

  async due(queues: readonly string[]): Promise<string[]> {
    const { rows } = await this.pool.query(sql.due, [queues]);
    return (rows as { queue: string }[]).map(({ queue }) => queue);
  }

  async claim(queue: QueueSettings, limit: number): Promise<ClaimedJob[]> {
    const jobs = await this.boss.fetch<ClaimedJob['data']>(queue.name, {
      batchSize: limit,
      includeMetadata: true,
    });
    return jobs.map((job) => ({
      id: job.id,
      queue: queue.name,
      key: job.singletonKey,
      data: job.data,
      attempt: job.retryCount + 1,
    }));
  }

  async keepAlive(jobs: readonly ClaimedJob[]): Promise<void> {
    for (const [queue, attempts] of Map.groupBy(jobs, (job) => job.queue)) {
      await this.boss.touch(queue, attempts.map(attemptOf));
    }
  }

  async complete(job: ClaimedJob): Promise<void> {
    await this.boss.deleteJob(job.queue, attemptOf(job));
  }

  async fail(_queue: QueueSettings, job: ClaimedJob, error: DeadLetter['error']): Promise<void> {
    await this.withoutTwin(job, (db) => this.boss.fail(job.queue, attemptOf(job), error, { db }));
  }

  /** A key that is asked for again and again while it fails must not pile up retries: one of them goes on. */
  private async withoutTwin(job: ClaimedJob, settle: (db: Db) => Promise<unknown>): Promise<void> {
    const connection = await this.pool.connect();
    const db = asBossDatabase(connection);
    try {
      await connection.query('BEGIN');
      await connection.query(sql.lockKey, [job.queue, job.key]);
      const { rows } = await connection.query(sql.hasRetryingTwin, [job.queue, job.key, job.id]);
      if (rows.length > 0) await this.boss.deleteJob(job.queue, attemptOf(job), { db });
      else await settle(db);
      await connection.query('COMMIT');
      connection.release();
    } catch (error) {
      // Closed, and with it the transaction is undone.
      connection.release(true);
      throw error;
    }
  }

  async handBack(jobs: readonly ClaimedJob[], afterMs = 0): Promise<void> {
    for (const job of jobs) {
      const handBack = (db: Db): Promise<unknown> =>
        db.executeSql(sql.handBack, [job.queue, job.id, job.attempt - 1, afterMs]);
      if (afterMs > 0) await this.withoutTwin(job, handBack);
      else await handBack(asBossDatabase(this.pool));
    }
  }

  /** The server's clock decides here; where it is that of the same machine, it was set back as well. */
  async pullIn(exceptKey: string): Promise<void> {
    await this.start();
    await this.pool.query(sql.pullIn, [exceptKey]);
    await this.pool.query(sql.pullInClaims);
    await this.pool.query(sql.pullInSupervision);
  }

  async deadLetters(limit = 100): Promise<DeadLetter[]> {
    await this.start();
    const { rows } = await this.pool.query(sql.deadLetters, [DEAD_LETTERS, limit]);
    return z.array(deadLetterRow).parse(rows);
  }

  async redrive(id: string): Promise<boolean> {
    await this.start();
    if (!z.uuid().safeParse(id).success) return false;
    return (await this.boss.redrive(DEAD_LETTERS, { ids: [id] })) === 1;
  }

  async lag(): ReturnType<Jobs['lag']> {
    await this.start();
    const { rows } = await this.pool.query(sql.lag, [DEAD_LETTERS]);
    const [row] = rows as [{ waiting: number; running: number; dead: number; oldest: number }];
    const { oldest, ...counts } = row;
    return { ...counts, oldestDueMs: Math.max(0, Math.round(oldest)) };
  }

  async close(): Promise<void> {
    await this.started?.catch(() => undefined);
    await this.boss.stop({ graceful: false });
    await this.pool.end();
  }
}

/**
 * Connections of their own: handlers may hold all others in transactions, and the heartbeat that keeps their jobs
 * must not wait behind them. Limits as for the others, so that a half-open connection is given up.
 */
function ownPool(database: Database): Pool {
  const { url, extra } = database.dataSource.options as { url: string; extra: PoolConfig };
  return new Pool({ ...extra, connectionString: url, max: 3, connectionTimeoutMillis: 10_000 });
}
