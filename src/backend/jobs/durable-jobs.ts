import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { PerTransaction } from '../database/per-transaction.ts';
import type { Logger } from '../ground/logger.ts';
import { AfterCommit } from './after-commit.ts';
import { defaultQueueSettings } from './stores/job-store.ts';
import type { JobStore } from './stores/job-store.ts';
import type { DeadLetter, Job, JobData, Jobs, NewJob } from './jobs.ts';
import type { WorkOptions } from '../room/queue.ts';
import { QueueWorker } from './queue-worker.ts';
import { Schedules, TICK } from './schedules.ts';

const DEFAULT_GRACE_MS = 10_000;

/** The workers, timers and schedules of one process, the same on every store. */
export class DurableJobs implements Jobs {
  private readonly store: JobStore;
  private readonly logger: Logger;
  private readonly clock: Clock;
  private readonly workers = new Map<string, QueueWorker>();
  private readonly schedules: Schedules;
  private readonly afterCommit: AfterCommit;
  /** Until when the job of a queue and key is asked for already. */
  private readonly asked = new PerTransaction<number>();
  private timers: NodeJS.Timeout[] = [];
  private looking: Promise<void> | undefined;
  private beating: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;

  constructor(deps: { store: JobStore; database: Database; clock: Clock; logger: Logger }) {
    this.store = deps.store;
    this.logger = deps.logger;
    this.clock = deps.clock;
    this.schedules = new Schedules({ ...deps, enqueue: (tx, job) => this.enqueue(tx, job) });
    this.afterCommit = new AfterCommit(deps.database.dataSource, (queues) => {
      for (const queue of queues) this.wake(queue);
    });
  }

  async enqueue(tx: Tx, job: NewJob): Promise<void> {
    const { queue, key, runAt = this.clock.now() } = job;
    const asked = this.asked.of(tx);
    const name = `${queue} ${key ?? ''}`;
    // What one transaction writes asks for the same job again and again. It stands, and nobody takes it before the end.
    if (key !== undefined && (asked.get(name) ?? Number.POSITIVE_INFINITY) <= runAt) return;
    await this.store.enqueue(tx, job);
    asked.set(name, runAt);
    this.afterCommit.add(tx, queue);
  }

  work<Data extends JobData>(
    queue: string,
    options: WorkOptions,
    handler: (job: Job<Data>) => Promise<void>,
  ): void {
    if (this.workers.has(queue)) throw new Error(`The queue ${queue} has a handler already.`);
    const { concurrency, ...settings } = options;
    const worker = new QueueWorker({
      store: this.store,
      logger: this.logger,
      queue: { ...defaultQueueSettings(queue), ...settings },
      concurrency,
      handler: async ({ id, data, attempt, key }) => {
        await this.schedules.ticked({ queue, key, data });
        // What was enqueued for this queue is what its handler declares; the shape is the queue's own contract.
        await handler({ id, queue, data: data as Data, attempt });
      },
    });
    this.workers.set(queue, worker);
  }

  schedule(queue: string, cron: string): void {
    this.schedules.add(queue, cron);
  }

  async start(): Promise<void> {
    const workers = [...this.workers.values()];
    await this.store.open(workers.map((worker) => worker.queue));
    await this.schedules.start();
    this.timers = [
      setInterval(() => this.look(), this.store.pollMs),
      setInterval(() => this.beat(), this.store.heartbeatMs),
    ];
    this.look();
  }

  /** For what other processes put there, and what becomes due. */
  private look(): void {
    this.looking ??= this.store
      .due([...this.workers.keys()])
      .then((queues) => queues.forEach((queue) => this.wake(queue)))
      .catch((error: unknown) => this.logger.error({ err: error }, 'could not look for jobs; trying again'))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private wake(queue: string): void {
    if (this.timers.length > 0) this.workers.get(queue)?.wake();
  }

  private beat(): void {
    const jobs = [...this.workers.values()].flatMap((worker) => worker.jobs);
    if (jobs.length === 0) return;
    this.beating ??= this.store
      .keepAlive(jobs)
      .catch((error: unknown) => this.logger.error({ err: error }, 'could not keep the running jobs'))
      .finally(() => {
        this.beating = undefined;
      });
  }

  stop(graceMs = DEFAULT_GRACE_MS): Promise<void> {
    this.stopped ??= this.finish(graceMs);
    return this.stopped;
  }

  private async finish(graceMs: number): Promise<void> {
    const [poll, ...others] = this.timers;
    clearInterval(poll);
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((reached) => (timer = setTimeout(reached, graceMs)));
    const unfinished = await Promise.all([...this.workers.values()].map((worker) => worker.stop(deadline)));
    clearTimeout(timer);
    for (const other of others) clearInterval(other);
    this.timers = [];
    await Promise.all([this.looking, this.beating]);
    await this.store.handBack(unfinished.flat());
    await this.store.close();
  }

  async pullIn(): Promise<void> {
    await this.store.pullIn(TICK);
    await this.schedules.start();
  }

  deadLetters(limit?: number): Promise<DeadLetter[]> {
    return this.store.deadLetters(limit);
  }

  async redrive(id: string): Promise<boolean> {
    const found = await this.store.redrive(id);
    if (found) for (const queue of this.workers.keys()) this.wake(queue);
    return found;
  }

  lag(): ReturnType<Jobs['lag']> {
    return this.store.lag();
  }
}
