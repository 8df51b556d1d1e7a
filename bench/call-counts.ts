import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxClient } from '../src/sandbox/local/client.ts';

/** Calls to HubSpot's API by method and path, OAuth included. */
export interface CallCounts {
  total: number;
  byPath: Record<string, number>;
  byStatus: Record<string, number>;
}

export async function countCalls(client: SandboxClient): Promise<CallCounts> {
  // The control API is this package's own.
  const { total, byPath, byStatus } = (await client.call('GET', '/calls')) as CallCounts;
  return { total, byPath, byStatus };
}

export const resetCalls = (client: SandboxClient): Promise<unknown> => client.call('DELETE', '/calls');

/** Waits until no call came for `quietMs`. */
export async function whenQuiet(client: SandboxClient, quietMs = 3_000): Promise<CallCounts> {
  let [counts, since] = [await countCalls(client), performance.now()];
  while (performance.now() - since < quietMs) {
    await pause(250);
    const now = await countCalls(client);
    if (now.total !== counts.total) [counts, since] = [now, performance.now()];
  }
  return counts;
}

/** Calls that HubSpot refused for coming too often. */
export const rateLimited = ({ byStatus }: CallCounts): number => byStatus['429'] ?? 0;
