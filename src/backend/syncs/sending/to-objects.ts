import type { Destination } from '../definition/definition.ts';
import type { RunContext } from '../runs/context.ts';
import type { Matching } from '../runs/objects.ts';

/** A run to objects, as those who send for it need it. */
export interface ToObjects {
  context: RunContext;
  to: Extract<Destination, { kind: 'object' }>;
  matching: Matching;
}
