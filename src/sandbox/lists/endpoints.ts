import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { one } from '../api/query.ts';
import { objectTypeOf } from '../records/object-types.ts';
import { filterBranchSchema, processingTypes, versionOf, type ListRecord } from './list.ts';
import { matching, membersOf } from './membership.ts';

const path = '/crm/lists/V';
export const mayRead = ['crm.lists.read'];
export const mayWrite = ['crm.lists.write'];

const newList = z.object({
  name: z.string().min(1),
  objectTypeId: z.string(),
  processingType: z.enum(processingTypes),
  filterBranch: filterBranchSchema.optional(),
});
const searchBody = z.object({
  query: z.string().default(''),
  processingTypes: z.array(z.enum(processingTypes)).default([]),
  listIds: z.array(z.string()).default([]),
  objectTypeId: z.string().optional(),
  offset: z.number().int().min(0).default(0),
  count: z.number().int().min(1).max(500).default(20),
});
const allBody = z.object({
  limit: z.number().int().min(1).max(250).default(100),
  after: z.string().optional(),
});
const renameQuery = z.object({ listName: one.pipe(z.string('listName is required').min(1)) });

/** Lists ("segments"): create, read, find, rename, delete. Memberships are served by membership-endpoints.ts. */
export const listEndpoints: readonly Endpoint[] = [
  accountEndpoint({ method: 'POST', path, answers: 200, scopes: mayWrite, body: newList, run: create }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/search`,
    answers: 200,
    scopes: mayRead,
    body: searchBody,
    run: search,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/all`,
    answers: 200,
    scopes: mayRead,
    body: allBody,
    run: all,
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/object-type-id/:type/name/:name`,
    answers: 200,
    scopes: mayRead,
    run: readByName,
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/:listId`,
    answers: 200,
    scopes: mayRead,
    run: (call) => ({ list: present(call, addressed(call)) }),
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${path}/:listId/update-list-name`,
    answers: 200,
    scopes: mayWrite,
    query: renameQuery,
    run: rename,
  }),
  accountEndpoint({ method: 'DELETE', path: `${path}/:listId`, answers: 204, scopes: mayWrite, run: remove }),
];

/** The list of the path. @throws HubSpotError 404 */
export function addressed(call: Pick<AccountCall, 'portal' | 'path'>): ListRecord {
  const list = call.portal.lists.get(call.path('listId'));
  if (!list || list.deletedAt !== null) throw listMissing(call.path('listId'));
  return list;
}

const listMissing = (which: string): HubSpotError =>
  notFound(`List ${which} does not exist`, { subCategory: 'ILS.LIST_NOT_FOUND' });

function create(call: AccountCall<z.infer<typeof newList>>) {
  const { name, objectTypeId, processingType, filterBranch } = call.body;
  const type = objectTypeOf(objectTypeId);
  checkName(call, type.id, name);
  if (processingType === 'DYNAMIC' && !filterBranch)
    throw invalidRequest('A DYNAMIC list needs a filterBranch');
  const now = call.portal.world.clock.now();
  const list: ListRecord = {
    listId: String(call.portal.lists.size + 1),
    name,
    objectTypeId: type.id,
    processingType,
    filterBranch: filterBranch ?? null,
    members: {},
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  // A snapshot takes who matches now and is manual from then on.
  if (processingType === 'SNAPSHOT')
    list.members = Object.fromEntries([...matching(call.portal, list)].map(({ id }) => [id, now]));
  call.portal.lists.set(list.listId, list);
  return { list: present(call, list) };
}

function checkName(call: AccountCall, objectTypeId: string, name: string): void {
  if (!activeLists(call).some((list) => list.objectTypeId === objectTypeId && list.name === name)) return;
  throw new HubSpotError(400, 'VALIDATION_ERROR', `A list named '${name}' already exists`, {
    subCategory: 'ILS.DUPLICATE_LIST_NAMES',
  });
}

function activeLists(call: AccountCall): ListRecord[] {
  return [...call.portal.lists.values()].filter((list) => list.deletedAt === null);
}

function found(call: AccountCall, wanted: z.infer<typeof searchBody>): ListRecord[] {
  return activeLists(call).filter(
    (list) =>
      list.name.toLowerCase().includes(wanted.query.toLowerCase()) &&
      (wanted.processingTypes.length === 0 || wanted.processingTypes.includes(list.processingType)) &&
      (wanted.listIds.length === 0 || wanted.listIds.includes(list.listId)) &&
      (wanted.objectTypeId === undefined || wanted.objectTypeId === list.objectTypeId),
  );
}

/** Pages by offset. */
function search(call: AccountCall<z.infer<typeof searchBody>>) {
  const wanted = call.body;
  const lists = found(call, wanted);
  const offset = Math.min(lists.length, wanted.offset + wanted.count);
  const page = lists.slice(wanted.offset, offset);
  return {
    lists: page.map((list) => present(call, list)),
    total: lists.length,
    offset,
    hasMore: offset < lists.length,
  };
}

/** Pages by cursor. */
function all(call: AccountCall<z.infer<typeof allBody>>) {
  const { body } = call;
  const lists = activeLists(call).filter((list) => Number(list.listId) > Number(body.after ?? 0));
  const page = lists.slice(0, body.limit);
  const after = page.at(-1)?.listId;
  const results = page.map((list) => present(call, list));
  return {
    results,
    ...(lists.length > page.length && after !== undefined ? { paging: { next: { after } } } : {}),
  };
}

function readByName(call: AccountCall) {
  const type = objectTypeOf(call.path('type'));
  const list = activeLists(call).find(
    (candidate) => candidate.objectTypeId === type.id && candidate.name === call.path('name'),
  );
  if (!list) throw listMissing(call.path('name'));
  return { list: present(call, list) };
}

function rename(call: AccountCall<undefined, z.infer<typeof renameQuery>>) {
  const list = addressed(call);
  const name = call.query.listName;
  if (name !== list.name) checkName(call, list.objectTypeId, name);
  const renamed = { ...list, name, version: versionOf(list) + 1, updatedAt: call.portal.world.clock.now() };
  call.portal.lists.set(list.listId, renamed);
  return { updatedList: present(call, renamed) };
}

function remove(call: AccountCall) {
  const list = addressed(call);
  call.portal.lists.set(list.listId, { ...list, deletedAt: call.portal.world.clock.now() });
}

function present(call: AccountCall, list: ListRecord): Record<string, unknown> {
  const { listId, name, objectTypeId, processingType, filterBranch } = list;
  return {
    listId,
    listVersion: versionOf(list),
    name,
    objectTypeId,
    processingType,
    processingStatus: 'COMPLETE',
    createdAt: new Date(list.createdAt).toISOString(),
    updatedAt: new Date(list.updatedAt).toISOString(),
    ...(filterBranch === null ? {} : { filterBranch }),
    additionalProperties: { hs_list_size: String(membersOf(call.portal, list).length) },
  };
}
