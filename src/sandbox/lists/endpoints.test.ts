import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const lists = '/crm/lists/2026-09';
let sandbox: TestSandbox;
let ids: string[];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  ids = (await sandbox.api('GET', '/crm/objects/2026-09/contacts?limit=100')).body.results.map(
    (one: { id: string }) => one.id,
  );
});
afterAll(() => sandbox.stop());

const create = (name: string, extra: Record<string, unknown> = {}) =>
  sandbox.api('POST', lists, { name, objectTypeId: '0-1', processingType: 'MANUAL', ...extra });
const newList = async (name: string, extra?: Record<string, unknown>): Promise<string> =>
  (await create(name, extra)).body.list.listId;
const members = async (id: string) =>
  (await sandbox.api('GET', `${lists}/${id}/memberships`)).body.results.map(
    (one: { recordId: string }) => one.recordId,
  );
const inGermany = {
  filterBranchType: 'OR',
  filters: [],
  filterBranches: [
    {
      filterBranchType: 'AND',
      filterBranches: [],
      filters: [
        {
          filterType: 'PROPERTY',
          property: 'country',
          operation: { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values: ['Germany'] },
        },
      ],
    },
  ],
};

describe('lists', () => {
  it('have unique names, are renamed, found and deleted', async () => {
    const made = await create('Customers');
    expect([made.status, made.body.list.listVersion]).toEqual([200, 1]);
    const id = made.body.list.listId;
    expect((await create('Customers')).body.subCategory).toBe('ILS.DUPLICATE_LIST_NAMES');
    await sandbox.api('PUT', `${lists}/${id}/update-list-name?listName=Clients`);
    expect((await sandbox.api('GET', `${lists}/${id}`)).body.list).toMatchObject({
      name: 'Clients',
      listVersion: 2,
    });
    expect((await sandbox.api('GET', `${lists}/object-type-id/0-1/name/Clients`)).body.list.listId).toBe(id);
    expect((await sandbox.api('POST', `${lists}/search`, { query: 'clie' })).body).toMatchObject({
      total: 1,
      hasMore: false,
    });
    expect((await sandbox.api('DELETE', `${lists}/${id}`)).status).toBe(204);
    expect((await sandbox.api('GET', `${lists}/${id}`)).status).toBe(404);
  });

  it('are read by their ids, with filters only when they are asked for', async () => {
    const manual = await newList('Ids');
    const dynamic = await newList('Ids too', { processingType: 'DYNAMIC', filterBranch: inGermany });
    const read = async (query: string) => (await sandbox.api('GET', `${lists}?${query}`)).body.lists;
    const both = await read(`listIds=${manual}&listIds=${dynamic}&listIds=999999&includeFilters=true`);
    expect(both.map((one: { listId: string }) => one.listId)).toEqual([manual, dynamic]);
    expect(both[1].filterBranch.filterBranches[0].filters[0].property).toBe('country');
    expect((await read(`listIds=${dynamic}`))[0]).not.toHaveProperty('filterBranch');
    expect((await sandbox.api('GET', lists)).status).toBe(400);
  });

  it('are paged by offset in search and by cursor in all', async () => {
    for (const name of ['p1', 'p2', 'p3']) await newList(name);
    const first = await sandbox.api('POST', `${lists}/search`, { query: 'p', count: 2 });
    expect([first.body.lists.length, first.body.hasMore, first.body.offset]).toEqual([2, true, 2]);
    const page = await sandbox.api('POST', `${lists}/all`, { limit: 2 });
    const next = await sandbox.api('POST', `${lists}/all`, { limit: 2, after: page.body.paging.next.after });
    expect(next.body.results[0].listId).not.toBe(page.body.results[0].listId);
  });
});

