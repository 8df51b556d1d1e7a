import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { BatchOutcome, batchOf } from '../api/batch.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { HubSpotError, notFound } from '../api/hubspot-error.ts';
import { paged, pageAfter, type Page } from '../api/query.ts';
import { associationTypesSchema as types } from '../records/inputs.ts';
import type { ObjectType } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import { checkAssociationType, defaultAssociation, kindOf } from './association-types.ts';
import {
  associate,
  associationsOf,
  checkLimits,
  dissociate,
  LIMIT_EXCEEDED,
  removeLabels,
  requireLive,
  type Association,
} from './associations.ts';
import { endsOf, mayRead, mayWrite, onPair, type Ends } from './ends.ts';

const onRecord = '/crm/objects/V/:from/:fromId/associations/:to';
const MAX_WRITES = 2_000;
const MAX_READS = 1_000;

/** Associations of one record in one answer. */
const PAGE = 500;

const end = z.object({ id: z.union([z.string(), z.number()]).transform(String) });
const pair = z.object({ from: end, to: end });
const typedPair = pair.extend({ types: types.min(1) });
const fan = z.object({ from: end, to: z.array(end) });
const paging = z.object({ id: end.shape.id, after: z.string().optional() });
const listQuery = z.object(paged({ fallback: PAGE, max: PAGE }));

