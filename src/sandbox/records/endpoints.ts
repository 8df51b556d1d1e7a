import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { flag, many, one, paged, pageAfter } from '../api/query.ts';
import { checkProperties } from './check.ts';
import { createInput, findRecord, prepareCreate, propertiesSchema } from './inputs.ts';
import { archiveRecord, eraseRecord } from './lifecycle.ts';
import { mergeRecords } from './merge.ts';
import { CONTACT, recordMissing, type ObjectType } from './object-types.ts';
import { presentRecord, presentWritten, seesEmailContent, type Selection } from './presentation.ts';
import type { StoredRecord } from './record.ts';
import { writeProperties } from './write.ts';

const path = '/crm/objects/V/:type';

/** Of the object type that the path names. */
export const mayRead = (value: (name: string) => string, portal: Portal) =>
  portal.objectType(value('type')).readScopes;
export const mayWrite = (value: (name: string) => string, portal: Portal) =>
  portal.objectType(value('type')).writeScopes;

export const typeOf = (call: Pick<AccountCall, 'path' | 'portal'>): ObjectType =>
  call.portal.objectType(call.path('type'));

const shownSchema = z.object({
  properties: many,
  propertiesWithHistory: many,
  associations: many,
  archived: flag,
  idProperty: one,
});
const addressSchema = z.object({ idProperty: one });

/** Single records: read, create, update, delete, merge. */
export const recordEndpoints: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path,
    answers: 200,
    scopes: mayRead,
    query: shownSchema.extend(paged({ fallback: 10, max: 100 })),
    run: list,
  }),
  accountEndpoint({
    method: 'POST',
    path,
    answers: 201,
    scopes: mayWrite,
    body: createInput,
    run: (call) => presentWritten(call, prepareCreate(call.portal, typeOf(call), call.body, call.author)()),
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/merge`,
    answers: 200,
    scopes: mayWrite,
    body: z.object({ primaryObjectId: z.string(), objectIdToMerge: z.string() }),
    run: merge,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/gdpr-delete`,
    answers: 204,
    scopes: mayWrite,
    body: z.object({ objectId: z.string(), idProperty: z.string().optional() }),
    run: privacyDelete,
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/:id`,
    answers: 200,
    scopes: mayRead,
    query: shownSchema,
    run: read,
  }),
  accountEndpoint({
    method: 'PATCH',
    path: `${path}/:id`,
    answers: 200,
    scopes: mayWrite,
    query: addressSchema,
    body: z.object({ properties: propertiesSchema }),
    run: update,
  }),
  accountEndpoint({ method: 'DELETE', path: `${path}/:id`, answers: 204, scopes: mayWrite, run: remove }),
];

type Shown = AccountCall<undefined, z.infer<typeof shownSchema>>;

/** What the query of a GET asks to see. */
function selectionOf(call: Shown): Selection {
  const { properties, propertiesWithHistory, associations } = call.query;
  return {
    properties,
    propertiesWithHistory,
    associations: associations.map((name) => call.portal.objectType(name)),
    emailContent: seesEmailContent(call),
  };
}

function list(call: Shown & { query: { limit: number; after: string | undefined } }) {
  const table = call.portal.table(typeOf(call));
  const records = [...(call.query.archived ? table.archived() : table.all())];
  const page = pageAfter(records, (record) => Number(record.id), call.query);
  const selection = selectionOf(call);
  return { ...page, results: page.results.map((record) => presentRecord(call.portal, record, selection)) };
}

function read(call: Shown) {
  const type = typeOf(call);
  const record = addressed(call, type) ?? archivedIfAsked(call, type);
  if (!record) throw recordMissing(type, call.path('id'));
  return presentRecord(call.portal, record, selectionOf(call));
}

type Update = AccountCall<{ properties: Record<string, string> }, z.infer<typeof addressSchema>>;

function update(call: Update) {
  const { portal, author, body } = call;
  const type = typeOf(call);
  const record = addressed(call, type);
  if (!record) throw recordMissing(type, call.path('id'));
  writeProperties(portal, record, checkProperties(portal, type, body.properties, record), author);
  return presentWritten(call, record);
}

function remove(call: AccountCall) {
  const type = typeOf(call);
  const record = call.portal.table(type).get(call.path('id'));
  if (!record) throw recordMissing(type, call.path('id'));
  archiveRecord(call.portal, record, call.author);
}

function merge(call: AccountCall<{ primaryObjectId: string; objectIdToMerge: string }>) {
  const type = typeOf(call);
  if (type.engagement) throw invalidRequest(`${type.name} cannot be merged`);
  const { primaryObjectId: primaryId, objectIdToMerge: secondaryId } = call.body;
  return presentWritten(call, mergeRecords(call.portal, type, { primaryId, secondaryId }, call.author));
}

function privacyDelete(call: AccountCall<{ objectId: string; idProperty?: string | undefined }>) {
  const type = typeOf(call);
  if (type !== CONTACT) throw invalidRequest('Only contacts can be deleted for privacy');
  const { objectId, idProperty } = call.body;
  const record = findRecord(call.portal, type, objectId, idProperty);
  if (!record) throw recordMissing(type, objectId);
  eraseRecord(call.portal, record, call.author);
}

/** The record of the path. A merged-away id leads to the survivor in single calls, never in batches. */
function addressed(
  { portal, path: value, query }: AccountCall<unknown, { idProperty: string | undefined }>,
  type: ObjectType,
): StoredRecord | undefined {
  if (query.idProperty !== undefined) return findRecord(portal, type, value('id'), query.idProperty);
  return portal.table(type).survivor(value('id'));
}

function archivedIfAsked(call: Shown, type: ObjectType): StoredRecord | undefined {
  const record = call.query.archived ? call.portal.table(type).get(call.path('id')) : undefined;
  return record?.erased ? undefined : record;
}
