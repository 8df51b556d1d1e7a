import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOURNAL_SCOPES, type SandboxOptions } from '../options.ts';
import { startTestSandbox, type TestAnswer, type TestSandbox } from '../testing.ts';

const DAY = 86_400_000;
const READ = '/webhooks-journal/journal/2026-09';
const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-09';

let sandbox: TestSandbox;
let token: string;
afterEach(() => sandbox.stop());

const askForToken = async (
  scope: string,
  version = '2026-09',
): Promise<Pick<TestAnswer, 'status' | 'body'>> => {
  const credentials = { client_id: 'client-id', client_secret: 'client-secret', scope };
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...credentials });
  const response = await fetch(`${sandbox.url}/oauth/${version}/token`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
};
const start = async (options: Partial<SandboxOptions> = {}) => {
  sandbox = await startTestSandbox(options);
  token = (await askForToken(JOURNAL_SCOPES.join(' '))).body.access_token;
};
const call = (method: string, path: string, body?: unknown) => sandbox.api(method, path, body, token);
const read = (path: string) => call('GET', `${READ}${path}`);
const file = async (
  url: string,
  headers: Record<string, string> = {},
): Promise<Pick<TestAnswer, 'status' | 'body'>> => {
  const response = await fetch(url, { headers });
  return { status: response.status, body: response.ok ? await response.json() : null };
};
const subscribe = (more: Record<string, unknown> = {}) =>
  call('POST', SUBSCRIPTIONS, {
    subscriptionType: 'OBJECT',
    portalId: 4242,
    objectTypeId: '0-1',
    actions: ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'],
    properties: ['email', 'lastname'],
    objectIds: [],
    ...more,
  });
const contacts = '/crm/objects/2026-09/contacts';
const create = async (properties: Record<string, string>) =>
  (await sandbox.api('POST', contacts, { properties })).body.id as string;
const change = (id: string, properties: Record<string, string>) =>
  sandbox.api('PATCH', `${contacts}/${id}`, { properties });
const eventsOf = async (pointer: TestAnswer) => (await file(pointer.body.url)).body.journalEvents;

describe('the token of the app', () => {
  beforeEach(() => start());

  it('lives for 30 minutes and opens nothing of an account', async () => {
    const { body } = await askForToken('developer.webhooks_journal.read');
    expect(body).toMatchObject({ expires_in: 1_800, token_type: 'bearer' });
    expect(body).not.toHaveProperty('refresh_token');
    expect((await call('GET', '/account-info/2026-09/details')).status).toBe(401);
    expect((await sandbox.api('GET', `${READ}/earliest`)).status).toBe(401);
    sandbox.clock.advance(1_800_000);
    expect((await read('/earliest')).status).toBe(401);
  });

  it('may do what it was asked for and no more', async () => {
    token = (await askForToken('developer.webhooks_journal.read')).body.access_token;
    expect((await read('/earliest')).status).toBe(204);
    const refused = await call('GET', SUBSCRIPTIONS);
    expect([refused.status, refused.body.category]).toEqual([403, 'MISSING_SCOPES']);
  });
});

it('is refused to an app that may not have the scopes', async () => {
  await start({ appScopes: [] });
  const { status, body } = await askForToken('developer.webhooks_journal.read');
  expect([status, body.error]).toEqual([400, 'invalid_scope']);
});

it('comes from the version before where the current one gives none, or from neither', async () => {
  await start({ practice: { clientCredentials: ['2026-03'] } });
  const refused = await askForToken(JOURNAL_SCOPES.join(' '));
  expect([refused.status, refused.body.error]).toEqual([400, 'unsupported_grant_type']);
  token = (await askForToken(JOURNAL_SCOPES.join(' '), '2026-03')).body.access_token;
  expect((await read('/earliest')).status).toBe(204);
  await sandbox.stop();
  await start({ practice: { clientCredentials: [], generalOAuthErrors: true } });
  const { body } = await askForToken(JOURNAL_SCOPES.join(' '), '2026-03');
  expect(body).toEqual({
    category: 'BAD_GRANT_TYPE',
    message: expect.stringContaining('not supported'),
    correlationId: expect.any(String),
  });
});

