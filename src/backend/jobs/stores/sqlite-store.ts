import type { Clock, Random } from '../../ground/clock.ts';
import { SECOND } from '../../ground/clock.ts';
import { ClockWatch } from '../../ground/clock-watch.ts';
import type { Database, Tx } from '../../database/database.ts';
import { jobEntity } from '../job-entity.ts';
import type { JobRow } from '../job-entity.ts';
import type { ClaimedJob, JobStore, QueueSettings } from './job-store.ts';
import type { DeadLetter, Jobs, NewJob } from '../jobs.ts';
import { backoff } from '../backoff.ts';

/** A job whose process was killed is taken by another one after this long. */
const LEASE_MS = 15 * SECOND;
const HEARTBEAT_MS = 5 * SECOND;
/** For so long the clock must have run evenly before a lease that has ended is believed: who lives has renewed it. */
const WATCH_MS = HEARTBEAT_MS + 3 * SECOND;

/** SQLite gives no `LEAST`; its `min` of two arguments is the same. A statement that starts with WITH returns rows. */
const sql = {
  enqueue: `
    INSERT INTO job (id, queue, job_key, data, state, due_at, attempt) VALUES (?, ?, ?, ?, 'waiting', ?, 0)
    ON CONFLICT (queue, job_key) WHERE state = 'waiting' DO UPDATE SET due_at = min(due_at, excluded.due_at)`,
  due: `
    SELECT value AS queue FROM json_each(?) WHERE EXISTS (
      SELECT 1 FROM job WHERE queue = value AND state <> 'dead' AND due_at <= ?
      AND NOT (state = 'running' AND (locked_by = ? OR ?)))`,
  // A clock that jumps ahead ends all leases: for a while nobody takes what others do, and never what it does itself.
  claim: `
    WITH due AS (
      SELECT id FROM job WHERE queue = ? AND state <> 'dead' AND due_at <= ?
      AND NOT (state = 'running' AND (locked_by = ? OR ?)) ORDER BY due_at LIMIT ?
    )
    UPDATE job SET state = 'running', due_at = ?, attempt = attempt + 1, locked_by = ?
    WHERE id IN (SELECT id FROM due)
    RETURNING id, queue, job_key AS "key", data, attempt`,
  keepAlive: `UPDATE job SET due_at = ? WHERE locked_by = ? AND state = 'running'`,
  complete: `DELETE FROM job WHERE id = ? AND attempt = ? AND locked_by = ? AND state = 'running'`,
  hasRetryingTwin: `SELECT 1 FROM job WHERE queue = ? AND job_key = ? AND state = 'retrying' LIMIT 1`,
  retry: `
    UPDATE job SET state = 'retrying', due_at = ?, locked_by = NULL
    WHERE id = ? AND attempt = ? AND locked_by = ? AND state = 'running'`,
  bury: `
    UPDATE job SET state = 'dead', failed_at = ?, error_code = ?, error_message = ?, locked_by = NULL
    WHERE id = ? AND attempt = ? AND locked_by = ? AND state = 'running'`,
  handBack: `
    UPDATE job SET state = 'retrying', due_at = ?, attempt = attempt - 1, locked_by = NULL
    WHERE id = ? AND attempt = ? AND locked_by = ? AND state = 'running'`,
  pullIn: `
    UPDATE job SET due_at = ? WHERE state IN ('waiting', 'retrying') AND due_at > ? AND coalesce(job_key, '') <> ?`,
  pullInClaims: `UPDATE job SET due_at = ? WHERE state = 'running' AND due_at > ?`,
  lag: `SELECT state, count(*) AS "count", min(due_at) AS "dueAt" FROM job GROUP BY state`,
};

/** Jobs in a table of their own. The injected clock decides what is due. */
export class SqliteJobStore implements JobStore {
  readonly heartbeatMs = HEARTBEAT_MS;
  readonly pollMs: number;
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly watch: ClockWatch;
  private readonly random: Random;
  /** The name under which this process holds jobs; a restarted process has another one. */
  private readonly holder: string;

  constructor(deps: { database: Database; clock: Clock; random: Random; pollMs?: number }) {
    this.database = deps.database;
    this.clock = deps.clock;
    this.watch = new ClockWatch(deps.clock);
    this.random = deps.random;
    this.pollMs = deps.pollMs ?? 200;
    this.holder = deps.random.uuid();
  }

  async open(): Promise<void> {}

  async enqueue(tx: Tx, job: NewJob): Promise<void> {
    const values = [this.random.uuid(), job.queue, job.key ?? null, JSON.stringify(job.data ?? {})];
    await tx.query(sql.enqueue, [...values, job.runAt ?? this.clock.now()]);
  }

  async due(queues: readonly string[]): Promise<string[]> {
    const rows = await this.query(sql.due, [JSON.stringify(queues), ...this.takeable(this.clock.now())]);
    return (rows as { queue: string }[]).map(({ queue }) => queue);
  }

  /** The parameters of what may be taken now. */
  private takeable(now: number): (string | number)[] {
    return [now, this.holder, this.watch.steadyFor() < WATCH_MS ? 1 : 0];
  }

