import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { Portals } from '../accounts/portals.ts';
import { one, paged } from '../api/query.ts';
import { newListSchema } from '../lists/endpoints.ts';
import { filterBranchSchema, satisfies } from '../lists/filters.ts';
import type { ListRecord } from '../lists/list.ts';
import { RESTORABLE_MS } from '../lists/lists.ts';
import {
  changeFilters,
  changeMembers,
  createList,
  deleteList,
  renameList,
  requireList,
  restoreList,
} from '../lists/write.ts';
import { personAuthor } from '../records/record.ts';
import { importContacts } from '../seed/contacts.ts';
import { authorOf, parse, portalOf, userIdSchema } from './respond.ts';

const path = '/portals/:portalId/lists';
const onOne = `${path}/:listId`;
const ids = z.array(z.string()).default([]);
const by = { userId: userIdSchema.optional() };
const newList = newListSchema.extend({ ...by, members: ids });
const change = z.object({
  ...by,
  name: z.string().min(1).optional(),
  filterBranch: filterBranchSchema.optional(),
});
const memberChange = z.object({ add: ids, remove: ids });
const previewSchema = z.object({ objectTypeId: z.string(), filterBranch: filterBranchSchema });
const memberQuery = z.object({ ...paged({ fallback: 50, max: 250 }), before: one });
const importSchema = z.object({
  count: z.number().int().min(1).max(250_000),
  properties: z.record(z.string(), z.string()).default({}),
  /** A list to put them into; it is made if there is none of the name. */
  list: z.string().optional(),
});

/** What people do with lists on HubSpot's pages, and what fills an account for tests and measurements. */
export function listsControl(portals: Portals): Router {
  const router = Router();
  const portal = (request: Request): Portal => portalOf(portals, request);
  const list = (request: Request<{ listId: string }>): ListRecord =>
    requireList(portal(request), request.params.listId);
  router.get(path, (request, response) => void response.json(all(portal(request))));
  router.post(path, (request, response) => {
    const { userId, members, ...wanted } = parse(newList, request.body);
    const made = createList(portal(request), wanted, actor(portal(request), userId));
    if (members.length > 0) changeMembers(portal(request), made, { add: members, remove: [] });
    response.status(201).json(row(portal(request), made));
  });
  router.post(`${path}/preview`, (request, response) => {
    const { objectTypeId, filterBranch } = parse(previewSchema, request.body);
    const now = portal(request).world.clock.now();
    const records = [...portal(request).table(portal(request).objectType(objectTypeId)).all()];
    response.json({ total: records.filter((record) => satisfies(record, filterBranch, now)).length });
  });
  router.get(onOne, (request, response) => void response.json(row(portal(request), list(request))));
  router.patch(onOne, (request, response) => {
    const { name, filterBranch, userId } = parse(change, request.body);
    const by = actor(portal(request), userId);
    let changed = list(request);
    if (name !== undefined) changed = renameList(portal(request), changed, name, by);
    if (filterBranch) changed = changeFilters(portal(request), changed, filterBranch, by);
    response.json(row(portal(request), changed));
  });
  router.delete(onOne, (request, response) => {
    deleteList(portal(request), list(request));
    response.status(204).end();
  });
  router.post(`${onOne}/restore`, (request, response) => {
    response.json(row(portal(request), restoreList(portal(request), request.params.listId)));
  });
  router.post(`${onOne}/convert`, (request, response) => {
    portal(request).lists.convert(list(request), portal(request).world.clock.now());
    response.json(row(portal(request), list(request)));
  });
  router.get(`${onOne}/members`, (request, response) => {
    response.json(members(portal(request), list(request), parse(memberQuery, request.query)));
  });
  router.post(`${onOne}/members`, (request, response) => {
    response.json(changeMembers(portal(request), list(request), parse(memberChange, request.body)));
  });
  router.post('/portals/:portalId/contacts/import', (request, response) => {
    response.status(201).json(imported(portal(request), parse(importSchema, request.body)));
  });
  return router;
}

/** The user who acts, if one is named. @throws HubSpotError 400 */
function actor(portal: Portal, userId: number | undefined): number | undefined {
  return userId === undefined ? undefined : (authorOf(portal, userId).userId ?? undefined);
}

/** Newest first; deleted ones as long as they can be restored. */
function all(portal: Portal) {
  const now = portal.world.clock.now();
  portal.lists.settle();
  return [...portal.lists.values()]
    .filter(({ deletedAt }) => deletedAt === null || now - deletedAt <= RESTORABLE_MS)
    .map((list) => row(portal, list))
    .reverse();
}

function row(portal: Portal, list: ListRecord) {
  const creator = portal.users.get(list.createdById ?? '');
  return {
    listId: list.listId,
    name: list.name,
    objectTypeId: list.objectTypeId,
    processingType: list.processingType,
    isFilling: portal.lists.isFilling(list),
    size: portal.lists.roll(list).size,
    filterBranch: list.filterBranch,
    createdAt: list.createdAt,
    updatedAt: list.updatedAt,
    deletedAt: list.deletedAt,
    createdBy: creator ? `${creator.firstName} ${creator.lastName}` : null,
  };
}

/** Who joined last stands first. */
function members(portal: Portal, list: ListRecord, { before, limit }: z.infer<typeof memberQuery>) {
  const roll = portal.lists.roll(list);
  const from = before === undefined ? Infinity : Number(before);
  const slice = roll.read('position', { after: undefined, before: from, limit });
  const table = portal.table(portal.objectType(list.objectTypeId));
  return {
    total: roll.size,
    results: slice.members.map(({ recordId, joinedAt }) => ({
      id: recordId,
      joinedAt,
      properties: table.live(recordId)?.properties ?? {},
    })),
    next: slice.before === undefined ? null : String(slice.before),
  };
}

function imported(portal: Portal, { list, ...wanted }: z.infer<typeof importSchema>) {
  const [firstUser] = portal.users.values();
  const contacts = importContacts(portal, wanted, personAuthor(firstUser?.id ?? 0, 'IMPORT'));
  const added = contacts.map(({ id }) => id);
  const into =
    list === undefined
      ? undefined
      : (portal.lists.active().find(({ name }) => name === list) ??
        createList(portal, { name: list, objectTypeId: '0-1', processingType: 'MANUAL' }, firstUser?.id));
  if (into) changeMembers(portal, into, { add: added, remove: [] });
  return { created: added.length, firstId: added[0], lastId: added.at(-1), listId: into?.listId ?? null };
}
