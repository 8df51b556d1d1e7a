import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { manualTime, startTestSandbox, testApp, type TestSandbox } from '../testing.ts';

const custom = '/events/custom/2026-09';
const definitions = `${custom}/event-definitions`;
const occurrences = '/events/event-occurrences/2026-09';
const contacts = '/crm/objects/2026-09/contacts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  await sandbox.api('POST', definitions, {
    label: 'Ordered',
    name: 'ordered',
    propertyDefinitions: [
      { name: 'total', label: 'Total', type: 'number' },
      { name: 'shop_key', label: 'Key', type: 'string' },
    ],
  });
});
afterAll(() => sandbox.stop());

const contact = async (email: string): Promise<string> =>
  (await sandbox.api('POST', contacts, { properties: { email } })).body.id;
const send = (body: object) => sandbox.api('POST', `${custom}/send`, body);
const happenedTo = async (objectId: string) =>
  (await sandbox.api('GET', `${occurrences}?objectType=contact&objectId=${objectId}`)).body.results;
const ordered = { eventName: 'pe4242_ordered', properties: { total: '5' } };

describe('definitions', () => {
  it('are created with a full name, and found', async () => {
    const { status, body } = await sandbox.api('POST', definitions, {
      label: 'Signed in!',
      propertyDefinitions: [],
    });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({
        name: 'signed_in',
        fullyQualifiedName: 'pe4242_signed_in',
        primaryObject: 'CONTACT',
      }),
    ]);
    const found = await sandbox.api('GET', `${definitions}?searchString=signed&includeProperties=true`);
    expect(found.body).toMatchObject({ total: 1, results: [{ name: 'signed_in' }] });
    expect((await sandbox.api('GET', `${definitions}/pe4242_signed_in`)).body.id).toBe(body.id);
    expect((await sandbox.api('GET', `${definitions}/pe4242_nothing`)).status).toBe(404);
  });

  it('have one name each, a shape, and 50 properties of their own', async () => {
    const property = (index: number) => ({ name: `p${index}`, label: `P ${index}`, type: 'string' });
    const fifty = Array.from({ length: 50 }, (_, index) => property(index));
    const create = (body: object) => sandbox.api('POST', definitions, { label: 'Full', ...body });
    expect((await create({ name: 'ordered' })).status).toBe(409);
    expect((await create({ name: 'Upper' })).status).toBe(400);
    expect((await create({ name: 'a'.repeat(51) })).status).toBe(400);
    expect((await create({ propertyDefinitions: [...fifty, property(50)] })).status).toBe(400);
    expect((await create({ propertyDefinitions: fifty })).status).toBe(201);
    expect((await sandbox.api('POST', `${definitions}/pe4242_full/property`, property(51))).status).toBe(400);
  });

  it('have an id each, also after one was deleted', async () => {
    const create = async (name: string): Promise<string> =>
      (await sandbox.api('POST', definitions, { label: name, name })).body.id;
    const [one, two] = [await create('id_one'), await create('id_two')];
    await sandbox.api('DELETE', `${definitions}/pe4242_id_one`);
    expect([one, two]).not.toContain(await create('id_three'));
  });

  it('have 50 properties of their own also after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-events-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const dataFile = join(folder, 'sandbox.sqlite');
    const property = (index: number) => ({ name: `p${index}`, label: `P ${index}`, type: 'string' });
    const first = await startTestSandbox({ dataFile });
    const own = Array.from({ length: 49 }, (_, index) => property(index));
    const full = { label: 'Full', name: 'full', includeDefaultProperties: true, propertyDefinitions: own };
    expect((await first.api('POST', definitions, full)).status).toBe(201);
    await first.stop();
    const second = await startTestSandbox({ dataFile });
    onTestFinished(() => second.stop());
    const add = (index: number) => second.api('POST', `${definitions}/pe4242_full/property`, property(index));
    expect((await add(49)).status).toBe(201);
    expect((await add(50)).status).toBe(400);
  });

  it('are no more than 500 in an account', async () => {
    const full = await startTestSandbox();
    const create = (name: string) => full.api('POST', definitions, { label: name, name });
    for (let index = 0; index < 500; index++) await create(`e${index}`);
    expect((await create('one_more')).status).toBe(400);
    await full.stop();
  });
});

