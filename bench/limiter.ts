import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withPostgres } from '../test/world/database.ts';
import { HUBSPOT_LIMITS } from '../src/sandbox/options.ts';
import { startTestSandbox, type TestSandbox } from '../src/sandbox/testing.ts';
import type { Figure, Result } from './figures.ts';
import {
  arrivals,
  callTogether,
  MAX,
  most,
  newAccount,
  prepareBudget,
  refused,
  usedShare,
  type Call,
} from './limited-calls.ts';
import { LATENCY_MS } from '../test/world/world.ts';

const PROCESSES = 4;
const SECONDS = 30;
/** What a 429 in between asks for, and what those of the throttled account ask for, seconds. */
const PAUSE = 5;
const THROTTLED = 2;
/** Long enough for calls to arrive that were on their way when the 429 came. */
const HEARD_MS = 1_000;

/** How much of HubSpot's limit all processes use together, and what a pause and a throttled account cost others. */
export async function limiter(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const sandbox = await startTestSandbox({ limits: HUBSPOT_LIMITS, latencyMs: LATENCY_MS });
  const [lastsMs, databaseUrl] = [SECONDS * 1_000, `sqlite:${folder}/limiter.sqlite`];
  try {
    const many = await withPostgres(
      (origin) =>
        measure(`${PROCESSES} processes, PostgreSQL`, sandbox, {
          lastsMs,
          databaseUrl: `${origin}/postgres`,
          processes: PROCESSES,
        }),
      {},
    );
    const one = await measure('one process, SQLite', sandbox, { lastsMs, databaseUrl, processes: 1 });
    return {
      setting: [
        `One account called as fast as the budget lets it, ${SECONDS} s, ${LATENCY_MS} ms API latency, the limit ${MAX} calls in any 10 s;`,
        'counted by the stand-in from when each call arrives. Every process has the real client and the budget in the database.',
        `Beside: the same with two more accounts, one that gets nothing but 429 (Retry-After ${THROTTLED} s), and one as busy as the`,
        `first that gets a single 429 in the middle (Retry-After ${PAUSE} s). PostgreSQL: as delivered, every commit on the disk.`,
      ],
      figures: [...many, ...one],
    };
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Processes {
  databaseUrl: string;
  processes: number;
  lastsMs: number;
}

async function measure(who: string, sandbox: TestSandbox, processes: Processes): Promise<Figure[]> {
  await prepareBudget(processes.databaseUrl);
  const alone = await newAccount(sandbox);
  const before = await callTogether(sandbox, { ...processes, accounts: [{ id: alone, pauseMs: 0 }] });
  const [busy, throttled, struck] = [
    await newAccount(sandbox),
    await newAccount(sandbox),
    await newAccount(sandbox),
  ];
  const throttle = faultOn(throttled, THROTTLED);
  await sandbox.control('PUT', '/faults', [throttle]);
  const [calls] = await Promise.all([
    callTogether(sandbox, {
      ...processes,
      accounts: [busy, throttled, struck].map((id) => ({ id, pauseMs: 0 })),
    }),
    pause(processes.lastsMs / 2).then(() =>
      sandbox.control('PUT', '/faults', [throttle, { ...faultOn(struck, PAUSE), times: 1 }]),
    ),
  ]);
  await sandbox.control('PUT', '/faults', []);
  return [
    ...shareFigures(`${who}: `, before, alone),
    ...shareFigures(`${who}, beside a throttled account: `, calls, busy),
    ...pauseFigures(`${who}, a 429 in between: `, calls, struck),
    {
      what: `${who}: calls above the limit, all accounts`,
      value: refused(before).length + refused(calls).length,
      unit: 'calls',
      target: '0',
    },
  ];
}

const faultOn = (portalId: number, retryAfter: number) => ({
  match: { portalId },
  kind: 'status',
  status: 429,
  retryAfter,
});

function shareFigures(what: string, calls: readonly Call[], account: number, pausedMs = 0): Figure[] {
  const times = arrivals(calls, account);
  const share = usedShare(times, pausedMs) * 100;
  return [
    { what: `${what}used of the limit`, value: share, unit: '%', target: '≥ 90 %' },
    { what: `${what}most in any 10 s`, value: most(times), unit: 'calls', target: `≤ ${MAX}` },
  ];
}

function pauseFigures(what: string, calls: readonly Call[], account: number): Figure[] {
  const pauseMs = PAUSE * 1_000;
  const struckAt = calls.find((call) => call.portalId === account && call.fault !== null)?.at;
  if (struckAt === undefined) throw new Error('The 429 in between struck no call.');
  const during = arrivals(calls, account).filter(
    (time) => time > struckAt + HEARD_MS && time < struckAt + pauseMs,
  );
  return [
    ...shareFigures(what, calls, account, pauseMs),
    {
      what: `${what}calls in its pause, later than ${HEARD_MS / 1_000} s`,
      value: during.length,
      unit: 'calls',
      target: '0',
    },
  ];
}