describe('subscriptions', () => {
  beforeEach(() => start());

  it('belong to one account that has the app; one to the same takes the place of the other', async () => {
    const made = await subscribe();
    expect(made.body).toMatchObject({ portalId: 4242, objectTypeId: '0-1' });
    const changed = await subscribe({ actions: ['CREATE'] });
    expect([changed.status, changed.body.id, changed.body.actions]).toEqual([200, made.body.id, ['CREATE']]);
    expect((await subscribe({ portalId: 9_999 })).status).toBe(400);
    expect((await subscribe({ actions: [] })).status).toBe(400);
    expect((await call('GET', SUBSCRIPTIONS)).body.results).toHaveLength(1);
    expect((await call('DELETE', `${SUBSCRIPTIONS}/${made.body.id}`)).status).toBe(204);
    expect((await call('GET', SUBSCRIPTIONS)).body.results).toEqual([]);
  });

  const lifecycle = { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193', properties: [] };
  const privacy = {
    subscriptionType: 'GDPR_PRIVACY_DELETION',
    portalId: 4242,
    objectTypeId: '0-1',
    actions: ['GDPR_DELETE'],
  };

  it.each([
    ['properties', lifecycle],
    ['objectTypeId', privacy],
    ['actions', privacy],
  ])('need %s', async (name, whole) => {
    const { [name]: _left, ...body } = whole as Record<string, unknown>;
    const { status, body: said } = await call('POST', SUBSCRIPTIONS, body);
    expect([status, said.message]).toEqual([400, expect.stringContaining(`not set: [${name}]`)]);
    expect((await call('POST', SUBSCRIPTIONS, whole)).status).toBe(200);
  });

  it('to records need objectIds: none are all, some are these', async () => {
    expect((await subscribe({ objectIds: undefined })).status).toBe(400);
    const [one, two] = [await create({ email: 'a@example.com' }), await create({ email: 'b@example.com' })];
    await subscribe({ objectIds: [Number(one)], properties: ['city'] });
    await change(two, { city: 'Ulm' });
    await change(one, { city: 'Bonn' });
    const events = await eventsOf(await read('/earliest'));
    expect(events.map((event: { objectId: number }) => event.objectId)).toEqual([Number(one)]);
  });

  it('to lifecycle events are answered without their type', async () => {
    expect((await call('POST', SUBSCRIPTIONS, lifecycle)).body).not.toHaveProperty('eventTypeId');
    expect((await call('GET', SUBSCRIPTIONS)).body.results[0]).not.toHaveProperty('eventTypeId');
  });

  it('decide what the journal tells', async () => {
    await create({ email: 'before@example.com' });
    await subscribe({ actions: ['UPDATE'] });
    const id = await create({ email: 'a@example.com' });
    await change(id, { email: 'b@example.com', lastname: 'B', city: 'Bonn' });
    const events = await eventsOf(await read('/earliest'));
    expect(events).toEqual([
      {
        type: 'OBJECT',
        portalId: 4242,
        occurredAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
        action: 'UPDATE',
        objectTypeId: '0-1',
        objectId: Number(id),
        propertyChanges: { email: 'b@example.com', lastname: 'B' },
      },
    ]);
  });
});

it('tells creations, deletions, restores, merges, privacy deletions and the end of an installation', async () => {
  await start();
  await subscribe();
  await call('POST', SUBSCRIPTIONS, {
    subscriptionType: 'GDPR_PRIVACY_DELETION',
    portalId: 4242,
    objectTypeId: '0-1',
    actions: ['GDPR_DELETE'],
  });
  await call('POST', SUBSCRIPTIONS, {
    subscriptionType: 'APP_LIFECYCLE_EVENT',
    eventTypeId: '4-1916193',
    properties: [],
  });
  const [one, two] = [await create({ email: 'a@example.com' }), await create({ email: 'b@example.com' })];
  await sandbox.control('DELETE', `/portals/4242/contacts/${one}`, {});
  await sandbox.control('POST', `/portals/4242/contacts/${one}/restore`, {});
  await sandbox.control('PATCH', '/portals/4242', { mergeCreatesNewId: true });
  const merged = await sandbox.control('POST', '/portals/4242/contacts/merge', {
    primaryId: one,
    secondaryId: two,
  });
  await sandbox.control('DELETE', `/portals/4242/contacts/${merged.body.id}?privacy=true`, {});
  await sandbox.control('DELETE', '/portals/4242/installation');
  const events = await eventsOf(await read('/earliest'));
  expect(events.map((event: { action: string }) => event.action)).toEqual([
    ...['CREATE', 'CREATE', 'DELETE', 'RESTORE', 'MERGE', 'DELETE', 'GDPR_DELETE', 'APP_UNINSTALL'],
  ]);
  expect(events[4]).toMatchObject({
    objectId: Number(merged.body.id),
    mergedObjectIds: [Number(one), Number(two)],
  });
});

describe('reading', () => {
  beforeEach(async () => {
    await start({ journalFileEvents: 2 });
    await subscribe({ actions: ['UPDATE'], properties: ['lastname'] });
  });
  const fill = async (count: number): Promise<string> => {
    const id = await create({ email: 'a@example.com' });
    for (let at = 0; at < count; at += 1) {
      sandbox.clock.advance(10);
      await change(id, { lastname: `v${at}` });
    }
    return id;
  };
  const lastnames = async (pointer: { url: string }) =>
    (await file(pointer.url)).body.journalEvents.map(
      (event: { propertyChanges: { lastname: string } }) => event.propertyChanges.lastname,
    );

  it('goes from entry to entry, in order, to a 204 at the end', async () => {
    await fill(5);
    const first = await read('/earliest');
    expect(await lastnames(first.body)).toEqual(['v0', 'v1']);
    const second = await read(`/offset/${first.body.currentOffset}/next`);
    expect(await lastnames(second.body)).toEqual(['v2', 'v3']);
    const batch = await read(`/batch/${first.body.currentOffset}/next/100`);
    expect(batch.body.results).toHaveLength(2);
    expect(batch.body).toMatchObject({ startedAt: expect.any(String), completedAt: expect.any(String) });
    expect(await lastnames(batch.body.results[1])).toEqual(['v4']);
    const latest = await read('/latest');
    expect(latest.body.currentOffset).toBe(batch.body.results[1].currentOffset);
    expect((await read(`/offset/${latest.body.currentOffset}/next`)).status).toBe(204);
    expect((await read(`/batch/${latest.body.currentOffset}/next/100`)).status).toBe(204);
    expect((await read(`/batch/${latest.body.currentOffset}/next/101`)).status).toBe(400);
    expect((await read('/offset/unknown/next')).status).toBe(404);
  });

  it('keeps entries for three days: then their offset is unknown', async () => {
    await fill(1);
    const { currentOffset } = (await read('/earliest')).body;
    sandbox.clock.advance(3 * DAY - 60_000);
    token = (await askForToken(JOURNAL_SCOPES.join(' '))).body.access_token;
    expect((await read(`/offset/${currentOffset}/next`)).status).toBe(204);
    sandbox.clock.advance(60_000);
    expect((await read(`/offset/${currentOffset}/next`)).status).toBe(404);
    expect((await read('/earliest')).status).toBe(204);
  });

  it('hands files out by their address alone, for a while', async () => {
    await fill(1);
    const { url } = (await read('/earliest')).body;
    expect((await file(url)).status).toBe(200);
    expect((await file(url, { authorization: `Bearer ${token}` })).status).toBe(400);
    expect((await file(url.replace(/signature=./, 'signature=x'))).status).toBe(403);
    sandbox.clock.advance(15 * 60_000);
    expect((await file(url)).status).toBe(403);
  });
});

it('takes 100 requests a second and counts none of them against an account', async () => {
  await start({ limits: { journalPerSecond: 3, perTenSeconds: 1 } });
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await read('/earliest')).status);
  expect(statuses).toEqual([204, 204, 204, 429]);
  expect((await sandbox.api('GET', '/account-info/2026-09/details')).status).toBe(200);
});

