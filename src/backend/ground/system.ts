import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from './clock.ts';

/** The machine's own chance; with `systemClock` the only sources of their kind, chosen at the entry points. */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
  bytes: (length) => randomBytes(length),
};