describe('sending', () => {
  it('is accepted with 204, and an event without a time happened now', async () => {
    const id = await contact('sent@events.example');
    expect((await send({ ...ordered, objectId: id })).status).toBe(204);
    expect(await happenedTo(id)).toMatchObject([
      { eventType: 'pe4242_ordered', objectType: 'CONTACT', objectId: id, properties: { total: '5' } },
    ]);
  });

  it('finds a contact by email, a further one too', async () => {
    const [id, other] = [await contact('main@events.example'), await contact('second@events.example')];
    await sandbox.api('POST', `${contacts}/merge`, { primaryObjectId: id, objectIdToMerge: other });
    await send({ ...ordered, email: 'Second@events.example' });
    expect(await happenedTo(id)).toHaveLength(1);
    const byEmail = await sandbox.api(
      'GET',
      `${occurrences}?objectType=contact&objectProperty.email=main@events.example`,
    );
    expect(byEmail.body.results).toHaveLength(1);
  });

  it('finds a record by the matching property first', async () => {
    const id = await contact('match@events.example');
    await sandbox.api('POST', definitions, {
      label: 'Matched',
      name: 'matched',
      propertyDefinitions: [{ name: 'who', label: 'Who', type: 'string' }],
      customMatchingId: {
        primaryObjectRule: { eventPropertyName: 'who', targetObjectPropertyName: 'email' },
      },
    });
    await send({ eventName: 'pe4242_matched', objectId: '1', properties: { who: 'match@events.example' } });
    expect(await happenedTo(id)).toHaveLength(1);
  });

  it('says nothing of an unknown event, record or property: what cannot be kept is dropped', async () => {
    const id = await contact('dropped@events.example');
    expect((await send({ ...ordered, eventName: 'pe4242_unknown', objectId: id })).status).toBe(204);
    expect((await send({ ...ordered, objectId: '999' })).status).toBe(204);
    expect((await send({ ...ordered, properties: { total: '1', colour: 'red' }, objectId: id })).status).toBe(
      204,
    );
    expect((await happenedTo(id)).map((one: { properties: object }) => one.properties)).toEqual([
      { total: '1' },
    ]);
  });

  it('with a uuid twice is one event', async () => {
    const id = await contact('once@events.example');
    const one = { ...ordered, objectId: id, uuid: 'order-77' };
    await send(one);
    await sandbox.api('POST', `${custom}/send/batch`, { inputs: [one, { ...one, uuid: 'order-78' }] });
    expect((await happenedTo(id)).map((each: { id: string }) => each.id).sort()).toEqual([
      'order-77',
      'order-78',
    ]);
  });

  it('keeps when it happened, in ISO or milliseconds, and is read by time', async () => {
    const id = await contact('when@events.example');
    await send({ ...ordered, objectId: id, occurredAt: '2026-01-02T03:04:05Z' });
    await send({ ...ordered, objectId: id, occurredAt: String(Date.UTC(2026, 5, 1)) });
    expect((await happenedTo(id)).map((one: { occurredAt: string }) => one.occurredAt)).toEqual([
      '2026-06-01T00:00:00.000Z',
      '2026-01-02T03:04:05.000Z',
    ]);
    const path = `${occurrences}?eventType=pe4242_ordered&objectType=contact&objectId=${id}`;
    const late = await sandbox.api('GET', `${path}&occurredAfter=2026-03-01T00:00:00Z`);
    expect(late.body.results).toHaveLength(1);
    const first = await sandbox.api('GET', `${path}&limit=1`);
    const next = await sandbox.api('GET', `${path}&limit=1&after=${first.body.paging.next.after}`);
    expect([next.body.results.length, next.body.paging]).toEqual([1, undefined]);
  });

  it.each([
    ['no name', { properties: {} }],
    ['no properties', { eventName: 'pe4242_ordered', objectId: '1' }],
    ['nobody', { eventName: 'pe4242_ordered', properties: {} }],
    ['a time that is none', { ...ordered, objectId: '1', occurredAt: 'yesterday' }],
    ['a text of 257 characters', { ...ordered, objectId: '1', properties: { shop_key: 'x'.repeat(257) } }],
    ['a URL of 1,025 characters', { ...ordered, objectId: '1', properties: { hs_url: 'x'.repeat(1_025) } }],
    [
      '51 properties',
      {
        ...ordered,
        objectId: '1',
        properties: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`p${i}`, '1'])),
      },
    ],
  ])('is refused with %s', async (_what, body) => expect((await send(body)).status).toBe(400));

  it('takes 1,024 characters of a URL, and 500 events in a batch, not 501', async () => {
    const url = { hs_url: 'x'.repeat(1_024) };
    expect((await send({ ...ordered, objectId: '1', properties: url })).status).toBe(204);
    const inputs = Array.from({ length: 501 }, () => ({ ...ordered, objectId: '1' }));
    const batch = (some: object[]) => sandbox.api('POST', `${custom}/send/batch`, { inputs: some });
    expect([(await batch(inputs)).status, (await batch(inputs.slice(1))).status]).toEqual([400, 204]);
  });
});

