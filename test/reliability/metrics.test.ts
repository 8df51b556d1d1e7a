import { expect, it, onTestFinished } from 'vitest';
import { BlackHole } from '../../faults/black-hole.ts';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { startLocalBaton } from '../world/local-baton.ts';

const OF_THE_DATABASE = [
  'baton_jobs{state="waiting"}',
  'baton_jobs_oldest_due_seconds',
  'baton_journal_read_timestamp_seconds',
];

it('tells what the process has while the database is silent', { timeout: 120_000 }, async () => {
  const created = await createTestDatabase('postgres');
  onTestFinished(created.remove);
  const hole = await BlackHole.open();
  onTestFinished(() => hole.close());
  const address = new URL(created.url);
  hole.leadTo(Number(address.port));
  address.port = String(hole.port);
  const baton = await startLocalBaton({
    environment: { DATABASE_URL: address.href, HUBSPOT_WEBHOOKS_JOURNAL: 'on' },
  });
  onTestFinished(() => hole.heal('resume'));
  const samples = async (): Promise<Map<string, number>> => {
    const lines = (await (await fetch(`${baton.url}/metrics`)).text()).split('\n');
    return new Map(lines.map((line) => [line.replace(/ [^ ]*$/, ''), Number(line.split(' ').at(-1))]));
  };
  const all = await until('everything', async () => {
    const found = await samples();
    return OF_THE_DATABASE.every((name) => found.has(name)) && found;
  });
  expect(all.get('baton_database_up')).toBe(1);
  expect(all.get('baton_journal_read_timestamp_seconds')).toBeGreaterThan(1_700_000_000);

  await hole.openAt(/./, 'before', 0);
  // Passes only if the answer does not wait for the hole to end: nothing ends it but this test.
  const silent = await samples();
  expect(silent.get('baton_database_up')).toBe(0);
  expect(silent.has('process_cpu_seconds_total')).toBe(true);
  expect([...silent.keys()].some((name) => name.startsWith('baton_hubspot_call_seconds_count'))).toBe(true);
  expect(OF_THE_DATABASE.filter((name) => silent.has(name))).toEqual([]);

  hole.heal('resume');
  const again = await until('the database', async () => {
    const found = await samples();
    return found.get('baton_database_up') === 1 && found;
  });
  expect(again.has('baton_jobs_oldest_due_seconds')).toBe(true);
});
