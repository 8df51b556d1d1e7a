import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Subscription } from '../app-definition.ts';
import type { SandboxOptions } from '../options.ts';
import { startTestSandbox, testApp, type TestSandbox } from '../testing.ts';
import { signatureV1, signatureV3 } from './signature.ts';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
  events: Event[];
}
const eventSchema = z.looseObject({
  subscriptionType: z.string(),
  objectId: z.number(),
  attemptNumber: z.number(),
  eventId: z.number(),
});
type Event = z.infer<typeof eventSchema>;

const contacts = '/crm/objects/2026-09/contacts';
const MINUTE = 60_000;
const subscriptions: Subscription[] = [
  {
    id: 1,
    subscriptionType: 'object.propertyChange',
    objectType: 'contact',
    propertyName: 'hubspot_owner_id',
  },
  { id: 2, subscriptionType: 'object.creation', objectType: 'contact' },
  { id: 3, subscriptionType: 'object.deletion', objectType: 'contact' },
  { id: 4, subscriptionType: 'object.merge', objectType: 'contact' },
  { id: 5, subscriptionType: 'object.restore', objectType: 'contact' },
  { id: 6, subscriptionType: 'contact.privacyDeletion' },
];

/** Baton's place: answers with the statuses given, then 200. `hang`: no answer. */
let server: Server;
let received: Received[];
let statuses: (number | 'hang')[];
let inFlight: number;
let mostInFlight: number;
let answerAfterMs: number;
let sandbox: TestSandbox;

