import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../testing.ts';

const lists = '/crm/lists/2026-09';
/** What other connectors send in one call; HubSpot names no limit. */
const AT_ONCE = 1_000;
const MEMBERS = 50_000;

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const chunks = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

async function membersOf(listId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ''; ;) {
    const { body } = await sandbox.api('GET', `${lists}/${listId}/memberships?limit=250${after}`);
    ids.push(...body.results.map((one: { recordId: string }) => one.recordId));
    if (!body.paging?.next) return ids;
    after = `&after=${body.paging.next.after}`;
  }
}

it('a list takes 50,000 members in calls of 1,000, is read, and made to hold others in the same calls', async () => {
  const { body: imported } = await sandbox.control('POST', '/portals/4242/contacts/import', {
    count: MEMBERS + 500,
  });
  const ids = Array.from({ length: MEMBERS + 500 }, (_, index) => String(Number(imported.firstId) + index));
  const { body } = await sandbox.api('POST', lists, {
    name: 'Mirror',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  const path = `${lists}/${body.list.listId}`;
  for (const add of chunks(ids.slice(0, MEMBERS)))
    expect((await sandbox.api('PUT', `${path}/memberships/add`, add)).body.recordsIdsAdded).toHaveLength(
      AT_ONCE,
    );
  const changed = await sandbox.api('PUT', `${path}/memberships/add-and-remove`, {
    recordIdsToAdd: [...ids.slice(MEMBERS), '999'],
    recordIdsToRemove: ids.slice(0, 500),
  });
  expect([
    changed.body.recordsIdsAdded.length,
    changed.body.recordIdsRemoved.length,
    changed.body.recordIdsMissing,
  ]).toEqual([500, 500, ['999']]);
  expect(await membersOf(body.list.listId)).toEqual(ids.slice(500));
  const found = await sandbox.api('GET', `${lists}/object-type-id/0-1/name/Mirror`);
  expect(found.body.list).toMatchObject({ listId: body.list.listId, size: MEMBERS });
}, 300_000);

it('a list of deals takes deals', async () => {
  const { body } = await sandbox.api('POST', lists, {
    name: 'Deals of a sync',
    objectTypeId: '0-3',
    processingType: 'MANUAL',
  });
  const deal = await sandbox.api('POST', '/crm/objects/2026-09/deals', {
    properties: { dealname: 'Listed', dealstage: 'closedwon' },
  });
  const added = await sandbox.api('PUT', `${lists}/${body.list.listId}/memberships/add`, [deal.body.id]);
  expect(added.body.recordsIdsAdded).toEqual([deal.body.id]);
});
