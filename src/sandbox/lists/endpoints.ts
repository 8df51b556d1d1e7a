import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { flag, many, one } from '../api/query.ts';
import { filterBranchSchema } from './filters.ts';
import { processingTypes, type ListRecord } from './list.ts';
import { presentList } from './presentation.ts';
import {
  changeFilters,
  createList,
  deleteList,
  listMissing,
  renameList,
  requireList,
  restoreList,
} from './write.ts';

const path = '/crm/lists/V';
const onOne = `${path}/:listId`;
export const mayRead = ['crm.lists.read'];
export const mayWrite = ['crm.lists.write'];

export const newListSchema = z.object({
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
const filtersBody = z.object({ filterBranch: filterBranchSchema });
const renameQuery = z.object({ listName: one.pipe(z.string('listName is required').min(1)) });
const readQuery = z.object({ includeFilters: flag });
const readManyQuery = z.object({
  includeFilters: flag,
  listIds: many.refine((ids) => ids.length > 0, 'listIds is required'),
});
type Read = z.infer<typeof readQuery>;

const reading: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path,
    answers: 200,
    scopes: mayRead,
    query: readManyQuery,
    run: readMany,
  }),
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
    query: readQuery,
    run: readByName,
  }),
  accountEndpoint({ method: 'GET', path: onOne, answers: 200, scopes: mayRead, query: readQuery, run: read }),
];

const writing: readonly Endpoint[] = [
  accountEndpoint({ method: 'POST', path, answers: 200, scopes: mayWrite, body: newListSchema, run: create }),
  accountEndpoint({
    method: 'PUT',
    path: `${onOne}/update-list-name`,
    answers: 200,
    scopes: mayWrite,
    query: renameQuery,
    run: rename,
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${onOne}/update-list-filters`,
    answers: 200,
    scopes: mayWrite,
    body: filtersBody,
    run: updateFilters,
  }),
  accountEndpoint({
    method: 'DELETE',
    path: onOne,
    answers: 204,
    scopes: mayWrite,
    run: (call) => deleteList(call.portal, addressed(call)),
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${onOne}/restore`,
    answers: 204,
    scopes: mayWrite,
    run: (call) => void restoreList(call.portal, call.path('listId')),
  }),
];

/**
 * Lists ("segments"): create, read, find, rename, delete, restore. Memberships are served by membership-endpoints.ts,
 * conversions by conversion-endpoints.ts.
 */
export const listEndpoints: readonly Endpoint[] = [...reading, ...writing];

/** The list of the path. @throws HubSpotError 404 */
export const addressed = (call: Pick<AccountCall, 'portal' | 'path'>): ListRecord =>
  requireList(call.portal, call.path('listId'));

function create({ portal, body }: AccountCall<z.infer<typeof newListSchema>>) {
  return { list: presentList(portal, createList(portal, body), true) };
}

function read(call: AccountCall<undefined, Read>) {
  return { list: presentList(call.portal, addressed(call), call.query.includeFilters) };
}

/** Ids that no list has are left out. */
function readMany({ portal, query }: AccountCall<undefined, z.infer<typeof readManyQuery>>) {
  const lists = portal.lists.active().filter(({ listId }) => query.listIds.includes(listId));
  return { lists: lists.map((list) => presentList(portal, list, query.includeFilters)) };
}

function found({ portal, body: wanted }: AccountCall<z.infer<typeof searchBody>>): ListRecord[] {
  return portal.lists
    .active()
    .filter(
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
  const lists = found(call);
  const offset = Math.min(lists.length, wanted.offset + wanted.count);
  const page = lists.slice(wanted.offset, offset);
  return {
    lists: page.map((list) => presentList(call.portal, list, false)),
    total: lists.length,
    offset,
    hasMore: offset < lists.length,
  };
}

/** Pages by cursor. */
function all({ portal, body }: AccountCall<z.infer<typeof allBody>>) {
  const lists = portal.lists.active().filter((list) => Number(list.listId) > Number(body.after ?? 0));
  const page = lists.slice(0, body.limit);
  const after = page.at(-1)?.listId;
  const results = page.map((list) => presentList(portal, list, false));
  return {
    results,
    ...(lists.length > page.length && after !== undefined ? { paging: { next: { after } } } : {}),
  };
}

function readByName({ portal, path: value, query }: AccountCall<undefined, Read>) {
  const type = portal.objectType(value('type'));
  const list = portal.lists
    .active()
    .find((candidate) => candidate.objectTypeId === type.id && candidate.name === value('name'));
  if (!list) throw listMissing(value('name'));
  return { list: presentList(portal, list, query.includeFilters) };
}

function rename(call: AccountCall<undefined, z.infer<typeof renameQuery>>) {
  const renamed = renameList(call.portal, addressed(call), call.query.listName);
  return { updatedList: presentList(call.portal, renamed, false) };
}

function updateFilters(call: AccountCall<z.infer<typeof filtersBody>>) {
  const list = changeFilters(call.portal, addressed(call), call.body.filterBranch);
  return { updatedList: presentList(call.portal, list, true) };
}
