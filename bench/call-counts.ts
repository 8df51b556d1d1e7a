import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxClient } from '../src/sandbox/local/client.ts';

/** Calls to HubSpot's API by method and path, OAuth included. */
export interface CallCounts {
  total: number;
  byPath: Record<string, number>;
}

export async function countCalls(client: SandboxClient): Promise<CallCounts> {
  // The control API is this package's own.
  const { total, byPath } = (await client.call('GET', '/calls')) as CallCounts;
  return { total, byPath };
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

/** HubSpot's refusals for coming too often, as Baton counted them. */
export async function rateLimited(batonUrl: string): Promise<number> {
  const text = await (await fetch(`${batonUrl}/metrics`)).text();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('baton_hubspot_call_seconds_count') && line.includes('status="429"'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