/** Associations of single records. */
const single: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path: onRecord,
    answers: 200,
    scopes: mayRead,
    query: listQuery,
    run: listOne,
  }),
  accountEndpoint({
    method: 'PUT',
    path: '/crm/objects/V/:from/:fromId/associations/default/:to/:toId',
    answers: 200,
    scopes: mayWrite,
    run: associateDefault,
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${onRecord}/:toId`,
    answers: 201,
    scopes: mayWrite,
    body: types.min(1),
    run: setLabels,
  }),
  accountEndpoint({
    method: 'DELETE',
    path: `${onRecord}/:toId`,
    answers: 204,
    scopes: mayWrite,
    run: (call) => dissociate(call.portal, ...recordsOf(call, endsOf(call))),
  }),
];

/** Associations of many records, with limits of their own. */
const many: readonly Endpoint[] = [
  accountEndpoint({
    method: 'POST',
    path: `${onPair}/batch/create`,
    answers: 201,
    scopes: mayWrite,
    limit: 'associations',
    body: batchOf(typedPair, MAX_WRITES),
    run: writeMany,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onPair}/batch/associate/default`,
    answers: 200,
    scopes: mayWrite,
    limit: 'associations',
    body: batchOf(pair, MAX_WRITES),
    run: associateMany,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onPair}/batch/read`,
    answers: 200,
    scopes: mayRead,
    limit: 'associations',
    body: batchOf(paging, MAX_READS),
    run: readMany,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onPair}/batch/archive`,
    answers: 200,
    scopes: mayWrite,
    limit: 'associations',
    body: batchOf(fan, MAX_WRITES),
    run: removeMany,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onPair}/batch/labels/archive`,
    answers: 204,
    scopes: mayWrite,
    limit: 'associations',
    body: batchOf(typedPair, MAX_WRITES),
    run: removeLabelsOfMany,
  }),
];

export const associationEndpoints: readonly Endpoint[] = [...single, ...many];

const recordsOf = (call: AccountCall, ends: Ends): [StoredRecord, StoredRecord] =>
  liveEnds(call, ends, call.path('fromId'), call.path('toId'));

/** @throws HubSpotError 404 */
const liveEnds = (
  { portal }: AccountCall,
  ends: Ends,
  fromId: string,
  toId: string,
): [StoredRecord, StoredRecord] => [
  requireLive(portal, ends.from, fromId),
  requireLive(portal, ends.to, toId),
];

const present =
  (portal: Portal) =>
  ({ toId, typeIds }: Association) => ({
    toObjectId: toId,
    associationTypes: typeIds.map((typeId) => ({
      category: kindOf(portal, typeId)?.category ?? 'HUBSPOT_DEFINED',
      typeId,
      label: kindOf(portal, typeId)?.label ?? null,
    })),
  });

function listOne(call: AccountCall<undefined, Page>) {
  const { from, to } = endsOf(call);
  const record = requireLive(call.portal, from, call.path('fromId'));
  const page = pageAfter(associationsOf(call.portal, record, to), ({ toId }) => Number(toId), call.query);
  return { ...page, results: page.results.map(present(call.portal)) };
}

function associateDefault(call: AccountCall) {
  const ends = endsOf(call);
  const [from, to] = recordsOf(call, ends);
  return { status: 'COMPLETE', results: [byDefault(call, ends, from, to)] };
}

/** Associates two records without a label. */
function byDefault({ portal }: AccountCall, ends: Ends, from: StoredRecord, to: StoredRecord) {
  const { typeId, category } = defaultAssociation(portal, ends.from, ends.to);
  checkLimits(portal, from, to, []);
  associate(portal, from, to, []);
  return {
    from: { id: from.id },
    to: { id: to.id },
    associationSpec: { associationCategory: category, associationTypeId: typeId },
  };
}

/** Replaces the set of labels. */
function setLabels(call: AccountCall<z.infer<typeof types>>) {
  const ends = endsOf(call);
  const typeIds = typeIdsOf(call.portal, call.body, ends);
  const [from, to] = recordsOf(call, ends);
  checkLimits(call.portal, from, to, typeIds);
  dissociate(call.portal, from, to);
  associate(call.portal, from, to, typeIds);
  return presentPair(call.portal, ends, [from, to], typeIds);
}

function presentPair(
  portal: Portal,
  ends: Ends,
  [from, to]: readonly [StoredRecord, StoredRecord],
  typeIds: readonly number[],
) {
  return {
    fromObjectTypeId: ends.from.id,
    fromObjectId: from.id,
    toObjectTypeId: ends.to.id,
    toObjectId: to.id,
    labels: typeIds.flatMap((typeId) => kindOf(portal, typeId)?.label ?? []),
  };
}

const typeIdsOf = (portal: Portal, given: z.infer<typeof types>, ends: Ends): number[] =>
  given.map((named) => checkAssociationType(portal, ends, named).typeId);

function writeMany(call: AccountCall<{ inputs: z.infer<typeof typedPair>[] }>) {
  const ends = endsOf(call);
  return eachInput(call.body.inputs, ({ from, to, types: given }) => {
    const records = liveEnds(call, ends, from.id, to.id);
    const typeIds = typeIdsOf(call.portal, given, ends);
    checkLimits(call.portal, ...records, typeIds);
    associate(call.portal, ...records, typeIds);
    return presentPair(call.portal, ends, records, typeIds);
  });
}

function associateMany(call: AccountCall<{ inputs: z.infer<typeof pair>[] }>) {
  const ends = endsOf(call);
  return eachInput(call.body.inputs, ({ from, to }) =>
    byDefault(call, ends, ...liveEnds(call, ends, from.id, to.id)),
  );
}

/** A record without associations fails, and nobody learns whether it exists. */
function readMany(call: AccountCall<{ inputs: z.infer<typeof paging>[] }>) {
  const { portal } = call;
  const { from, to } = endsOf(call);
  const outcome = new BatchOutcome();
  for (const { id, after } of call.body.inputs) {
    const record = portal.table(from).live(id);
    const found = record ? associationsOf(portal, record, to) : [];
    const { results, ...rest } = pageAfter(found, ({ toId }) => Number(toId), { limit: PAGE, after });
    if (found.length > 0) outcome.results.push({ from: { id }, to: results.map(present(portal)), ...rest });
    else outcome.fail({}, noAssociations(from, id, to));
  }
  return outcome;
}

const noAssociations = (from: ObjectType, id: string, to: ObjectType): HubSpotError =>
  notFound(`No ${to.singular} is associated with ${from.singular} ${id}.`, {
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
  });

/** Answers like other batches, with nothing in its results. */
function removeMany(call: AccountCall<{ inputs: z.infer<typeof fan>[] }>) {
  const ends = endsOf(call);
  for (const { from, to } of call.body.inputs)
    for (const { id } of to) dissociate(call.portal, ...liveEnds(call, ends, from.id, id));
  return new BatchOutcome();
}

/** The records stay associated, without the labels. What is not there is no error. */
function removeLabelsOfMany(call: AccountCall<{ inputs: z.infer<typeof typedPair>[] }>) {
  const ends = endsOf(call);
  for (const { from, to, types: given } of call.body.inputs) {
    const typeIds = typeIdsOf(call.portal, given, ends);
    removeLabels(call.portal, ...liveEnds(call, ends, from.id, to.id), typeIds);
  }
}

/** Does each input by itself: an unknown record, or one that has as many as may be, fails alone. */
function eachInput<Input extends { from: { id: string } }>(
  inputs: readonly Input[],
  work: (input: Input) => Record<string, unknown>,
): BatchOutcome {
  const outcome = new BatchOutcome();
  for (const input of inputs) {
    try {
      outcome.results.push(work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      if (error.status !== 404 && error.extras.subCategory !== LIMIT_EXCEEDED) throw error;
      outcome.fail({ id: input.from.id }, error);
    }
  }
  return outcome;
}