describe('what an account and an app may', () => {
  it.each([
    ['send', 'POST', `${custom}/send`, ordered, 'analytics.behavioral_events.send'],
    ['define', 'GET', definitions, undefined, 'behavioral_events.event_definitions.read_write'],
  ])('%s: by a scope', async (_what, method, path, body, scope) => {
    const token = sandbox.issueAccessToken(4242, ['oauth']);
    const refused = await sandbox.api(method, path, body, token);
    expect([refused.status, refused.body.errors[0].context.requiredGranularScopes]).toEqual([403, [scope]]);
  });

  it('is Enterprise', async () => {
    await sandbox.control('PATCH', '/portals/4242', { tier: 'professional' });
    expect((await send({ ...ordered, objectId: '1' })).status).toBe(403);
    await sandbox.control('PATCH', '/portals/4242', { tier: 'enterprise' });
  });
});

describe('time', () => {
  it('an event can be read some seconds after it was accepted', async () => {
    const time = manualTime(Date.UTC(2026, 10, 30));
    const slow = await startTestSandbox({ time, eventLagMs: 5_000, app: testApp });
    await slow.api('POST', definitions, { label: 'Ordered', name: 'ordered' });
    const { body } = await slow.api('POST', contacts, { properties: { email: 'late@events.example' } });
    await slow.api('POST', `${custom}/send`, { ...ordered, objectId: body.id });
    const read = async () =>
      (await slow.api('GET', `${occurrences}?eventType=pe4242_ordered`)).body.results.length;
    expect(await read()).toBe(0);
    time.pass(5_000);
    expect(await read()).toBe(1);
    await slow.stop();
  });

  it('more than 1,250 requests a second are too many, and count against no other limit', async () => {
    const time = manualTime(Date.UTC(2026, 10, 30));
    const limited = await startTestSandbox({ time, limits: { eventsPerSecond: 2, perTenSeconds: 1 } });
    const statuses = [];
    for (let index = 0; index < 3; index++)
      statuses.push((await limited.api('POST', `${custom}/send`, { ...ordered, objectId: '1' })).status);
    expect([...statuses, (await limited.api('GET', contacts)).status]).toEqual([204, 204, 429, 200]);
    time.pass(1_000);
    expect((await limited.api('POST', `${custom}/send`, { ...ordered, objectId: '1' })).status).toBe(204);
    await limited.stop();
  });
});
