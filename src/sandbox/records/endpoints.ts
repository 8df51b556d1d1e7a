import { Router } from 'express';
import { z } from 'zod';
import { invalidRequest, notFound } from '../api/hubspot-error.ts';
import { checkProperties } from './check.ts';
import { archiveRecord, eraseRecord } from './lifecycle.ts';
import { mergeRecords } from './merge.ts';
import { CONTACT, objectTypeOf, type ObjectType } from './object-types.ts';
import { presentRecord, type Selection } from './presentation.ts';
import { writeProperties } from './write.ts';
import type { StoredRecord } from './record.ts';
import {
  created,
  endpoint,
  noContent,
  ok,
  pageAfter,
  paging,
  parseBody,
  propertiesSchema,
  requireScopes,
  type ApiCall,
} from '../api/call.ts';
import { createInput, findRecord, prepareCreate } from './inputs.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/crm/objects/${HUBSPOT_API_VERSION}/:type`;

/** Single records: read, create, update, delete, merge. */
export function objectsApi(): Router {
  const router = Router();
  router.get(path, endpoint(list));
  router.post(path, endpoint(create));
  router.post(`${path}/merge`, endpoint(merge));
  router.post(`${path}/gdpr-delete`, endpoint(privacyDelete));
  router.get(`${path}/:id`, endpoint(read));
  router.patch(`${path}/:id`, endpoint(update));
  router.delete(`${path}/:id`, endpoint(remove));
  return router;
}

/** The object type of the path; the app must be allowed to read it. */
export function readableType(call: ApiCall): ObjectType {
  const type = objectTypeOf(call.param('type'));
  requireScopes(call, type.readScopes);
  return type;
}

export function writableType(call: ApiCall): ObjectType {
  const type = objectTypeOf(call.param('type'));
  requireScopes(call, type.writeScopes);
  return type;
}

/** What the query of a GET asks to see. */
function selectionOf(call: ApiCall): Selection {
  return {
    properties: call.queryList('properties'),
    propertiesWithHistory: call.queryList('propertiesWithHistory'),
    associations: call.queryList('associations').map(objectTypeOf),
    emailContent: seesEmailContent(call),
  };
}

export function seesEmailContent(call: ApiCall): boolean {
  return call.grant.scopes.includes('sales-email-read');
}

/** A record with all its values, as writes answer. */
export function presentWritten(call: ApiCall, record: StoredRecord): Record<string, unknown> {
  return presentRecord(call.portal, record, { properties: 'all', emailContent: seesEmailContent(call) });
}

function list(call: ApiCall) {
  const type = readableType(call);
  const page = paging(call, { fallback: 10, max: 100 });
  const table = call.portal.table(type);
  const records = [...(call.query('archived') === 'true' ? table.archived() : table.all())];
  const { results, paging: next } = pageAfter(records, (record) => Number(record.id), page);
  const selection = selectionOf(call);
  return ok({
    results: results.map((record) => presentRecord(call.portal, record, selection)),
    paging: next,
  });
}

function create(call: ApiCall) {
  const type = writableType(call);
  const record = prepareCreate(call.portal, type, parseBody(call, createInput), call.author)();
  return created(presentWritten(call, record));
}

function read(call: ApiCall) {
  const type = readableType(call);
  const record = addressed(call, type) ?? archivedIfAsked(call, type);
  if (!record) throw recordMissing(type, call.param('id'));
  return ok(presentRecord(call.portal, record, selectionOf(call)));
}

function update(call: ApiCall) {
  const type = writableType(call);
  const { properties } = parseBody(call, z.object({ properties: propertiesSchema }));
  const record = addressed(call, type);
  if (!record) throw recordMissing(type, call.param('id'));
  writeProperties(call.portal, record, checkProperties(call.portal, type, properties, record), call.author);
  return ok(presentWritten(call, record));
}

function remove(call: ApiCall) {
  const type = writableType(call);
  const record = call.portal.table(type).get(call.param('id'));
  if (!record) throw recordMissing(type, call.param('id'));
  archiveRecord(call.portal, record, call.author);
  return noContent;
}

function merge(call: ApiCall) {
  const type = writableType(call);
  if (type.engagement) throw invalidRequest(`${type.name} cannot be merged`);
  const body = parseBody(call, z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() }));
  const ids = { primaryId: body.primaryObjectId, secondaryId: body.objectIdToMerge };
  return ok(presentWritten(call, mergeRecords(call.portal, type, ids, call.author)));
}

function privacyDelete(call: ApiCall) {
  const type = writableType(call);
  if (type !== CONTACT) throw invalidRequest('Only contacts can be deleted for privacy');
  const { objectId, idProperty } = parseBody(
    call,
    z.object({ objectId: z.string(), idProperty: z.string().optional() }),
  );
  const record = findRecord(call.portal, type, objectId, idProperty);
  if (!record) throw recordMissing(type, objectId);
  eraseRecord(call.portal, record, call.author);
  return noContent;
}

/** The record of the path. A merged-away id leads to the survivor in single calls, never in batches. */
function addressed(call: ApiCall, type: ObjectType): StoredRecord | undefined {
  const idProperty = call.query('idProperty');
  if (idProperty !== undefined) return findRecord(call.portal, type, call.param('id'), idProperty);
  return call.portal.table(type).survivor(call.param('id'));
}

function archivedIfAsked(call: ApiCall, type: ObjectType): StoredRecord | undefined {
  const record =
    call.query('archived') === 'true' ? call.portal.table(type).get(call.param('id')) : undefined;
  return record?.erased ? undefined : record;
}

export function recordMissing(type: ObjectType, id: string) {
  return notFound(`Object not found. objectId are usually numeric. No ${type.singular} has the id ${id}.`);
}
