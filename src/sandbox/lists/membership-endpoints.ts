import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { one, paged } from '../api/query.ts';
import { addressed, mayRead, mayWrite } from './endpoints.ts';
import type { ListRecord } from './list.ts';
import type { Order } from './roll.ts';
import { changeMembers, requireList } from './write.ts';

const lists = '/crm/lists/V';
const path = `${lists}/:listId/memberships`;
const ids = z.array(z.string());
const addAndRemove = z.object({ recordIdsToAdd: ids, recordIdsToRemove: ids });
const records = z.object({ inputs: z.array(z.object({ objectTypeId: z.string(), recordId: z.string() })) });
const query = z.object({ ...paged({ fallback: 100, max: 250 }), before: one });
/** Lists of so many are neither emptied nor copied in one call. */
const MAX_AT_ONCE = 100_000;

const reading: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path: `${lists}/records/:type/:recordId/memberships`,
    answers: 200,
    scopes: mayRead,
    run: listsOfRecord,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${lists}/records/memberships/batch/read`,
    answers: 200,
    scopes: mayRead,
    body: records,
    run: listsOfRecords,
  }),
  accountEndpoint({
    method: 'GET',
    path,
    answers: 200,
    scopes: mayRead,
    query,
    run: (call) => page(call, 'recordId'),
  }),
  // Newest last.
  accountEndpoint({
    method: 'GET',
    path: `${path}/join-order`,
    answers: 200,
    scopes: mayRead,
    query,
    run: (call) => page(call, 'position'),
  }),
];

const writing: readonly Endpoint[] = [
  accountEndpoint({
    method: 'PUT',
    path: `${path}/add`,
    answers: 200,
    scopes: mayWrite,
    body: ids,
    run: (call) => change(call, { add: call.body, remove: [] }),
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${path}/remove`,
    answers: 200,
    scopes: mayWrite,
    body: ids,
    run: (call) => change(call, { add: [], remove: call.body }),
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${path}/add-and-remove`,
    answers: 200,
    scopes: mayWrite,
    body: addAndRemove,
    run: (call) => change(call, { add: call.body.recordIdsToAdd, remove: call.body.recordIdsToRemove }),
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${path}/add-from/:sourceListId`,
    answers: 204,
    scopes: mayWrite,
    run: addFrom,
  }),
  accountEndpoint({ method: 'DELETE', path, answers: 204, scopes: mayWrite, run: removeAll }),
];

/** Who is in a list. The bodies of add and remove are bare arrays of ids. */
export const membershipEndpoints: readonly Endpoint[] = [...reading, ...writing];

function change(call: AccountCall, wanted: { add: string[]; remove: string[] }) {
  const { added, removed, missing } = changeMembers(call.portal, addressed(call), wanted);
  // `recordsIdsAdded` is HubSpot's own spelling.
  return { recordsIdsAdded: added, recordIdsRemoved: removed, recordIdsMissing: missing };
}

function addFrom(call: AccountCall) {
  const list = addressed(call);
  const source = requireList(call.portal, call.path('sourceListId'));
  if (source.objectTypeId !== list.objectTypeId)
    throw invalidRequest(
      `List ${source.listId} has records of ${source.objectTypeId}, not ${list.objectTypeId}`,
    );
  changeMembers(call.portal, list, { add: membersAtOnce(call, source), remove: [] });
}

function removeAll(call: AccountCall) {
  const list = addressed(call);
  changeMembers(call.portal, list, { add: [], remove: membersAtOnce(call, list) });
}

function membersAtOnce({ portal }: AccountCall, list: ListRecord): string[] {
  const members = portal.lists.roll(list).ids();
  if (members.length >= MAX_AT_ONCE)
    throw invalidRequest(`A list with ${MAX_AT_ONCE} members or more cannot be read or emptied at once`);
  return members;
}

function page(call: AccountCall<undefined, z.infer<typeof query>>, order: Order) {
  const list = addressed(call);
  const roll = call.portal.lists.roll(list);
  const { after, before, limit } = call.query;
  const slice = roll.read(order, { after: keyIn(after), before: keyIn(before), limit });
  const next = cursorOf(slice.after);
  const previous = cursorOf(slice.before);
  const results = slice.members.map(({ recordId, joinedAt }) => ({
    objectTypeId: list.objectTypeId,
    recordId,
    membershipTimestamp: new Date(joinedAt).toISOString(),
  }));
  const paging = {
    ...(next === undefined ? {} : { next: { after: next, link: `?after=${next}` } }),
    ...(previous === undefined ? {} : { prev: { before: previous, link: `?before=${previous}` } }),
  };
  return { total: roll.size, results, ...(Object.keys(paging).length > 0 ? { paging } : {}) };
}

/** A cursor is nobody's business but HubSpot's. */
const cursorOf = (key: number | undefined): string | undefined =>
  key === undefined ? undefined : Buffer.from(String(key)).toString('base64url');

/** @throws HubSpotError 400 */
function keyIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const key = Number(Buffer.from(cursor, 'base64url').toString() || NaN);
  if (!Number.isInteger(key)) throw invalidRequest(`The offset ${cursor} is invalid`);
  return key;
}

function listsOf({ portal }: AccountCall, objectTypeId: string, recordId: string) {
  return portal.lists.active().flatMap((list) => {
    const member = list.objectTypeId === objectTypeId ? portal.lists.roll(list).get(recordId) : undefined;
    if (!member) return [];
    const at = new Date(member.joinedAt).toISOString();
    return [
      { listId: list.listId, listVersion: list.version, firstAddedTimestamp: at, lastAddedTimestamp: at },
    ];
  });
}

function listsOfRecord(call: AccountCall) {
  const results = listsOf(call, call.portal.objectType(call.path('type')).id, call.path('recordId'));
  return { total: results.length, results };
}

function listsOfRecords(call: AccountCall<z.infer<typeof records>>) {
  const results = call.body.inputs.map(({ objectTypeId, recordId }) => ({
    objectTypeId: call.portal.objectType(objectTypeId).id,
    recordId,
    recordListMemberships: listsOf(call, call.portal.objectType(objectTypeId).id, recordId),
  }));
  return { status: 'COMPLETE', results };
}