describe('memberships', () => {
  it('are added and removed by a bare array of ids, again without effect, unknown ids reported', async () => {
    const id = await newList('Members');
    const add = () => sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[0], ids[1], '999']);
    expect((await add()).body).toEqual({
      recordsIdsAdded: [ids[0], ids[1]],
      recordIdsRemoved: [],
      recordIdsMissing: ['999'],
    });
    expect((await add()).body.recordsIdsAdded).toEqual([]);
    const remove = await sandbox.api('PUT', `${lists}/${id}/memberships/remove`, [ids[0]]);
    expect(remove.body.recordIdsRemoved).toEqual([ids[0]]);
    expect(await members(id)).toEqual([ids[1]]);
    expect((await sandbox.api('PUT', `${lists}/${id}/memberships/add`, { ids: [ids[0]] })).status).toBe(400);
  });

  it('need both keys of add-and-remove', async () => {
    const id = await newList('Both');
    const change = (body: unknown) => sandbox.api('PUT', `${lists}/${id}/memberships/add-and-remove`, body);
    expect((await change({ recordIdsToAdd: [ids[0]] })).status).toBe(400);
    expect((await change({ recordIdsToAdd: [ids[0]], recordIdsToRemove: [] })).status).toBe(200);
  });

  it('are copied from another list of the same kind of records', async () => {
    const [from, to] = [await newList('From'), await newList('To')];
    await sandbox.api('PUT', `${lists}/${from}/memberships/add`, [ids[3], ids[4]]);
    expect((await sandbox.api('PUT', `${lists}/${to}/memberships/add-from/${from}`)).status).toBe(204);
    expect(await members(to)).toEqual([ids[3], ids[4]]);
    const companies = await newList('Firms', { objectTypeId: '0-2' });
    expect((await sandbox.api('PUT', `${lists}/${companies}/memberships/add-from/${from}`)).status).toBe(400);
  });

  it('of a deleted record are gone, and stay so when it is restored', async () => {
    const id = await newList('Deleted');
    await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[60]]);
    await sandbox.api('DELETE', `/crm/objects/2026-09/contacts/${ids[60]}`);
    expect(await members(id)).toEqual([]);
    await sandbox.control('POST', `/portals/4242/contacts/${ids[60]}/restore`);
    expect(await members(id)).toEqual([]);
  });

  it('of merged-away records are missing, and move to the survivor', async () => {
    const id = await newList('Merged');
    await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[50]]);
    await sandbox.api('POST', '/crm/objects/2026-09/contacts/merge', {
      primaryObjectId: ids[51],
      objectIdToMerge: ids[50],
    });
    expect(await members(id)).toEqual([ids[51]]);
    const { body } = await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[50]]);
    expect(body.recordIdsMissing).toEqual([ids[50]]);
  });

  it('are paged by id, and in join order with the newest last', async () => {
    const id = await newList('Paged');
    await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[9], ids[8]]);
    sandbox.clock.advance(1_000);
    await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[2]]);
    expect(await members(id)).toEqual([ids[2], ids[8], ids[9]]);
    const { body } = await sandbox.api('GET', `${lists}/${id}/memberships/join-order?limit=2`);
    const rest = await sandbox.api(
      'GET',
      `${lists}/${id}/memberships/join-order?limit=2&after=${body.paging.next.after}`,
    );
    expect(rest.body.results.map((one: { recordId: string }) => one.recordId)).toEqual([ids[2]]);
    const back = await sandbox.api(
      'GET',
      `${lists}/${id}/memberships/join-order?before=${rest.body.paging.prev.before}`,
    );
    expect(back.body.results.map((one: { recordId: string }) => one.recordId)).toEqual([ids[8], ids[9]]);
    expect((await sandbox.api('GET', `${lists}/${id}/memberships?after=nonsense`)).status).toBe(400);
    expect((await sandbox.api('GET', `${lists}/${id}/memberships?limit=251`)).status).toBe(400);
  });

  it('of a DYNAMIC list are worked out and cannot be changed; a SNAPSHOT is taken once', async () => {
    const dynamic = await newList('Germany', { processingType: 'DYNAMIC', filterBranch: inGermany });
    const snapshot = await newList('Germany then', { processingType: 'SNAPSHOT', filterBranch: inGermany });
    const before = await members(dynamic);
    expect(before.length).toBeGreaterThan(0);
    expect(await members(snapshot)).toEqual(before);
    await sandbox.api('PATCH', `/crm/objects/2026-09/contacts/${before[0]}`, {
      properties: { country: 'France' },
    });
    expect(await members(dynamic)).toHaveLength(before.length - 1);
    expect(await members(snapshot)).toHaveLength(before.length);
    expect((await sandbox.api('PUT', `${lists}/${dynamic}/memberships/add`, [ids[0]])).status).toBe(400);
    expect((await sandbox.api('PUT', `${lists}/${snapshot}/memberships/remove`, [before[0]])).status).toBe(
      200,
    );
  });

  it('are found by record', async () => {
    const id = await newList('By record');
    await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[70]]);
    const { body } = await sandbox.api('GET', `${lists}/records/0-1/${ids[70]}/memberships`);
    expect(body.results.map((one: { listId: string }) => one.listId)).toEqual([id]);
    const many = await sandbox.api('POST', `${lists}/records/memberships/batch/read`, {
      inputs: [{ objectTypeId: '0-1', recordId: ids[70] }],
    });
    expect(many.body.results[0].recordListMemberships[0].listId).toBe(id);
    expect((await sandbox.api('DELETE', `${lists}/${id}/memberships`)).status).toBe(204);
    expect(await members(id)).toEqual([]);
  });

  it('need the list scopes', async () => {
    const reader = sandbox.issueAccessToken(4242, ['crm.lists.read']);
    const id = await newList('Scoped');
    expect((await sandbox.api('GET', `${lists}/${id}/memberships`, undefined, reader)).status).toBe(200);
    expect((await sandbox.api('PUT', `${lists}/${id}/memberships/add`, [ids[0]], reader)).status).toBe(403);
  });
});
