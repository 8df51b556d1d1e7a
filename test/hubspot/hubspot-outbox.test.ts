import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EntitySchema } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Jobs, NewJob } from '../../src/backend/jobs/jobs.ts';
import { createTestDatabase } from '../../src/backend/database/test-database.ts';
import { openDatabase } from '../../src/backend/database/database.ts';
import type { Database } from '../../src/backend/database/database.ts';
import { createHubSpotClient } from '../../src/backend/hubspot/calls/client.ts';
import type { CallReport } from '../../src/backend/hubspot/calls/client.ts';
import { createContacts } from '../../src/backend/hubspot/records/contacts.ts';
import { createLimiter } from '../../src/backend/hubspot/limiter/limiter.ts';
import { limiterEntities } from '../../src/backend/hubspot/limiter/limiter-entity.ts';
import { createOutbox, outboxEntities } from '../../src/backend/hubspot/outbox/outbox.ts';
import type { HubSpotOutbox } from '../../src/backend/hubspot/outbox/outbox.ts';
import { createOwners } from '../../src/backend/hubspot/records/owners.ts';
import { createTransport } from '../../src/backend/hubspot/calls/transport.ts';
import type { Contacts, OutboxOutcome, Owners } from '../../src/backend/hubspot/types.ts';
import { contactId, ownerId, portalId } from '../../src/backend/ground/identifiers.ts';
import type { ContactId, OwnerId } from '../../src/backend/ground/identifiers.ts';
import { startTestSandbox } from '../../src/sandbox/testing.ts';
import type { TestSandbox } from '../../src/sandbox/testing.ts';

const portal = portalId(4242);
const kinds = ['notes', 'tasks', 'emails'] as const;
const random = {
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
  bytes: (length: number) => Buffer.alloc(length),
};

