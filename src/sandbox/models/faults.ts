import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
import { z } from 'zod';

/**
 * What goes wrong with a language model on purpose. slow: answers after `ms` · hang: never answers · status: refuses with
 * `status` · nonsense: answers with prose instead of what was asked for · wrong-shape: answers with another object ·
 * cut: breaks the connection in the middle of its answer.
 */
export const modelFaultSchema = z.object({
  kind: z.enum(['slow', 'hang', 'status', 'nonsense', 'wrong-shape', 'cut']),
  status: z.number().int().min(400).max(599).default(500),
  ms: z.number().int().min(0).max(600_000).default(5_000),
  /** How often it strikes before it goes away; without it, until removed. */
  times: z.number().int().positive().optional(),
});
export type ModelFault = z.infer<typeof modelFaultSchema>;

export class ModelFaults {
  private faults: ModelFault[] = [];

  list = (): readonly ModelFault[] => this.faults;

  replace(next: readonly ModelFault[]): void {
    this.faults = next.map((fault) => ({ ...fault }));
  }

  /** The first one, counted. */
  strike(): ModelFault | null {
    const fault = this.faults[0] ?? null;
    if (fault?.times !== undefined && (fault.times -= 1) === 0) this.faults.shift();
    return fault;
  }
}

/** Lets a fault happen. Resolves to true when there is no answer any more. */
export async function suffer(fault: ModelFault | null, response: Response): Promise<boolean> {
  if (fault?.kind === 'slow') await wait(fault.ms);
  if (fault?.kind === 'status') {
    const message = 'The stand-in was told to fail.';
    response.status(fault.status).json({ type: 'error', error: { type: 'stand_in', message } });
  }
  if (fault?.kind === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":"chatcmpl-', () => response.destroy());
  }
  return fault !== null && ['status', 'cut', 'hang'].includes(fault.kind);
}

/** What a model says instead of the answer. */
export function distorted(fault: ModelFault | null, answer: unknown): unknown {
  if (fault?.kind === 'nonsense') return 'Certainly! I would be happy to help you with that.';
  return fault?.kind === 'wrong-shape' ? { verdict: 'certainly' } : answer;
}
