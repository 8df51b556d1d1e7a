import { MINUTE } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { BatonError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { ERROR_LENGTH } from './stores/job-store.ts';
import type { ClaimedJob, JobStore, QueueSettings } from './stores/job-store.ts';
import type { DeadLetter } from './jobs.ts';
import { beginningOf, storable } from '../ground/text.ts';

export interface QueueWorkerOptions {
  store: JobStore;
  logger: Logger;
  queue: QueueSettings;
  concurrency: number;
  handler: (job: ClaimedJob) => Promise<void>;
}

/** Takes the jobs of one queue and runs its handler on so many at once. */
export class QueueWorker {
  readonly queue: QueueSettings;
  private readonly options: QueueWorkerOptions;
  private readonly running = new Map<string, { job: ClaimedJob; done: Promise<void> }>();
  private taking: Promise<void> | undefined;
  private askedAgain = false;
  private stopping = false;

  constructor(options: QueueWorkerOptions) {
    this.queue = options.queue;
    this.options = options;
  }

  /** The jobs whose handlers run now. */
  get jobs(): ClaimedJob[] {
    return [...this.running.values()].map(({ job }) => job);
  }

  /** Looks for work now; asked while it looks, it looks once more. */
  wake(): void {
    this.askedAgain = true;
    this.taking ??= this.takeWhileAsked().finally(() => {
      this.taking = undefined;
      if (this.askedAgain && !this.stopping) this.wake();
    });
  }

  private async takeWhileAsked(): Promise<void> {
    while (this.askedAgain && !this.stopping) {
      this.askedAgain = false;
      const free = this.options.concurrency - this.running.size;
      if (free <= 0) return; // The end of a job asks again.
      try {
        for (const job of await this.options.store.claim(this.queue, free)) this.run(job);
      } catch (error) {
        this.options.logger.error(
          { err: error, queue: this.queue.name },
          'could not look for jobs; trying again',
        );
      }
    }
  }

  private run(job: ClaimedJob): void {
    const done = this.handle(job).finally(() => {
      this.running.delete(job.id);
      this.wake();
    });
    this.running.set(job.id, { job, done });
  }

  private async handle(job: ClaimedJob): Promise<void> {
    const { handler, store, logger } = this.options;
    try {
      const failure = await handler(job).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      if (failure) await this.fail(job, failure.error);
      else await store.complete(job);
    } catch (error) {
      // The job stays taken until its lease ends, and then runs once more.
      logger.error({ err: error, queue: job.queue, job: job.id }, 'could not record how a job ended');
    }
  }

  private async fail(job: ClaimedJob, error: unknown): Promise<void> {
    const { logger, store } = this.options;
    if (waitsForPermission(error)) return store.handBack([job], error.retryAfterMs ?? MINUTE);
    const about = { err: error, queue: job.queue, job: job.id, attempt: job.attempt };
    if (job.attempt >= this.queue.attempts)
      logger.error({ ...about, code: 'JOB_FAILED' }, 'a job failed for the last time');
    else logger.warn(about, 'a job failed and will be tried again');
    await store.fail(this.queue, job, describe(error));
  }

  /** Takes no more, and waits for running handlers until `deadline`. @returns the jobs that still run */
  async stop(deadline: Promise<void>): Promise<ClaimedJob[]> {
    this.stopping = true;
    await this.taking;
    await Promise.race([Promise.all([...this.running.values()].map(({ done }) => done)), deadline]);
    return this.jobs;
  }
}

/** Nothing failed: for hours or weeks the account may not be called, and the work must still be there afterwards. */
const waitsForPermission = (error: unknown): error is BatonError =>
  isBatonError(error, 'API_BUDGET_USED') || isBatonError(error, 'DATA_SYNC_OFF');

function describe(error: unknown): DeadLetter['error'] {
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: isBatonError(error) ? error.code : null,
    message: beginningOf(storable(message), ERROR_LENGTH),
  };
}