  async claim(queue: QueueSettings, limit: number): Promise<ClaimedJob[]> {
    // Reading first keeps an idle process from taking SQLite's one write lock several times a second.
    if ((await this.due([queue.name])).length === 0) return [];
    const now = this.clock.now();
    const taken = [queue.name, ...this.takeable(now), limit, now + LEASE_MS, this.holder];
    const rows = (await this.query(sql.claim, taken)) as RawJob[];
    const jobs = rows.map((row) => ({ ...row, data: JSON.parse(row.data) as ClaimedJob['data'] }));
    return this.withoutKillers(queue, jobs);
  }

  /** A job whose process died in every attempt, the last one included, would be tried for ever. */
  private async withoutKillers(queue: QueueSettings, jobs: ClaimedJob[]): Promise<ClaimedJob[]> {
    const killers = jobs.filter((job) => job.attempt > queue.attempts);
    const error = { code: null, message: 'The process ended during the last attempt.' };
    for (const job of killers) await this.bury(job, error);
    return jobs.filter((job) => job.attempt <= queue.attempts);
  }

  async keepAlive(): Promise<void> {
    await this.query(sql.keepAlive, [this.clock.now() + LEASE_MS, this.holder]);
  }

  async complete(job: ClaimedJob): Promise<void> {
    await this.query(sql.complete, this.fence(job));
  }

  async fail(queue: QueueSettings, job: ClaimedJob, error: DeadLetter['error']): Promise<void> {
    const now = this.clock.now();
    const dueAt = now + backoff(queue, job.attempt, this.random.fraction());
    await this.withoutTwin(job, (tx) =>
      job.attempt >= queue.attempts
        ? this.bury(job, error, tx)
        : tx.query(sql.retry, [dueAt, ...this.fence(job)]),
    );
  }

  /**
   * A key that is asked for again and again while it fails must not pile up retries: one of them goes on. Transactions
   * exclude each other here, so that of two that fail at once one sees the other.
   */
  private withoutTwin(job: ClaimedJob, settle: (tx: Tx) => Promise<unknown>): Promise<void> {
    return this.database.transaction(async (tx) => {
      const twins: unknown[] = await tx.query(sql.hasRetryingTwin, [job.queue, job.key]);
      if (twins.length > 0) await tx.query(sql.complete, this.fence(job));
      else await settle(tx);
    });
  }

  private async bury(
    job: ClaimedJob,
    error: DeadLetter['error'],
    tx: Tx = this.database.manager,
  ): Promise<void> {
    await tx.query(sql.bury, [this.clock.now(), error.code, error.message, ...this.fence(job)]);
  }

  async handBack(jobs: readonly ClaimedJob[], afterMs = 0): Promise<void> {
    const dueAt = this.clock.now() + afterMs;
    for (const job of jobs) {
      const values = [dueAt, ...this.fence(job)];
      if (afterMs > 0) await this.withoutTwin(job, (tx) => tx.query(sql.handBack, values));
      else await this.query(sql.handBack, values);
    }
  }

  async pullIn(exceptKey: string): Promise<void> {
    const now = this.clock.now();
    await this.query(sql.pullIn, [now, now, exceptKey]);
    await this.query(sql.pullInClaims, [now + LEASE_MS, now + LEASE_MS]);
  }

  async deadLetters(limit = 100): Promise<DeadLetter[]> {
    const dead = { where: { state: 'dead' as const }, order: { failedAt: 'DESC' as const }, take: limit };
    return (await this.database.manager.getRepository(jobEntity).find(dead)).map(toDeadLetter);
  }

  async redrive(id: string): Promise<boolean> {
    const fresh = { state: 'retrying' as const, dueAt: this.clock.now(), attempt: 0, failedAt: null };
    const result = await this.database.manager.update(jobEntity, { id, state: 'dead' }, fresh);
    return result.affected === 1;
  }

  async lag(): ReturnType<Jobs['lag']> {
    const rows = (await this.query(sql.lag)) as { state: JobRow['state']; count: number; dueAt: number }[];
    const count = (state: JobRow['state']) => rows.find((row) => row.state === state)?.count ?? 0;
    const due = rows
      .filter((row) => row.state === 'waiting' || row.state === 'retrying')
      .map((row) => row.dueAt);
    return {
      waiting: count('waiting') + count('retrying'),
      running: count('running'),
      dead: count('dead'),
      oldestDueMs: Math.max(0, this.clock.now() - Math.min(this.clock.now(), ...due)),
    };
  }

  async close(): Promise<void> {}

  /** Only the attempt that this process holds may be settled: the job may have been given to another one. */
  private fence(job: ClaimedJob): (string | number)[] {
    return [job.id, job.attempt, this.holder];
  }

  private query(statement: string, parameters: unknown[] = []): Promise<unknown> {
    return this.database.manager.query(statement, parameters);
  }
}

interface RawJob extends Omit<ClaimedJob, 'data'> {
  data: string;
}

const toDeadLetter = (row: JobRow): DeadLetter => ({
  id: row.id,
  queue: row.queue,
  data: row.data,
  attempts: row.attempt,
  failedAt: row.failedAt ?? 0,
  error: { code: row.errorCode as DeadLetter['error']['code'], message: row.errorMessage ?? '' },
});
