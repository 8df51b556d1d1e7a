import { z } from 'zod';
import { MINUTE } from '../ground/clock.ts';
import { portalId as toPortalId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';

/** How the jobs of a queue are done. */
export interface WorkOptions {
  /** Handlers of this queue that run at once in this process. */
  concurrency: number;
  /** Runs before the job becomes a dead letter. Default 10. */
  attempts?: number;
  /** First pause between attempts, doubled each time with jitter, at most `backoffMaxMs`. Defaults 1 s and 5 min. */
  backoffMs?: number;
  backoffMaxMs?: number;
}

/** A kind of job, and what is done with one. Only workers take them. */
export interface Queue {
  /** Stands in databases: never changed. */
  readonly name: string;
  readonly options: WorkOptions;
  /** Also run at every tick (UTC, five fields), once over all processes. */
  readonly cron?: string;
  /** @param data as it was enqueued. May run twice, late and in any order: see `Jobs` */
  run(data: unknown): Promise<void>;
}

/** A queue whose jobs carry data of this shape. */
export function queue<Schema extends z.ZodType>(
  described: Omit<Queue, 'run'> & { data: Schema; run(data: z.output<Schema>): Promise<unknown> },
): Queue {
  const { data: schema, run, ...rest } = described;
  return { ...rest, run: async (data) => void (await run(schema.parse(data))) };
}

/** A queue whose jobs carry nothing. */
export const plainQueue = (described: Omit<Queue, 'run'> & { run(): Promise<unknown> }): Queue =>
  queue({ ...described, data: z.unknown() });

/** Of queues by account: jobs that are tried until they succeed, often at first, then every minute. */
export const untilItSucceeds = { attempts: 1_000, backoffMaxMs: MINUTE } as const;

const ofPortal = z.object({ portalId: z.string() });

/** A queue with at most one waiting job an account: what is there to do is looked up, not told. */
export const portalQueue = (
  name: string,
  run: (portalId: PortalId) => Promise<unknown>,
  options: WorkOptions = { concurrency: 4, ...untilItSucceeds },
): Queue => queue({ name, options, data: ofPortal, run: ({ portalId }) => run(toPortalId(portalId)) });
