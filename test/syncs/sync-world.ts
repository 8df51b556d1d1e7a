import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/backend/database/database.ts';
import type { Database, DatabaseKind } from '../../src/backend/database/database.ts';
import { migrate } from '../../src/backend/database/migrate.ts';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import { systemClock } from '../../src/backend/ground/clock.ts';
import type { Clock } from '../../src/backend/ground/clock.ts';
import { portalId } from '../../src/backend/ground/identifiers.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { systemRandom } from '../../src/backend/ground/system.ts';
import { entities, migrations } from '../../src/backend/house/schema.ts';
import { createHubSpotClient } from '../../src/backend/hubspot/calls/client.ts';
import type { HubSpotClient } from '../../src/backend/hubspot/calls/client-types.ts';
import { createTransport } from '../../src/backend/hubspot/calls/transport.ts';
import type { SourceReader, SourceRow } from '../../src/backend/sources/source.ts';
import type { SyncDefinition } from '../../src/backend/syncs/definition/definition.ts';
import { createSyncs } from '../../src/backend/syncs/syncs.ts';
import type { Syncs } from '../../src/backend/syncs/syncs.ts';
import { createVault } from '../../src/backend/vault/vault.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { startTestSandbox } from '../../src/sandbox/testing.ts';
import type { TestSandbox } from '../../src/sandbox/testing.ts';

export const PORTAL = portalId(4242);

/** Rows as a source gives them, in batches of this size. `fails`: the source breaks off there. */
export const rowsFrom = (rows: Iterable<SourceRow>, size = 700, fails?: Error): SourceReader => ({
  preview: async () => ({ columns: [], rows: [] }),
  async *read() {
    let batch: SourceRow[] = [];
    for (const row of rows) {
      batch.push(row);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
    if (fails) throw fails;
  },
  close: async () => undefined,
});

export const definitionOf = (given: Partial<SyncDefinition> = {}): SyncDefinition => ({
  name: 'people',
  source: { type: 'csv', path: 'people.csv' },
  key: 'id',
  to: { kind: 'object', object: 'contacts', mode: 'upsert', match: { property: 'email', column: 'email' } },
  map: { firstname: { column: 'first' }, lastname: { column: 'last' } },
  associate: [],
  gone: 'nothing',
  brake: { share: 0.1 },
  schedule: { kind: 'manual' },
  alerts: [],
  ...given,
});

export const person = (id: number, more: Record<string, SourceRow[string]> = {}): SourceRow => ({
  id,
  email: `person-${id}@rows.example`,
  first: `First ${id}`,
  last: `Last ${id}`,
  ...more,
});

export const people = (count: number, from = 1): SourceRow[] =>
  Array.from({ length: count }, (_, index) => person(from + index));

export const keys = [{ id: 'test', key: Buffer.alloc(32, 7) }];

export const clientOf = (url: string, token: string, clock: Clock = systemClock): HubSpotClient =>
  createHubSpotClient({
    clock,
    logger: createLogger('silent'),
    limiter: { acquire: async () => undefined, pause: async () => undefined },
    tokens: { accessToken: async () => token, renew: async () => token },
    transport: createTransport({ apiUrl: url, timeoutMs: 5_000 }),
  });

export const syncsOn = (
  database: Database,
  client: HubSpotClient,
  sleep?: (ms: number) => Promise<void>,
): Syncs =>
  createSyncs({
    database,
    clock: systemClock,
    random: systemRandom,
    logger: createLogger('silent'),
    vault: createVault(keys),
    client,
    sleep: sleep ?? ((ms) => delay(Math.min(ms, 20))),
  });

export interface SyncWorld {
  sandbox: TestSandbox;
  database: Database;
  url: string;
  syncs: Syncs;
  client: HubSpotClient;
  /** Paths of the calls since the last look, without the version. */
  calls(): string[];
  run(rows: Iterable<SourceRow>, definition?: Partial<SyncDefinition>): ReturnType<Syncs['run']>;
  plan(rows: Iterable<SourceRow>, definition?: Partial<SyncDefinition>): ReturnType<Syncs['plan']>;
  /** All live contacts of the stand-in whose address is of these tests, by address. */
  contacts(): Promise<Map<string, { id: string; properties: Record<string, string> }>>;
  close(): Promise<void>;
}

/** A stand-in, an empty database of this kind, and syncs between them. */
export async function startSyncWorld(
  kind: DatabaseKind,
  options: Partial<SandboxOptions> = {},
): Promise<SyncWorld> {
  const sandbox = await startTestSandbox(options);
  const { url, remove } = await createTestDatabase(kind);
  const database = await openDatabase({ url, entities, migrations });
  await migrate(database);
  const real = clientOf(sandbox.url, sandbox.token);
  const seen: string[] = [];
  const client: HubSpotClient = {
    call(portal, call) {
      seen.push(`${call.method} ${call.path.replace('/2026-09', '')}`);
      return real.call(portal, call);
    },
  };
  const syncs = syncsOn(database, client);
  const order = (rows: Iterable<SourceRow>, definition: Partial<SyncDefinition> = {}) => ({
    portalId: PORTAL,
    definition: definitionOf(definition),
    source: rowsFrom(rows),
  });
  return {
    sandbox,
    database,
    url,
    syncs,
    client,
    calls: () => seen.splice(0),
    run: (rows, definition) => syncs.run(order(rows, definition)),
    plan: (rows, definition) => syncs.plan(order(rows, definition)),
    contacts: () => contactsOf(sandbox),
    async close() {
      await database.close();
      await remove();
      await sandbox.stop();
    },
  };
}

const SHOWN = 'email,firstname,lastname,hs_lead_status,hs_additional_emails,city,createdate';

export async function contactsOf({ api }: Pick<TestSandbox, 'api'>) {
  const found = new Map<string, { id: string; properties: Record<string, string> }>();
  for (let after: string | undefined = '0'; after !== undefined;) {
    const { body } = await api(
      'GET',
      `/crm/objects/2026-09/contacts?limit=100&after=${after}&properties=${SHOWN}`,
    );
    for (const record of body.results) {
      const email = String(record.properties.email ?? '');
      if (!email.endsWith('.example')) continue;
      if (found.has(email)) throw new Error(`${email} is there twice.`);
      found.set(email, record);
    }
    after = body.paging?.next?.after;
  }
  return found;
}
