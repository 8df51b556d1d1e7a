import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { manualTime, startTestSandbox, type TestSandbox } from '../testing.ts';

const owners = '/crm/owners/2026-09';
const usage = '/account-info/2026-09/api-usage/daily/private-apps';
let sandbox: TestSandbox;
afterEach(() => sandbox.stop());

/** 5 a.m. in New York, where the account is. */
const start = async (options: Partial<SandboxOptions> = {}) => {
  sandbox = await startTestSandbox({ time: manualTime(Date.parse('2026-11-23T10:00:00Z')), ...options });
};
const limitTo = (dailyLimit: number | null, more = {}) =>
  sandbox.control('PATCH', '/portals/4242', { dailyLimit, ...more });

describe('the requests of a day', () => {
  it('are not limited for an app that OAuth installed', async () => {
    await start();
    const { body, headers } = await sandbox.api('GET', usage);
    expect(body).toEqual({ results: [] });
    expect([...headers.keys()].filter((name) => name.includes('daily'))).toEqual([]);
  });

  it('end with a 429 that names the policy, until midnight of the account', async () => {
    await start();
    await limitTo(2);
    expect((await sandbox.api('GET', usage)).body.results).toEqual([
      {
        name: 'private-apps-api-calls-daily',
        usageLimit: 2,
        currentUsage: 1,
        collectedAt: '2026-11-23T10:00:00.000Z',
        fetchStatus: 'SUCCESS',
        resetsAt: '2026-11-24T05:00:00.000Z',
      },
    ]);
    expect((await sandbox.api('GET', owners)).status).toBe(200);
    const { status, body } = await sandbox.api('GET', owners);
    expect([status, body.policyName, body.errorType, body.message]).toEqual([
      429,
      'DAILY',
      'RATE_LIMIT',
      'You have reached your daily limit.',
    ]);
    sandbox.clock.advance(Date.parse('2026-11-24T04:59:59Z') - sandbox.clock.now());
    expect((await sandbox.api('GET', owners)).status).toBe(429);
    sandbox.clock.advance(1_000);
    expect((await sandbox.api('GET', owners)).status).toBe(200);
  });

  it('do not count what the ten seconds refused, and search counts', async () => {
    await start({ limits: { perTenSeconds: 1, searchPerSecond: 5 } });
    await limitTo(3);
    for (let sent = 0; sent < 3; sent++) await sandbox.api('GET', owners);
    const body = { filterGroups: [], sorts: [], properties: [], limit: 1, after: '0' };
    const search = () => sandbox.api('POST', '/crm/objects/2026-09/contacts/search', body);
    expect([(await search()).status, (await search()).status]).toEqual([200, 200]);
    const refused = await search();
    expect([refused.status, refused.body.policyName]).toEqual([429, 'DAILY']);
    expect((await sandbox.control('GET', '/portals/4242/daily')).body).toEqual({
      limit: 3,
      used: 3,
      resetsAt: Date.parse('2026-11-24T05:00:00Z'),
    });
  });

  it('stay used over a restart and in another time zone, and a higher limit lets in at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daily-'));
    const dataFile = join(folder, 'sandbox.db');
    await start({ dataFile });
    await limitTo(1, { timeZone: 'Europe/Berlin' });
    await sandbox.api('GET', owners);
    await sandbox.stop();
    await start({ dataFile });
    expect((await sandbox.api('GET', owners)).status).toBe(429);
    await limitTo(2, { timeZone: 'Asia/Tokyo' });
    expect([(await sandbox.api('GET', owners)).status, (await sandbox.api('GET', owners)).status]).toEqual([
      200, 429,
    ]);
    expect((await sandbox.control('GET', '/portals/4242/daily')).body.resetsAt).toBe(
      Date.parse('2026-11-23T15:00:00Z'),
    );
    rmSync(folder, { recursive: true });
  });
});
