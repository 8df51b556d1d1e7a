import { expect, it } from 'vitest';
import {
  arrivals,
  callTogether,
  MAX,
  most,
  newAccount,
  prepareBudget,
  refused,
  usedShare,
} from '../../bench/limited-calls.ts';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import { HUBSPOT_LIMITS } from '../../src/sandbox/options.ts';
import { startTestSandbox } from '../../src/sandbox/testing.ts';

const PROCESSES = 4;
/** Two windows of HubSpot's limit and a little more. */
const LASTS_MS = 22_000;
/** From the answer that asks for a pause until every process knows it, on a machine with much else to do. */
const HEARD_MS = 2_000;

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
    await prepareBudget(created.url);
    const busy = 4242;
    const paused = [await newAccount(sandbox), await newAccount(sandbox), await newAccount(sandbox)];
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
        kind: 'status',
        status,
        retryAfter: seconds,
        times: 1,
      })),
    );
    const all = await callTogether(sandbox, {
      databaseUrl: created.url,
      processes: PROCESSES,
      lastsMs: LASTS_MS,
      accounts: [{ id: busy, pauseMs: 0 }, ...paused.map((id) => ({ id, pauseMs: 150 }))],
    });
    await created.remove();
    await sandbox.stop();

    expect(refused(all)).toEqual([]);
    const times = arrivals(all, busy);
    const [peak, share] = [most(times), usedShare(times)];
    process.stdout.write(
      `limiter: ${PROCESSES} processes, ${times.length} calls, at most ${peak} in any 10 s, ${Math.round(share * 100)} % of ${MAX} used\n`,
    );
    expect(peak).toBeLessThanOrEqual(MAX);
    // What it is on a quiet machine, `npm run bench limiter` tells; on a busy one the processes themselves come late.
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
  },
);
