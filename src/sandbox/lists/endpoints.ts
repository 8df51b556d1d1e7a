import { Router } from 'express';
import { z } from 'zod';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { filterBranchSchema, processingTypes, type ListRecord } from './list.ts';
import { matching, membersOf } from './membership.ts';
import { objectTypeOf } from '../records/object-types.ts';
import {
  created,
  endpoint,
  noContent,
  ok,
  parseBody,
  requireScopes,
  type ApiAnswer,
  type ApiCall,
} from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/crm/lists/${HUBSPOT_API_VERSION}`;
const READ = ['crm.lists.read'];
const WRITE = ['crm.lists.write'];

/** Lists ("segments"): create, read, find, rename, delete. Memberships are served by memberships.ts. */
export function listsApi(): Router {
  const router = Router();
  router.post(path, endpoint(create));
  router.post(`${path}/search`, endpoint(search));
  router.post(`${path}/all`, endpoint(all));
  router.get(`${path}/object-type-id/:type/name/:name`, endpoint(readByName));
  router.get(
    `${path}/:listId`,
    endpoint((call) => ok({ list: present(call, readableList(call)) })),
  );
  router.put(`${path}/:listId/update-list-name`, endpoint(rename));
  router.delete(`${path}/:listId`, endpoint(remove));
  return router;
}

/** The list of the path. @throws HubSpotError 403, 404 */
export function readableList(call: ApiCall): ListRecord {
  requireScopes(call, READ);
  return requireList(call);
}

export function writableList(call: ApiCall): ListRecord {
  requireScopes(call, WRITE);
  return requireList(call);
}

function requireList(call: ApiCall): ListRecord {
  const list = call.portal.lists.get(call.param('listId'));
  if (!list || list.deletedAt !== null)
    throw notFound(`List ${call.param('listId')} does not exist`, { subCategory: 'ILS.LIST_NOT_FOUND' });
  return list;
}

const newListSchema = z.object({
  name: z.string().min(1),
  objectTypeId: z.string(),
  processingType: z.enum(processingTypes),
  filterBranch: filterBranchSchema.optional(),
});

function create(call: ApiCall): ApiAnswer {
  requireScopes(call, WRITE);
  const { name, objectTypeId, processingType, filterBranch } = parseBody(call, newListSchema);
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
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  // A snapshot takes who matches now and is manual from then on.
  if (processingType === 'SNAPSHOT')
    list.members = Object.fromEntries([...matching(call.portal, list)].map(({ id }) => [id, now]));
  call.portal.lists.set(list.listId, list);
  return created({ list: present(call, list) });
}

function checkName(call: ApiCall, objectTypeId: string, name: string): void {
  if (!activeLists(call).some((list) => list.objectTypeId === objectTypeId && list.name === name)) return;
  throw new HubSpotError(400, 'VALIDATION_ERROR', `A list named '${name}' already exists`, {
    subCategory: 'ILS.DUPLICATE_LIST_NAMES',
  });
}

function activeLists(call: ApiCall): ListRecord[] {
  return [...call.portal.lists.values()].filter((list) => list.deletedAt === null);
}

const searchSchema = z.object({
  query: z.string().default(''),
  processingTypes: z.array(z.enum(processingTypes)).default([]),
  listIds: z.array(z.string()).default([]),
  objectTypeId: z.string().optional(),
  offset: z.number().int().min(0).default(0),
  count: z.number().int().min(1).max(500).default(20),
});

function found(call: ApiCall, wanted: z.infer<typeof searchSchema>): ListRecord[] {
  return activeLists(call).filter(
    (list) =>
      list.name.toLowerCase().includes(wanted.query.toLowerCase()) &&
      (wanted.processingTypes.length === 0 || wanted.processingTypes.includes(list.processingType)) &&
      (wanted.listIds.length === 0 || wanted.listIds.includes(list.listId)) &&
      (wanted.objectTypeId === undefined || wanted.objectTypeId === list.objectTypeId),
  );
}

/** Pages by offset. */
function search(call: ApiCall): ApiAnswer {
  requireScopes(call, READ);
  const wanted = parseBody(call, searchSchema);
  const lists = found(call, wanted);
  const offset = Math.min(lists.length, wanted.offset + wanted.count);
  const page = lists.slice(wanted.offset, offset);
  return ok({
    lists: page.map((list) => present(call, list)),
    total: lists.length,
    offset,
    hasMore: offset < lists.length,
  });
}

/** Pages by cursor. */
function all(call: ApiCall): ApiAnswer {
  requireScopes(call, READ);
  const body = parseBody(
    call,
    z.object({ limit: z.number().int().min(1).max(250).default(100), after: z.string().optional() }),
  );
  const lists = activeLists(call).filter((list) => Number(list.listId) > Number(body.after ?? 0));
  const page = lists.slice(0, body.limit);
  const after = page.at(-1)?.listId;
  const results = page.map((list) => present(call, list));
  return ok({
    results,
    ...(lists.length > page.length && after !== undefined ? { paging: { next: { after } } } : {}),
  });
}

function readByName(call: ApiCall): ApiAnswer {
  requireScopes(call, READ);
  const type = objectTypeOf(call.param('type'));
  const list = activeLists(call).find(
    (one) => one.objectTypeId === type.id && one.name === call.param('name'),
  );
  if (!list)
    throw notFound(`List ${call.param('name')} does not exist`, { subCategory: 'ILS.LIST_NOT_FOUND' });
  return ok({ list: present(call, list) });
}

function rename(call: ApiCall): ApiAnswer {
  const list = writableList(call);
  const name = call.query('listName');
  if (!name) throw invalidRequest('listName is required');
  if (name !== list.name) checkName(call, list.objectTypeId, name);
  const renamed = { ...list, name, updatedAt: call.portal.world.clock.now() };
  call.portal.lists.set(list.listId, renamed);
  return ok({ updatedList: present(call, renamed) });
}

function remove(call: ApiCall): ApiAnswer {
  const list = writableList(call);
  call.portal.lists.set(list.listId, { ...list, deletedAt: call.portal.world.clock.now() });
  return noContent;
}

function present(call: ApiCall, list: ListRecord): Record<string, unknown> {
  const { listId, name, objectTypeId, processingType, filterBranch } = list;
  return {
    listId,
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
