import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Random } from '../ground/random.ts';
import type { Collection, Store } from '../ground/store.ts';

export const faultSchema = z.object({
  id: z.string().default(() => randomUUID()),
  match: z
    .object({
      method: z.string().optional(),
      /** A prefix of the path, or a regular expression when it begins with `^`. */
      path: z.string().optional(),
      portalId: z.coerce.number().optional(),
    })
    .default({}),
  /**
   * status: answer with `status` · latency: wait `delayMs`, then go on · drop-before, drop-after: close the connection
   * without an answer, before or after the work · hang: never answer · garbage: 200 with nonsense · cut: half an answer.
   */
  kind: z.enum(['status', 'latency', 'drop-before', 'drop-after', 'hang', 'garbage', 'cut']),
  status: z.number().int().min(400).max(599).default(500),
  body: z.unknown().optional(),
  /** Seconds, for the Retry-After header of a status fault. */
  retryAfter: z.number().optional(),
  delayMs: z.number().min(0).default(1_000),
  /** status and hang: do the work first, then fail. */
  afterWork: z.boolean().default(false),
  /** How often it strikes before it is gone; absent: always. */
  times: z.number().int().positive().optional(),
  /** Probability with which a matching request is struck. */
  probability: z.number().min(0).max(1).default(1),
});
export type Fault = z.infer<typeof faultSchema>;

/** Faults that the operator asked for. */
export class Faults {
  readonly #faults: Collection<Fault>;
  readonly #random: Random;

  constructor(store: Store, random: Random) {
    this.#faults = store.collection('faults');
    this.#random = random;
  }

  list(): Fault[] {
    return [...this.#faults.values()];
  }

  replace(faults: readonly Fault[]): void {
    for (const { id } of this.list()) this.#faults.delete(id);
    for (const fault of faults) this.#faults.set(fault.id, fault);
  }

  /** The first fault that strikes this request; its count goes down. */
  strike(request: { method: string; path: string; portalId: number | null }): Fault | null {
    const fault = this.list().find(
      (candidate) => matches(candidate, request) && this.#random() < candidate.probability,
    );
    if (!fault) return null;
    if (fault.times === 1) this.#faults.delete(fault.id);
    else if (fault.times !== undefined) this.#faults.set(fault.id, { ...fault, times: fault.times - 1 });
    return fault;
  }
}

function matches(
  { match }: Fault,
  request: { method: string; path: string; portalId: number | null },
): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match.portalId !== undefined && match.portalId !== request.portalId) return false;
  if (match.path === undefined) return true;
  return match.path.startsWith('^')
    ? new RegExp(match.path).test(request.path)
    : request.path.startsWith(match.path);
}

/** Whether the fault strikes before the request's work is done. */
export function strikesBefore(fault: Fault): boolean {
  return (
    fault.kind === 'drop-before' || ((fault.kind === 'status' || fault.kind === 'hang') && !fault.afterWork)
  );
}
