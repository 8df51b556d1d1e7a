import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { paged, pageAfter, type Page } from '../api/query.ts';
import { objectTypeOf } from '../records/object-types.ts';
import { addressed, mayRead, mayWrite } from './endpoints.ts';
import { versionOf } from './list.ts';
import { changeMembers, membersOf, type Member } from './membership.ts';

const lists = '/crm/lists/V';
const path = `${lists}/:listId/memberships`;
const ids = z.array(z.string());
const addAndRemove = z.object({ recordIdsToAdd: ids, recordIdsToRemove: ids });
const records = z.object({ inputs: z.array(z.object({ objectTypeId: z.string(), recordId: z.string() })) });
const query = z.object(paged({ fallback: 100, max: 250 }));
const MAX_DELETE_ALL = 100_000;

/** Who is in a list. The bodies of add and remove are bare arrays of ids. */
export const membershipEndpoints: readonly Endpoint[] = [
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
  accountEndpoint({ method: 'GET', path, answers: 200, scopes: mayRead, query, run: inOrderOfId }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/join-order`,
    answers: 200,
    scopes: mayRead,
    query,
    run: inOrderOfJoining,
  }),
  accountEndpoint({ method: 'DELETE', path, answers: 204, scopes: mayWrite, run: removeAll }),
];

function change(call: AccountCall, wanted: { add: string[]; remove: string[] }) {
  const { added, removed, missing } = changeMembers(call.portal, addressed(call), wanted);
  // `recordsIdsAdded` is HubSpot's own spelling.
  return { recordsIdsAdded: added, recordIdsRemoved: removed, recordIdsMissing: missing };
}

function removeAll(call: AccountCall) {
  const list = addressed(call);
  const remove = Object.keys(list.members);
  if (remove.length >= MAX_DELETE_ALL)
    throw invalidRequest(`A list with ${MAX_DELETE_ALL} members or more cannot be emptied at once`);
  changeMembers(call.portal, list, { add: [], remove });
}

type Paged = AccountCall<undefined, Page>;

function inOrderOfId(call: Paged) {
  return page(call, membersOf(call.portal, addressed(call)), ({ recordId }) => Number(recordId));
}

/** Newest last. The cursor is a position, because many join in one millisecond. */
function inOrderOfJoining(call: Paged) {
  const members = membersOf(call.portal, addressed(call)).toSorted((a, b) => a.joinedAt - b.joinedAt);
  const position = new Map(members.map((member, index) => [member.recordId, index + 1]));
  return page(call, members, ({ recordId }) => position.get(recordId) ?? 0);
}

function page(call: Paged, members: Member[], keyOf: (member: Member) => number) {
  const { objectTypeId } = addressed(call);
  const found = pageAfter(members, keyOf, call.query);
  return {
    ...found,
    total: members.length,
    results: found.results.map(({ recordId, joinedAt }) => ({
      objectTypeId,
      recordId,
      membershipTimestamp: new Date(joinedAt).toISOString(),
    })),
  };
}

function listsOf(call: AccountCall, objectTypeId: string, recordId: string) {
  return [...call.portal.lists.values()].flatMap((list) => {
    if (list.deletedAt !== null || list.objectTypeId !== objectTypeId) return [];
    const member = membersOf(call.portal, list).find((one) => one.recordId === recordId);
    if (!member) return [];
    const at = new Date(member.joinedAt).toISOString();
    return [
      { listId: list.listId, listVersion: versionOf(list), firstAddedTimestamp: at, lastAddedTimestamp: at },
    ];
  });
}

function listsOfRecord(call: AccountCall) {
  const results = listsOf(call, objectTypeOf(call.path('type')).id, call.path('recordId'));
  return { total: results.length, results };
}

function listsOfRecords(call: AccountCall<z.infer<typeof records>>) {
  const results = call.body.inputs.map(({ objectTypeId, recordId }) => ({
    objectTypeId: objectTypeOf(objectTypeId).id,
    recordId,
    recordListMemberships: listsOf(call, objectTypeOf(objectTypeId).id, recordId),
  }));
  return { status: 'COMPLETE', results };
}
