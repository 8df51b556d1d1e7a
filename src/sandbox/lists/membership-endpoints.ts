import { Router } from 'express';
import { z } from 'zod';
import { invalidRequest } from '../api/hubspot-error.ts';
import { changeMembers, membersOf, type Member } from './membership.ts';
import { objectTypeOf } from '../records/object-types.ts';
import {
  endpoint,
  noContent,
  ok,
  pageAfter,
  paging,
  parseBody,
  requireScopes,
  type ApiAnswer,
  type ApiCall,
} from '../api/call.ts';
import { readableList, writableList } from './endpoints.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/crm/lists/${HUBSPOT_API_VERSION}`;
const idsSchema = z.array(z.string());
const PAGE = { fallback: 100, max: 250 };
const MAX_DELETE_ALL = 100_000;

/** Who is in a list. The bodies of add and remove are bare arrays of ids. */
export function membershipsApi(): Router {
  const router = Router();
  router.get(`${path}/records/:type/:recordId/memberships`, endpoint(listsOfRecord));
  router.post(`${path}/records/memberships/batch/read`, endpoint(listsOfRecords));
  router.put(
    `${path}/:listId/memberships/add`,
    endpoint((call) => change(call, { add: parseBody(call, idsSchema), remove: [] })),
  );
  router.put(
    `${path}/:listId/memberships/remove`,
    endpoint((call) => change(call, { add: [], remove: parseBody(call, idsSchema) })),
  );
  router.put(`${path}/:listId/memberships/add-and-remove`, endpoint(addAndRemove));
  router.get(`${path}/:listId/memberships`, endpoint(inOrderOfId));
  router.get(`${path}/:listId/memberships/join-order`, endpoint(inOrderOfJoining));
  router.delete(`${path}/:listId/memberships`, endpoint(removeAll));
  return router;
}

function change(call: ApiCall, wanted: { add: string[]; remove: string[] }): ApiAnswer {
  const { added, removed, missing } = changeMembers(call.portal, writableList(call), wanted);
  // `recordsIdsAdded` is HubSpot's own spelling.
  return ok({ recordsIdsAdded: added, recordIdsRemoved: removed, recordIdsMissing: missing });
}

function addAndRemove(call: ApiCall): ApiAnswer {
  const body = parseBody(call, z.object({ recordIdsToAdd: idsSchema, recordIdsToRemove: idsSchema }));
  return change(call, { add: body.recordIdsToAdd, remove: body.recordIdsToRemove });
}

function removeAll(call: ApiCall): ApiAnswer {
  const list = writableList(call);
  const remove = Object.keys(list.members);
  if (remove.length >= MAX_DELETE_ALL)
    throw invalidRequest(`A list with ${MAX_DELETE_ALL} members or more cannot be emptied at once`);
  changeMembers(call.portal, list, { add: [], remove });
  return noContent;
}

function inOrderOfId(call: ApiCall): ApiAnswer {
  return page(call, membersOf(call.portal, readableList(call)), ({ recordId }) => Number(recordId));
}

/** Newest last. The cursor is a position, because many join in one millisecond. */
function inOrderOfJoining(call: ApiCall): ApiAnswer {
  const members = membersOf(call.portal, readableList(call)).toSorted((a, b) => a.joinedAt - b.joinedAt);
  const position = new Map(members.map((member, index) => [member.recordId, index + 1]));
  return page(call, members, ({ recordId }) => position.get(recordId) ?? 0);
}

function page(call: ApiCall, members: Member[], keyOf: (member: Member) => number): ApiAnswer {
  const { results, paging: next } = pageAfter(members, keyOf, paging(call, PAGE));
  return ok({
    total: members.length,
    results: results.map(({ recordId, joinedAt }) => ({
      recordId,
      membershipTimestamp: new Date(joinedAt).toISOString(),
    })),
    paging: next,
  });
}

function listsOf(call: ApiCall, objectTypeId: string, recordId: string) {
  return [...call.portal.lists.values()].flatMap((list) => {
    if (list.deletedAt !== null || list.objectTypeId !== objectTypeId) return [];
    const member = membersOf(call.portal, list).find((one) => one.recordId === recordId);
    if (!member) return [];
    const at = new Date(member.joinedAt).toISOString();
    return [{ listId: list.listId, listVersion: 1, firstAddedTimestamp: at, lastAddedTimestamp: at }];
  });
}

function listsOfRecord(call: ApiCall): ApiAnswer {
  requireScopes(call, ['crm.lists.read']);
  const results = listsOf(call, objectTypeOf(call.param('type')).id, call.param('recordId'));
  return ok({ total: results.length, results });
}

function listsOfRecords(call: ApiCall): ApiAnswer {
  requireScopes(call, ['crm.lists.read']);
  const input = z.object({ objectTypeId: z.string(), recordId: z.string() });
  const { inputs } = parseBody(call, z.object({ inputs: z.array(input) }));
  const results = inputs.map(({ objectTypeId, recordId }) => ({
    recordId,
    recordListMemberships: listsOf(call, objectTypeOf(objectTypeId).id, recordId),
  }));
  return ok({ status: 'COMPLETE', results });
}
