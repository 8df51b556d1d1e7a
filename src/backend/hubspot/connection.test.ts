import { randomBytes, randomUUID } from 'node:crypto';
import type { EntitySchema } from 'typeorm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Config } from '../ground/config.ts';
import { describeOnBothDatabases } from '../database/test-database.ts';
import { portalId } from '../ground/identifiers.ts';
import type { Job, Jobs, NewJob } from '../jobs/jobs.ts';
import { batonProperties } from './properties/baton-properties.ts';
import type { CallReport } from './calls/client.ts';
import { registerQueues } from '../jobs/register-queues.ts';
import { createVault } from '../vault/vault.ts';
import { createConnection } from './connection.ts';
import { connectionEntities } from './portals/portal-entity.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from './test-hubspot.ts';
import type { FakeAnswer, FakeHubSpot } from './test-hubspot.ts';

const PORTAL = portalId(4242);
// Variance: a list of schemas of known rows is a list of schemas.
const entities = connectionEntities as unknown as EntitySchema<never>[];

/** Runs what was enqueued, in order, when told to. */
function waitingJobs() {
  const handlers = new Map<string, (job: Job) => Promise<void>>();
  const waiting: NewJob[] = [];
  const schedules: string[] = [];
  const jobs: Pick<Jobs, 'enqueue' | 'work' | 'schedule'> = {
    enqueue: async (_tx, job) => void waiting.push(job),
    // The data of a queue's jobs is what its own room enqueued.
    work: (queue, _options, handler) => void handlers.set(queue, handler as (job: Job) => Promise<void>),
    schedule: (queue) => void schedules.push(queue),
  };
  const run = async (): Promise<string[]> => {
    const done: string[] = [];
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      await handlers.get(job.queue)?.({ id: '1', queue: job.queue, data: job.data ?? {}, attempt: 1 });
      done.push(job.queue);
    }
    return done;
  };
  // The connection uses these three only.
  return { jobs: jobs as Jobs, waiting, schedules, run };
}

const complete = batonProperties.map(({ name, type, fieldType, options }) => ({
  name,
  type,
  fieldType,
  options,
}));
const answers: Record<string, FakeAnswer> = {
  'GET /account-info/2026-09/details': {
    json: { portalId: 4242, timeZone: 'Europe/Berlin', uiDomain: 'app.hubspot.com' },
  },
  'POST /oauth/2026-09/token/introspect': { status: 400, json: { error: 'invalid_request' } },
  'GET /crm/properties/2026-09/contacts': { json: { results: complete } },
};

describeOnBothDatabases('connection', entities, (open) => {
  let fake: FakeHubSpot;
  beforeEach(async () => {
    fake = await startFakeHubSpot(({ method, path }) => answers[`${method} ${path}`] ?? { status: 401 });
  });
  afterEach(() => fake.close());

  async function start(accessToken: string | null) {
    const hubspot = {
      apiUrl: fake.url,
      appUrl: 'https://app.hubspot.com',
      clientId: 'c',
      clientSecret: 's',
      previousClientSecret: null,
      appId: '1',
      accessToken,
    };
    const config = {
      publicUrl: 'https://baton.example.com',
      hubspot,
      encryptionKeys: [{ id: 'k', key: randomBytes(32) }],
    };
    const { jobs, ...queue } = waitingJobs();
    const reports: CallReport[] = [];
    const connection = createConnection({
      // The connection reads these parts of the configuration only.
      config: config as unknown as Config,
      clock: standingClock(),
      random: { uuid: randomUUID, fraction: () => 0.5, bytes: randomBytes },
      logger: collectingLogger().logger,
      database: await open(),
      vault: createVault(config.encryptionKeys),
      jobs,
      limiter: { acquire: async () => undefined, pause: async () => undefined },
      onCall: (report) => reports.push(report),
    });
    registerQueues(jobs, connection.queues);
    await connection.connectConfiguredToken();
    return { ...connection, ...queue, reports };
  }

  it('connects the configured account, completes its properties and calls for it', async () => {
    const { run, portals, client, reports, schedules } = await start('pat-1');
    expect(await run()).toEqual(['hubspot.connect', 'hubspot.provision']);
    expect(await portals.get(PORTAL)).toMatchObject({
      status: 'connected',
      timeZone: 'Europe/Berlin',
      provisionedAt: 1_790_000_000_000,
    });
    const call = {
      method: 'GET',
      path: '/crm/properties/2026-09/contacts',
      lane: 'bulk',
      answer: z.object({ results: z.array(z.unknown()) }),
      repeatable: true,
    } as const;
    expect((await client.call(PORTAL, call)).results).toHaveLength(batonProperties.length);
    expect(reports.map(({ status }) => status)).toEqual([200, 200]);
    expect(schedules).toEqual(['hubspot.provision-all']);
  });

  it('looks after connected accounts every day, and leaves disconnected ones alone', async () => {
    const { run, waiting, portals } = await start('pat-1');
    await run();
    waiting.push({ queue: 'hubspot.provision-all' });
    expect(await run()).toEqual(['hubspot.provision-all', 'hubspot.provision']);
    waiting.push({ queue: 'hubspot.provision', data: { portalId: PORTAL } });
    await portals.disconnect(PORTAL, 'uninstalled');
    fake.requests.length = 0;
    await run();
    expect(fake.requests).toEqual([]);
  });

  it('waits for an install when no token is configured', async () => {
    const { waiting, portals } = await start(null);
    expect(waiting).toEqual([]);
    expect(await portals.connected()).toEqual([]);
  });
});