describe('joinings and leavings of lists', () => {
  const lists = '/crm/lists/2026-09';
  const newList = async (name: string): Promise<string> =>
    (await sandbox.api('POST', lists, { name, objectTypeId: '0-1', processingType: 'MANUAL' })).body.list
      .listId;
  const watch = (listIds: string[], more: Record<string, unknown> = {}) =>
    call('POST', SUBSCRIPTIONS, {
      subscriptionType: 'LIST_MEMBERSHIP',
      portalId: 4242,
      actions: ['ADDED_TO_LIST', 'REMOVED_FROM_LIST'],
      listIds: listIds.map(Number),
      objectIds: [],
      ...more,
    });
  beforeEach(() => start());

  it('are told of the lists that are watched, of whomever is watched', async () => {
    const [watched, other] = [await newList('Watched'), await newList('Other')];
    const [ann, bob] = [await create({ lastname: 'Ann' }), await create({ lastname: 'Bob' })];
    expect((await watch([watched])).status).toBe(200);
    for (const id of [watched, other]) await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ann, bob]);
    await sandbox.api('PUT', `${lists}/${watched}/memberships/remove`, [bob]);
    const events = await eventsOf(await read('/earliest'));
    const told = (action: string, id: string) =>
      expect.objectContaining({
        type: 'LIST_MEMBERSHIP',
        portalId: 4242,
        action,
        listId: Number(watched),
        objectTypeId: '0-1',
        objectId: Number(id),
      }) as unknown;
    expect(events).toEqual([
      told('ADDED_TO_LIST', ann),
      told('ADDED_TO_LIST', bob),
      told('REMOVED_FROM_LIST', bob),
    ]);
  });

  it('need the ids of lists, and one subscription of an account takes the place of another', async () => {
    const id = await newList('Watched');
    expect((await watch([])).status).toBe(400);
    expect((await watch([id], { actions: ['CREATE'] })).status).toBe(400);
    const first = (await watch([id])).body.id;
    expect((await watch([id, '77'])).body).toMatchObject({ id: first, listIds: [Number(id), 77] });
  });
});
