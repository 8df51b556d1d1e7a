import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EntitySchema } from 'typeorm';
import { openDatabase } from '../../src/backend/database/database.ts';
import type { Database } from '../../src/backend/database/database.ts';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import { createHubSpotClient } from '../../src/backend/hubspot/calls/client.ts';
import type { HubSpotClient } from '../../src/backend/hubspot/calls/client-types.ts';
import { createContacts } from '../../src/backend/hubspot/records/contacts.ts';
import { createLimiter } from '../../src/backend/hubspot/limiter/limiter.ts';
import { limiterEntities } from '../../src/backend/hubspot/limiter/limiter-entity.ts';
import { createOutbox, outboxEntities } from '../../src/backend/hubspot/outbox/outbox.ts';
import { createTransport } from '../../src/backend/hubspot/calls/transport.ts';
import type { TransportAnswer, TransportRequest } from '../../src/backend/hubspot/calls/transport.ts';
import type { Contacts, Outbox, OutboxOutcome } from '../../src/backend/hubspot/types.ts';
import { contactId, portalId } from '../../src/backend/ground/identifiers.ts';
import type { ContactId } from '../../src/backend/ground/identifiers.ts';
import type { Jobs, NewJob } from '../../src/backend/jobs/jobs.ts';
import { startTestSandbox } from '../../src/sandbox/testing.ts';
import type { TestSandbox } from '../../src/sandbox/testing.ts';

export const PORTAL_ID = portalId(4242);

/** The hubspot room with its real client, over HTTP, against the stand-in; flushes run when the test says so. */
export interface HubSpotWorld {
  sandbox: TestSandbox;
  database: Database;
  client: HubSpotClient;
  contacts: Contacts;
  outbox: Outbox;
  /** Requests and answers, in the order of the answers. */
  exchanges: { request: TransportRequest; answer: TransportAnswer }[];
  outcomes: OutboxOutcome[];
  /** Changes what arrives from HubSpot. */
  tamper: (request: TransportRequest, answer: TransportAnswer) => TransportAnswer;
  clock: { now(): number };
  /** Runs the flushes asked for, each at its time, without waiting for it. */
  settle(): Promise<void>;
  /** New contacts. */
  people(count: number): Promise<ContactId[]>;
  note(id: ContactId, key: string, at?: number): Promise<void>;
  notesOf(id: ContactId): Promise<number>;
  /** Forgets what was exchanged and told. */
  clear(): void;
  stop(): Promise<void>;
}

export async function openHubSpotWorld(): Promise<HubSpotWorld> {
  const sandbox = await startTestSandbox();
  const created = await createTestDatabase('sqlite');
  // TypeORM's entity type is invariant in its rows.
  const entities = [...limiterEntities, ...outboxEntities] as unknown as EntitySchema<never>[];
  const database = await openDatabase({ url: created.url, entities, migrations: [] });
  await database.dataSource.synchronize();
  let [shiftMs, jobs] = [0, [] as NewJob[]];
  const clock = { now: () => Date.now() + shiftMs };
  const random = {
    uuid: () => randomUUID(),
    fraction: () => Math.random(),
    bytes: (n: number) => Buffer.alloc(n),
  };
  const logger = pino({ level: 'silent' });
  const direct = createTransport({ apiUrl: sandbox.url, timeoutMs: 2_000 });
  const transport = {
    async send(request: TransportRequest) {
      const answer = world.tamper(request, await direct.send(request));
      world.exchanges.push({ request, answer });
      return answer;
    },
  };
  const tokens = { accessToken: async () => sandbox.token, renew: async () => sandbox.token };
  const limiter = createLimiter({ database, clock, random });
  const client = createHubSpotClient({ clock, logger, limiter, tokens, transport });
  const contacts = createContacts({ client });
  // The outbox uses nothing else of the jobs.
  const listed = {
    enqueue: async (_tx: unknown, job: NewJob) => void jobs.push(job),
    work: () => undefined,
    schedule: () => undefined,
  } as unknown as Jobs;
  const outbox = createOutbox({
    database,
    client,
    contacts,
    jobs: listed,
    clock,
    random,
    logger,
    isBusy: limiter.isBusy,
  });
  outbox.onOutcome(async (_tx, outcome) => void world.outcomes.push(outcome));
  const world: HubSpotWorld = {
    sandbox,
    database,
    client,
    contacts,
    outbox,
    clock,
    exchanges: [],
    outcomes: [],
    tamper: (_request, answer) => answer,
    async settle() {
      for (let round = 0; round < 40 && jobs.length > 0; round += 1) {
        shiftMs = Math.max(shiftMs, Math.min(...jobs.map((job) => job.runAt ?? 0)) - Date.now());
        jobs = [];
        await outbox.flush(PORTAL_ID);
      }
    },
    async people(count) {
      const ids: ContactId[] = [];
      for (let start = 0; start < count; start += 100) {
        const inputs = Array.from({ length: Math.min(100, count - start) }, () => ({
          properties: { email: `${randomUUID()}@example.com` },
        }));
        const path = '/crm/objects/2026-09/contacts/batch/create';
        const { body } = await sandbox.api('POST', path, { inputs });
        ids.push(...(body.results as { id: string }[]).map(({ id }) => contactId(id)));
      }
      return ids;
    },
    note: (id, key, at = Date.now()) =>
      database.transaction((tx) =>
        outbox.createNote(tx, {
          portalId: PORTAL_ID,
          contactId: id,
          lane: 'assignment',
          key,
          at,
          html: `<p>${key}</p>`,
          ownerId: null,
        }),
      ),
    async notesOf(id) {
      const path = `/crm/objects/2026-09/contacts/${id}/associations/notes`;
      return ((await sandbox.api('GET', path)).body.results as unknown[]).length;
    },
    clear() {
      world.tamper = (_request, answer) => answer;
      [world.exchanges, world.outcomes] = [[], []];
    },
    async stop() {
      await database.close();
      await created.remove();
      await sandbox.stop();
    },
  };
  return world;
}
