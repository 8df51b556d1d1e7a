import { afterEach, expect, it } from 'vitest';
import { openAnother, createTestDatabase } from '../database/test-database.ts';
import type { FakeHubSpot } from '../hubspot/test-hubspot.ts';
import { startFakeHubSpot, standingClock } from '../hubspot/test-hubspot.ts';
import { readConfig } from '../ground/config.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/database.ts';
import { JournalEntity } from '../journal/journal-entity.ts';
import { entities, migrations } from '../house/schema.ts';
import { runChecks } from './checks.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const grant = { json: { access_token: 'app', expires_in: 1_800 } };
const fault = { status: 503, json: { message: 'down' } };
const refusal = { status: 400, json: { error: 'invalid_scope', status: 'BAD_SCOPE', message: 'not yours' } };

async function journalFindings(answer: { json: object }, journal = 'on') {
  const hubspot: FakeHubSpot = await startFakeHubSpot((request) =>
    request.body.includes('client_credentials') ? answer : grant,
  );
  cleanups.push(() => hubspot.close());
  const test = await createTestDatabase('sqlite');
  cleanups.push(() => test.remove());
  const database = await openDatabase({ url: test.url, entities, migrations });
  await migrate(database);
  await database.close();
  const config = readConfig({
    PUBLIC_URL: hubspot.url,
    DATABASE_URL: test.url,
    HUBSPOT_CLIENT_ID: 'client',
    HUBSPOT_CLIENT_SECRET: 'secret',
    HUBSPOT_API_URL: hubspot.url,
    HUBSPOT_WEBHOOKS_JOURNAL: journal,
    ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
  });
  const clock = standingClock();
  return {
    async put(row: { readAt: number; unsubscribed: Record<string, string> }) {
      const opened = await openAnother(test.url, entities);
      await opened.manager.insert(JournalEntity, { app: 'client', nextAt: 0, ...row });
      await opened.close();
    },
    clock,
    async look() {
      const found = [];
      for await (const finding of runChecks(config, clock))
        if (finding.subject.startsWith('webhooks journal')) found.push(finding);
      return found;
    },
  };
}

it('tells that HubSpot does not let the app read the journal, and what to do', async () => {
  const [finding] = await (await journalFindings(refusal)).look();
  expect(finding).toMatchObject({ ok: false });
  expect(finding?.text).toContain('BAD_SCOPE');
  expect(finding?.text).toContain('HUBSPOT_WEBHOOKS_JOURNAL=off');
});

it('does not take a fault of HubSpot for a refusal', async () => {
  const [finding] = await (await journalFindings(fault)).look();
  expect(finding).toMatchObject({ ok: false });
  expect(finding?.text).toMatch(/^HubSpot/);
  expect(finding?.text).not.toContain('HUBSPOT_WEBHOOKS_JOURNAL=off');
});

it('tells how far behind it is, and which accounts it leaves out', async () => {
  const { put, look, clock } = await journalFindings(grant);
  await put({ readAt: clock.now() - 40 * 60_000, unsubscribed: { '42': 'not installed' } });
  expect(await look()).toEqual([
    { subject: 'webhooks journal, account 42', ok: false, text: 'not subscribed: not installed' },
    { subject: 'webhooks journal', ok: false, text: expect.stringContaining('40 minutes ago') },
    { subject: 'webhooks journal', ok: true, text: 'HubSpot lets the app read it' },
  ]);
});

it('asks nothing while it is off', async () => {
  expect(await (await journalFindings(refusal, 'off')).look()).toEqual([]);
});
