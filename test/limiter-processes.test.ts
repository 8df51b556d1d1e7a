import type { EntitySchema } from 'typeorm';
import { expect, it } from 'vitest';
import { openDatabase } from '../src/backend/database/database.ts';
import { createTestDatabase } from '../src/backend/database/test-database.ts';
import { startProcess } from '../src/backend/database/test-process.ts';
import { limiterEntities } from '../src/backend/hubspot/limiter-entity.ts';
import { HUBSPOT_LIMITS } from '../src/sandbox/options.ts';
import { startTestSandbox } from '../src/sandbox/testing.ts';

const PROCESSES = 4;
/** Two windows of HubSpot's limit and a little more. */
const LASTS_MS = 22_000;
const WINDOW_MS = 10_000;
const MAX = HUBSPOT_LIMITS.perTenSeconds;
/** From the answer that asks for a pause until every process knows it, on a machine with much else to do. */
const HEARD_MS = 2_000;

interface Call {
  at: number;
  portalId: number | null;
  status: number | null;
  fault: string | null;
  durationMs: number;
}

/** The most calls in any rolling window. */
function most(times: readonly number[]): number {
  let [best, start] = [0, 0];
  for (const [end, time] of times.entries()) {
    while (time - (times[start] ?? 0) >= WINDOW_MS) start += 1;
    best = Math.max(best, end - start + 1);
  }
  return best;
}

/**
 * Four worker processes on PostgreSQL, counted by the stand-in, which answers 429 above HubSpot's limit. One account is
 * worked on as fast as the budget lets it, three get a 429, a 423 and a 477 that ask for a pause.
 */
it(
  'four processes share the budget of each account and no account pays for another',
  { timeout: 60_000 },
  async () => {
    const sandbox = await startTestSandbox({ limits: HUBSPOT_LIMITS, latencyMs: 20 });
    const created = await createTestDatabase('postgres');
    const entities = limiterEntities as unknown as EntitySchema<never>[]; // Invariant in its rows.
    const database = await openDatabase({ url: created.url, entities, migrations: [] });
    await database.dataSource.synchronize();
    await database.close();
    const [busy, ...paused] = [4242, ...(await newAccounts(3))];
    const pauses = [
      { status: 429, seconds: 4 },
      { status: 423, seconds: 3 },
      { status: 477, seconds: 6 },
    ];
    await sandbox.control(
      'PUT',
      '/faults',
      pauses.map(({ status, seconds }, at) => ({
        match: { portalId: paused[at] },
        ...{ kind: 'status', status, retryAfter: seconds, times: 1 },
      })),
    );
    const calls = await watchCalls();
    const args = [`${busy}:${sandbox.issueAccessToken(busy ?? 0)}:0`];
    for (const id of paused) args.push(`${id}:${sandbox.issueAccessToken(id)}:150`);
    const script = new URL('./limiter-worker.ts', import.meta.url);
    const workers = Array.from({ length: PROCESSES }, () =>
      startProcess(script, [created.url, sandbox.url, String(LASTS_MS), ...args]),
    );
    const codes = await Promise.all(workers.map(({ exited }) => exited.then(({ code }) => code)));
    const all = await calls.stop();
    await created.remove();
    await sandbox.stop();

    expect(codes).toEqual([0, 0, 0, 0]);
    expect(all.filter(({ status, fault }) => status === 429 && fault === null)).toEqual([]);
    const times = all
      .filter((call) => call.portalId === busy)
      .map(({ at, durationMs }) => at - durationMs)
      .sort((a, b) => a - b);
    const peak = most(times);
    const share = usedShare(times);
    process.stdout.write(
      `limiter: ${PROCESSES} processes, ${times.length} calls, at most ${peak} in any 10 s, ${Math.round(share * 100)} % of ${MAX} used\n`,
    );
    expect(peak).toBeLessThanOrEqual(MAX);
    // 95 to 97 % on a machine of its own; on a busy one the processes themselves come late.
    expect(share).toBeGreaterThanOrEqual(0.6);
    for (const [at, { status, seconds }] of pauses.entries()) {
      const own = all.filter((call) => call.portalId === paused[at]);
      const struck = own.find((call) => call.status === status)?.at ?? 0;
      const during = own.filter(
        (call) => call.at - call.durationMs > struck + HEARD_MS && call.at < struck + seconds * 1_000,
      );
      expect([status, struck > 0, during.length]).toEqual([status, true, 0]);
      // Afterwards all four go on.
      expect(own.filter((call) => call.at > struck + seconds * 1_000).length).toBeGreaterThan(PROCESSES);
    }

    async function newAccounts(count: number): Promise<number[]> {
      const ids: number[] = [];
      for (let made = 0; made < count; made += 1)
        ids.push(
          (await sandbox.control('POST', '/portals', { name: `Account ${made}` })).body.portalId as number,
        );
      return ids;
    }

    /** The stand-in remembers its last calls only. */
    async function watchCalls() {
      const seen: Call[] = [];
      await sandbox.control('DELETE', '/calls');
      const collect = async () => {
        const { recent } = (await sandbox.control('GET', '/calls')).body as { recent: Call[] };
        await sandbox.control('DELETE', '/calls');
        seen.push(...recent);
      };
      let collecting = Promise.resolve();
      const timer = setInterval(() => (collecting = collecting.then(collect)), 500);
      return {
        async stop() {
          clearInterval(timer);
          await collecting;
          await collect();
          return seen.sort((a, b) => a.at - b.at);
        },
      };
    }
  },
);

/** Of what the limit allows, in the time between the first second and the last call: the processes start one by one. */
function usedShare(times: readonly number[]): number {
  const begin = (times[0] ?? 0) + 1_000;
  const end = times.at(-1) ?? 0;
  const counted = times.filter((time) => time >= begin).length;
  return counted / ((end - begin) / WINDOW_MS) / MAX;
}
