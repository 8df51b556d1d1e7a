import { setTimeout as pause } from 'node:timers/promises';
import type { EntitySchema } from 'typeorm';
import { openDatabase } from '../src/backend/database/database.ts';
import { startProcess } from '../src/backend/database/test-process.ts';
import { limiterEntities } from '../src/backend/hubspot/limiter/limiter-entity.ts';
import { HUBSPOT_LIMITS } from '../src/sandbox/options.ts';
import type { TestSandbox } from '../src/sandbox/testing.ts';

/** HubSpot's limit: so many calls in any window of so many ms. */
export const MAX = HUBSPOT_LIMITS.perTenSeconds;
const WINDOW_MS = 10_000;
/** The stand-in remembers its last 300 calls in full: far more than come in this time. */
const LOOK_EVERY_MS = 500;
const WORKER = new URL('../test/hubspot/limiter-worker.ts', import.meta.url);

/** A call as the stand-in saw it. */
export interface Call {
  /** When it was answered, epoch ms. */
  at: number;
  portalId: number | null;
  status: number | null;
  /** What the stand-in was told to do to it. */
  fault: string | null;
  durationMs: number;
}

export interface Load {
  databaseUrl: string;
  processes: number;
  lastsMs: number;
  /** `pauseMs`: between two calls of a process; 0: as fast as the budget lets it. */
  accounts: readonly { id: number; pauseMs: number }[];
}

/** Empty tables of the budget that all processes share. */
export async function prepareBudget(databaseUrl: string): Promise<void> {
  const entities = limiterEntities as unknown as EntitySchema<never>[]; // Invariant in its rows.
  const database = await openDatabase({ url: databaseUrl, entities, migrations: [] });
  await database.dataSource.synchronize();
  await database.close();
}

export async function newAccount(sandbox: TestSandbox): Promise<number> {
  // The control API is this package's own: it answers with the account.
  const { body } = (await sandbox.control('POST', '/portals', { name: 'Account' })) as {
    body: { portalId: number };
  };
  return body.portalId;
}

/**
 * Runs worker processes that call HubSpot for several accounts at once, each with the real client, and resolves to
 * every call that the stand-in saw, in order.
 * @throws when a process fails
 */
export async function callTogether(sandbox: TestSandbox, load: Load): Promise<Call[]> {
  const { databaseUrl, processes, lastsMs, accounts } = load;
  await sandbox.control('DELETE', '/calls');
  const args = accounts.map(({ id, pauseMs }) => `${id}:${sandbox.issueAccessToken(id)}:${pauseMs}`);
  const workers = Array.from({ length: processes }, () =>
    startProcess(WORKER, [databaseUrl, sandbox.url, String(lastsMs), ...args]),
  );
  const ended = Promise.all(workers.map(({ exited }) => exited));
  const calls: Call[] = [];
  const look = async (): Promise<void> => {
    const { total, recent } = (await sandbox.control('GET', '/calls')).body as {
      total: number;
      recent: Call[];
    };
    calls.push(...recent.slice(0, total - calls.length));
  };
  while (!(await Promise.race([ended, pause(LOOK_EVERY_MS)]))) await look();
  await look();
  const codes = (await ended).map(({ code }) => code);
  if (codes.some((code) => code !== 0)) throw new Error(`Workers ended with ${codes.join(', ')}.`);
  return calls.sort((a, b) => a.at - b.at);
}

/** When the calls of an account reached HubSpot, in order. */
export const arrivals = (calls: readonly Call[], account: number): number[] =>
  calls
    .filter(({ portalId }) => portalId === account)
    .map(({ at, durationMs }) => at - durationMs)
    .sort((a, b) => a - b);

/** The most calls in any rolling window. */
export function most(times: readonly number[]): number {
  let [best, start] = [0, 0];
  for (const [end, time] of times.entries()) {
    while (time - (times[start] ?? 0) >= WINDOW_MS) start += 1;
    best = Math.max(best, end - start + 1);
  }
  return best;
}

/**
 * Of what the limit allows, 0 to 1, from the first second on (the processes start one by one) to the last call, less
 * the time in which no call was allowed.
 */
export function usedShare(times: readonly number[], pausedMs = 0): number {
  const begin = (times[0] ?? 0) + 1_000;
  const end = times.at(-1) ?? 0;
  const counted = times.filter((time) => time >= begin).length;
  return counted / ((end - begin - pausedMs) / WINDOW_MS) / MAX;
}

/** Calls above the limit: what the stand-in refuses by itself. */
export const refused = (calls: readonly Call[]): Call[] =>
  calls.filter(({ status, fault }) => status === 429 && fault === null);