beforeEach(async () => {
  [received, statuses, inFlight, mostInFlight, answerAfterMs] = [[], [], 0, 0, 0];
  server = createServer(async (request, response) => {
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ headers: request.headers, body, events: z.array(eventSchema).parse(JSON.parse(body)) });
    const status = statuses.shift() ?? 200;
    if (status === 'hang') return;
    if (answerAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, answerAfterMs));
    inFlight--;
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await sandbox.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const targetUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/hubspot`;

async function start(
  options: Partial<SandboxOptions> = {},
  subscribed = subscriptions,
): Promise<TestSandbox> {
  const webhook = { targetUrl: targetUrl(), maxConcurrentRequests: 10, subscriptions: subscribed };
  sandbox = await startTestSandbox({ app: { ...testApp, webhook }, ...options });
  return sandbox;
}

const events = () => received.flatMap((one) => one.events);
const arrived = (count: number) =>
  vi.waitFor(() => expect(events().length).toBeGreaterThanOrEqual(count), { timeout: 5_000, interval: 5 });
const settled = () =>
  vi.waitFor(async () => expect((await sandbox.control('GET', '/webhooks')).body.waiting).toBe(0), {
    timeout: 5_000,
    interval: 5,
  });
const someIds = async (count: number): Promise<string[]> =>
  (await sandbox.control('GET', `/portals/4242/contacts?limit=${count}`)).body.results.map(
    (one: { id: string }) => one.id,
  );
const own = (ids: string[], owner: string) =>
  sandbox.control('POST', '/portals/4242/contacts/bulk', {
    ids,
    properties: { hubspot_owner_id: owner },
    userId: 61000003,
  });

describe('a webhook request', () => {
  it('is signed in versions 1 and 3 over its exact bytes', async () => {
    await start();
    await own(await someIds(1), '41600004');
    await arrived(1);
    const [{ headers, body }] = received as [Received];
    const timestamp = Number(headers['x-hubspot-request-timestamp']);
    expect(headers['x-hubspot-signature-version']).toBe('v1');
    expect(headers['x-hubspot-signature']).toBe(signatureV1('client-secret', body));
    expect(headers['x-hubspot-signature-v3']).toBe(
      signatureV3('client-secret', { method: 'POST', uri: targetUrl(), body }, timestamp),
    );
    expect(Math.abs(timestamp - sandbox.clock.now())).toBeLessThan(MINUTE);
  });

  it('tells a person’s change with the new value only', async () => {
    await start();
    const [id] = await someIds(1);
    await own([id ?? ''], '41600004');
    await arrived(1);
    expect(events()[0]).toEqual({
      eventId: expect.any(Number), subscriptionId: 1, portalId: 4242, appId: 7001, occurredAt: expect.any(Number),
      subscriptionType: 'object.propertyChange', attemptNumber: 0, objectId: Number(id), objectTypeId: '0-1',
      propertyName: 'hubspot_owner_id', propertyValue: '41600004', isSensitive: false, changeSource: 'CRM_UI', sourceId: 'userId:61000003',
    }); // prettier-ignore
  });

  it('tells the app’s own writes as INTEGRATION with its app id, and "" for a cleared value', async () => {
    await start();
    const [id] = await someIds(1);
    await sandbox.api('PATCH', `${contacts}/${id}`, { properties: { hubspot_owner_id: '' } });
    await arrived(1);
    expect(events()[0]).toMatchObject({ propertyValue: '', changeSource: 'INTEGRATION', sourceId: '7001' });
  });

  it('tells nothing of properties without a subscription, nor of values that do not change', async () => {
    await start();
    const [id] = await someIds(1);
    const { body } = await sandbox.api('GET', `${contacts}/${id}?properties=hubspot_owner_id`);
    const properties = { jobtitle: 'Elsewhere', hubspot_owner_id: body.properties.hubspot_owner_id };
    await sandbox.api('PATCH', `${contacts}/${id}`, { properties });
    await sandbox.control('DELETE', `/portals/4242/contacts/${id}`);
    await arrived(1);
    expect(events().map((event) => event.subscriptionType)).toEqual(['object.deletion']);
  });

  it('has the contact.* form for such subscriptions, without objectTypeId', async () => {
    await start({}, [
      { id: 9, subscriptionType: 'contact.propertyChange', propertyName: 'hubspot_owner_id' },
    ]);
    await own(await someIds(1), '41600004');
    await arrived(1);
    expect(events()[0]).toMatchObject({
      subscriptionType: 'contact.propertyChange',
      propertyName: 'hubspot_owner_id',
    });
    expect(events()[0]).not.toHaveProperty('objectTypeId');
  });

  it('holds at most 100 events', async () => {
    await start();
    await own(await someIds(150), '41600004');
    await arrived(150);
    expect(received.map((one) => one.events.length)).toEqual([100, 50]);
  });
});

describe('events of a contact’s life', () => {
  it('creation, with its first values only if asked for', async () => {
    await start();
    const create = (email: string) =>
      sandbox.control('POST', '/portals/4242/contacts', {
        properties: { email, hubspot_owner_id: '41600004' },
        userId: 61000001,
      });
    await create('one@hook.example');
    await settled();
    expect(events()).toEqual([
      expect.objectContaining({ subscriptionType: 'object.creation', changeFlag: 'CREATED' }),
    ]);
    await sandbox.control('PUT', '/webhooks', { changesOnCreation: true });
    await create('two@hook.example');
    await arrived(3);
    expect(events()[2]).toMatchObject({ propertyName: 'hubspot_owner_id', propertyValue: '41600004' });
  });

  it('deletion, restore, privacy deletion', async () => {
    await start();
    const [id] = await someIds(1);
    const path = `/portals/4242/contacts/${id}`;
    await sandbox.control('DELETE', path);
    await sandbox.control('POST', `${path}/restore`);
    await sandbox.control('DELETE', `${path}?privacy=true`);
    await arrived(4);
    // Requests of their own, which may overtake each other, when the machine is slow.
    expect(
      events()
        .map((event) => event.subscriptionType)
        .sort(),
    ).toEqual(['contact.privacyDeletion', 'object.deletion', 'object.deletion', 'object.restore']);
    expect((await sandbox.control('POST', `${path}/restore`)).status).toBe(404);
  });

  it.each([[false], [true]])('merge (new id: %s), which deletes nothing', async (mergeCreatesNewId) => {
    await start();
    await sandbox.control('PATCH', '/portals/4242', { mergeCreatesNewId });
    const [primaryId, secondaryId] = await someIds(2);
    const { body } = await sandbox.control('POST', '/portals/4242/contacts/merge', {
      primaryId,
      secondaryId,
      userId: 61000001,
    });
    await settled();
    expect(body.id === primaryId).toBe(!mergeCreatesNewId);
    expect(events()).toEqual([
      expect.objectContaining({
        subscriptionType: 'object.merge', objectId: Number(body.id), primaryObjectId: Number(primaryId),
        mergedObjectIds: [Number(secondaryId)], newObjectId: Number(body.id), numberOfPropertiesMoved: expect.any(Number),
      }),
    ]); // prettier-ignore
  });
});

describe('delivery', () => {
  it.each([[500], [404], [301]])(
    'is tried again after %s, later and later, with attemptNumber',
    async (status) => {
      await start({ random: () => 0.999 });
      statuses = [status, status];
      await own(await someIds(1), '41600004');
      await arrived(1);
      for (const [count, wait] of [
        [2, 2_000],
        [3, 8_000],
      ] as const) {
        await vi.waitFor(async () =>
          expect((await sandbox.control('GET', '/webhooks')).body.total).toBe(count - 1),
        );
        sandbox.clock.advance(wait - 900);
        expect(received).toHaveLength(count - 1);
        sandbox.clock.advance(900);
        await arrived(count);
      }
      expect(events().map((event) => event.attemptNumber)).toEqual([0, 1, 2]);
      expect(new Set(events().map((event) => event.eventId)).size).toBe(1);
      await settled();
    },
  );

  it('is tried again when there is no answer in time', async () => {
    await start({ webhooks: { timeoutMs: 50 } });
    statuses = ['hang'];
    await own(await someIds(1), '41600004');
    await vi.waitFor(async () =>
      expect((await sandbox.control('GET', '/webhooks')).body.deliveries[0]).toMatchObject({ status: null }),
    );
    sandbox.clock.advance(2_000);
    await arrived(2);
    await settled();
  });

  it('ends after ten retries within 24 hours; then the event is lost', async () => {
    await start();
    statuses = Array.from({ length: 20 }, () => 503);
    const before = sandbox.clock.now();
    await own(await someIds(1), '41600004');
    for (let attempt = 1; attempt <= 11; attempt++) {
      const state = await vi.waitFor(
        async () => {
          const { body } = await sandbox.control('GET', '/webhooks');
          expect([body.total, body.nextAt !== null]).toEqual([attempt, attempt <= 10]);
          return body;
        },
        { interval: 5, timeout: 5_000 },
      );
      if (state.nextAt !== null) sandbox.clock.advance(Math.max(0, state.nextAt - sandbox.clock.now()));
    }
    await settled();
    expect(events().map((event) => event.attemptNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(sandbox.clock.now() - before).toBeLessThanOrEqual(24 * 60 * MINUTE);
  });

  it('keeps no more requests in flight than the app allows', async () => {
    await start();
    answerAfterMs = 30;
    const ids = await someIds(200);
    for (const owner of ['41600004', '41600001', '41600002', '41600003', '41600004', '41600001', '41600002'])
      await own(ids, owner);
    await settled();
    expect(mostInFlight).toBeLessThanOrEqual(10);
    expect(mostInFlight).toBeGreaterThan(1);
  });

  it('goes out twice, shuffled, later, or not at all, as the control page says', async () => {
    await start();
    const ids = await someIds(50);
    await sandbox.control('PUT', '/webhooks', { duplicate: 2, shuffle: true });
    await own(ids, '41600004');
    await arrived(150);
    await settled();
    expect(received.length % 3).toBe(0);
    const order = (received[0]?.events ?? []).map((event) => String(event.objectId));
    expect(order).not.toEqual(ids);
    expect(order.toSorted()).toEqual(ids.toSorted());
    await sandbox.control('PUT', '/webhooks', {
      duplicate: false,
      shuffle: false,
      delayMs: MINUTE,
      paused: true,
    });
    const [before, [id]] = [received.length, ids];
    await own([id ?? ''], '41600001');
    sandbox.clock.advance(MINUTE);
    expect((await sandbox.control('GET', '/webhooks')).body.waiting).toBe(1);
    expect(received).toHaveLength(before);
    await sandbox.control('PUT', '/webhooks', { paused: false });
    await arrived(events().length + 1);
  });

  it('goes only to portals that installed the app', async () => {
    await start();
    const { body } = await sandbox.control('POST', '/portals', { name: 'Globex', contacts: 1 });
    const [contact] = (await sandbox.control('GET', `/portals/${body.portalId}/contacts`)).body.results;
    const change = (userId: number, owner: string) =>
      sandbox.control('PATCH', `/portals/${body.portalId}/contacts/${contact.id}`, {
        properties: { hubspot_owner_id: owner },
        userId,
      });
    await change(61000001, '41600004');
    expect((await sandbox.control('GET', '/webhooks')).body.waiting).toBe(0);
    sandbox.issueAccessToken(body.portalId);
    await change(61000001, '41600001');
    await arrived(1);
    expect(events()).toEqual([
      expect.objectContaining({ portalId: body.portalId, propertyValue: '41600001' }),
    ]);
  });

  it('goes on after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-webhooks-'));
    const dataFile = join(folder, 'sandbox.sqlite');
    await start({ dataFile });
    await sandbox.control('PUT', '/webhooks', { paused: true });
    await own(await someIds(3), '41600004');
    await sandbox.stop();
    expect(received).toEqual([]);
    await start({ dataFile });
    await sandbox.control('PUT', '/webhooks', { paused: false });
    await arrived(3);
    await settled();
    await sandbox.stop();
    await start();
    rmSync(folder, { recursive: true });
  });
});