/** The outbox with the real client, over HTTP, against the stand-in for HubSpot. */
describe('the outbox and HubSpot', () => {
  let sandbox: TestSandbox;
  let database: Database;
  let remove: () => Promise<void>;
  let outbox: HubSpotOutbox;
  let contacts: Contacts;
  let owners: Owners;
  let [rep, tara]: OwnerId[] = [];
  let jobs: NewJob[] = [];
  const outcomes: OutboxOutcome[] = [];
  const calls: CallReport[] = [];
  let shiftMs = 0;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    const created = await createTestDatabase('sqlite');
    remove = created.remove;
    // TypeORM's entity type is invariant in its rows.
    const entities = [...limiterEntities, ...outboxEntities] as unknown as EntitySchema<never>[];
    database = await openDatabase({ url: created.url, entities, migrations: [] });
    await database.dataSource.synchronize();
    const clock = { now: () => Date.now() + shiftMs };
    const logger = pino({ level: 'silent' });
    const limiter = createLimiter({ database, clock: { now: () => Date.now() }, random });
    const tokens = { accessToken: async () => sandbox.token, renew: async () => sandbox.token };
    const transport = createTransport({ apiUrl: sandbox.url, timeoutMs: 2_000 });
    const client = createHubSpotClient({
      clock,
      logger,
      limiter,
      tokens,
      transport,
      onCall: (call) => calls.push(call),
    });
    contacts = createContacts({ client });
    owners = createOwners({ client, clock });
    outbox = createOutbox({
      database,
      client,
      contacts,
      jobs: listed(),
      clock,
      random,
      logger,
      isBusy: limiter.isBusy,
    });
    outbox.onOutcome(async (_tx, outcome) => void outcomes.push(outcome));
    [rep, tara] = (await owners.list(portal)).map((owner) => owner.ownerId);
    calls.splice(0);
  });
  afterEach(async () => {
    await sandbox.control('DELETE', '/faults');
    calls.splice(0);
    outcomes.splice(0);
  });
  afterAll(async () => {
    await database.close();
    await remove();
    await sandbox.stop();
  });

  const listed = (): Jobs =>
    ({
      enqueue: async (_tx: unknown, job: NewJob) => void jobs.push(job),
      work: () => undefined,
      schedule: () => undefined,
    }) as unknown as Jobs; // The outbox uses nothing else.

  /** Runs the flushes asked for, each at its time, without waiting for it. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 30 && jobs.length > 0; round += 1) {
      const runAt = Math.min(...jobs.map((job) => job.runAt ?? 0));
      jobs = [];
      shiftMs = Math.max(shiftMs, runAt - Date.now());
      await outbox.flush(portal);
    }
  };
  const people = async (count: number, properties: Record<string, string> = {}): Promise<ContactId[]> => {
    const ids: ContactId[] = [];
    for (let start = 0; start < count; start += 100) {
      const inputs = Array.from({ length: Math.min(100, count - start) }, () => ({
        properties: { email: `${randomUUID()}@example.com`, ...properties },
      }));
      const { body } = await sandbox.api('POST', '/crm/objects/2026-09/contacts/batch/create', { inputs });
      ids.push(...(body.results as { id: string }[]).map(({ id }) => contactId(id)));
    }
    return ids;
  };
  const read = (ids: ContactId[], ...properties: string[]) =>
    contacts.read(portal, ids, { properties, lane: 'interactive' });
  const activitiesOf = async (id: string, kind: (typeof kinds)[number]): Promise<unknown[]> =>
    (await sandbox.api('GET', `/crm/objects/2026-09/contacts/${id}/associations/${kind}`)).body
      .results as unknown[];
  const addOne = (kind: (typeof kinds)[number], id: ContactId, key: string): Promise<void> =>
    database.transaction((tx) => {
      const base = {
        portalId: portal,
        contactId: id,
        lane: 'interactive',
        key,
        at: Date.now(),
        html: `<p>${key}</p>`,
        ownerId: rep ?? null,
      } as const;
      if (kind === 'notes') return outbox.createNote(tx, base);
      if (kind === 'tasks')
        return outbox.createTask(tx, { ...base, subject: key, dueAt: Date.now(), priority: 'HIGH' });
      const [from, to] = [{ email: 'tara@acme.example', name: 'Tara' }, { email: 'kim@example.com' }];
      return outbox.createEmail(tx, {
        ...base,
        direction: 'EMAIL',
        status: 'SENT',
        subject: 'Hi',
        text: key,
        from,
        to,
        messageId: `<${key}@acme.example>`,
      });
    });

  it('assigns 100 contacts with three calls: owners read, one update, one note call', async () => {
    const ids = await people(100, { hubspot_owner_id: rep ?? '' });
    await database.transaction(async (tx) => {
      for (const id of ids) {
        const base = { portalId: portal, contactId: id, lane: 'assignment' } as const;
        await outbox.updateContact(tx, {
          ...base,
          properties: { hs_lead_status: 'IN_PROGRESS' },
          owner: { to: tara ?? null, expected: rep ?? null },
        });
        await outbox.createNote(tx, {
          ...base,
          key: `note:${id}`,
          at: Date.now(),
          html: '<p>Tara takes over.</p>',
          ownerId: tara ?? null,
        });
      }
    });
    await settle();
    expect(calls.map(({ path }) => path.replace('/crm/objects/2026-09/', '')).sort()).toEqual([
      'contacts/batch/read',
      'contacts/batch/update',
      'notes/batch/create',
    ]);
    const found = await read(ids, 'hubspot_owner_id', 'hs_lead_status');
    expect(
      [...found.values()].every(
        ({ properties }) =>
          properties['hubspot_owner_id'] === tara && properties['hs_lead_status'] === 'IN_PROGRESS',
      ),
    ).toBe(true);
    for (const id of ids.slice(0, 5)) expect(await activitiesOf(id, 'notes')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(100);
  });

  it('writes everything but a status the account does not have', async () => {
    const ids = await people(100);
    for (const [index, id] of ids.entries()) {
      const properties = { hs_lead_status: index === 50 ? 'QUALIFIED' : 'CONNECTED', firstname: 'Kim' };
      await database.transaction((tx) =>
        outbox.updateContact(tx, { portalId: portal, contactId: id, lane: 'bulk', properties }),
      );
    }
    await settle();
    expect(calls.map(({ status }) => status)).toEqual([207, 200]);
    expect(
      [...(await read(ids, 'firstname')).values()].filter(
        ({ properties }) => properties['firstname'] === 'Kim',
      ),
    ).toHaveLength(100);
    expect(outcomes.filter(({ kind }) => kind === 'failed')).toEqual([
      expect.objectContaining({ contactId: ids[50], properties: ['hs_lead_status'] }),
    ]);
  });

  it.each(kinds)(
    'creates one of %s though the connection breaks after the work, before it, or in the answer',
    async (kind) => {
      for (const fault of ['drop-after', 'drop-before', 'cut', 'garbage', 'hang'] as const) {
        const [id] = (await people(1)) as [ContactId];
        await sandbox.control('PUT', '/faults', [
          {
            kind: fault,
            match: { method: 'POST', path: `/crm/objects/2026-09/${kind}/batch/create` },
            times: 1,
            afterWork: fault === 'hang',
          },
        ]);
        await addOne(kind, id, `${kind}-${fault}`);
        await settle();
        expect(await activitiesOf(id, kind), fault).toHaveLength(1);
        expect(
          outcomes.filter((outcome) => outcome.kind === 'created' && outcome.contactId === id),
          fault,
        ).toHaveLength(1);
      }
    },
  );

  it('leaves the owner whom a person sets in HubSpot', async () => {
    const [id] = (await people(1, { hubspot_owner_id: tara ?? '' })) as [ContactId];
    await database.transaction((tx) =>
      outbox.updateContact(tx, {
        portalId: portal,
        contactId: id,
        lane: 'interactive',
        owner: { to: null, expected: tara ?? null },
        properties: { firstname: 'Kim' },
      }),
    );
    await sandbox.api('PATCH', `/crm/objects/2026-09/contacts/${id}`, {
      properties: { hubspot_owner_id: rep },
    });
    await settle();
    expect((await read([id], 'hubspot_owner_id', 'firstname')).get(id)?.properties).toEqual({
      hubspot_owner_id: rep,
      firstname: 'Kim',
    });
    expect(outcomes).toContainEqual(expect.objectContaining({ kind: 'owner-conflict', currentOwner: rep }));
  });

  it('follows a merge with properties and notes, and reports a deleted contact', async () => {
    const [kept, merged, gone] = (await people(3)) as [ContactId, ContactId, ContactId];
    const { body } = await sandbox.api('POST', '/crm/objects/2026-09/contacts/merge', {
      primaryObjectId: kept,
      objectIdToMerge: merged,
    });
    await sandbox.api('DELETE', `/crm/objects/2026-09/contacts/${gone}`);
    for (const id of [merged, gone]) {
      await database.transaction((tx) =>
        outbox.updateContact(tx, {
          portalId: portal,
          contactId: id,
          lane: 'interactive',
          properties: { firstname: 'Kim' },
        }),
      );
      await addOne('notes', id, `after:${id}`);
    }
    await settle();
    const survivor = String(body.id);
    expect(
      (await read([contactId(survivor)], 'firstname')).get(contactId(survivor))?.properties['firstname'],
    ).toBe('Kim');
    expect(await activitiesOf(survivor, 'notes')).toHaveLength(1);
    expect(
      outcomes.filter((outcome) => outcome.kind === 'contact-missing').map((outcome) => outcome.contactId),
    ).toEqual([gone, gone]);
    expect(outcomes.filter((outcome) => outcome.kind === 'created')).toEqual([
      expect.objectContaining({ contactId: merged }),
    ]);
  });

  it('creates a note without an owner who does not exist', async () => {
    const [id] = (await people(1)) as [ContactId];
    await database.transaction((tx) =>
      outbox.createNote(tx, {
        portalId: portal,
        contactId: id,
        lane: 'interactive',
        key: 'stranger',
        at: 0,
        html: '<p>x</p>',
        ownerId: ownerId(1),
      }),
    );
    await settle();
    expect(await activitiesOf(id, 'notes')).toHaveLength(1);
  });

  it('takes 30 calls for two changes of 1,500 contacts', async () => {
    const ids = await people(1_500);
    for (const value of ['a', 'b']) {
      await database.transaction(async (tx) => {
        for (const id of ids)
          await outbox.updateContact(tx, {
            portalId: portal,
            contactId: id,
            lane: 'bulk',
            properties: { firstname: value },
          });
      });
      await settle();
    }
    expect(calls).toHaveLength(30);
  });
});
