import type { Queue } from '../room/queue.ts';
import type { Jobs } from './jobs.ts';

/** Takes the jobs of these queues on. Call before `jobs.start`. @throws Error if one has a handler already */
export function registerQueues(jobs: Pick<Jobs, 'work' | 'schedule'>, queues: readonly Queue[]): void {
  for (const { name, options, cron, run } of queues) {
    jobs.work(name, options, ({ data }) => run(data));
    if (cron !== undefined) jobs.schedule(name, cron);
  }
}
