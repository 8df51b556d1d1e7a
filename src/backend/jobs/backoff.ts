import type { QueueSettings } from './stores/job-store.ts';

/** Milliseconds before the next attempt: doubled each time up to the maximum, of which the upper half is by chance. */
export function backoff(queue: QueueSettings, attempt: number, fraction: number): number {
  const full = Math.min(queue.backoffMaxMs, queue.backoffMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (0.5 + fraction / 2));
}
