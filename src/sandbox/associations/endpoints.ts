import { z } from 'zod';
import { BatchOutcome, batchOf } from '../api/batch.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { HubSpotError, notFound } from '../api/hubspot-error.ts';
import { paged, pageAfter, type Page } from '../api/query.ts';
import { objectTypeOf, type ObjectType } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import {
  associationsBetween,
  checkAssociationType,
  defaultAssociation,
  labelOf,
} from './association-types.ts';
import { associate, associationsOf, dissociate, requireLive } from './associations.ts';

const onRecord = '/crm/objects/V/:from/:fromId/associations/:to';
const onPair = '/crm/associations/V/:from/:to';
const MAX_WRITES = 2_000;
const MAX_READS = 1_000;

const bothEnds = (access: 'readScopes' | 'writeScopes') => (value: (name: string) => string) => [
  ...objectTypeOf(value('from'))[access],
  ...objectTypeOf(value('to'))[access],
];
const mayRead = bothEnds('readScopes');
const mayWrite = bothEnds('writeScopes');

const types = z.array(
  z.object({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.number().int() }),
);
const end = z.object({ id: z.union([z.string(), z.number()]).transform(String) });
const pair = z.object({ from: end, to: end });
const typedPair = pair.extend({ types: types.min(1) });
const fan = z.object({ from: end, to: z.array(end) });
const listQuery = z.object(paged({ fallback: 500, max: 500 }));

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
    method: 'GET',
    path: `${onPair}/labels`,
    answers: 200,
    scopes: mayRead,
    limit: 'associations',
    run: labels,
  }),
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
    body: batchOf(end, MAX_READS),
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
];

export const associationEndpoints: readonly Endpoint[] = [...single, ...many];

interface Ends {
  from: ObjectType;
  to: ObjectType;
}

const endsOf = (call: Pick<AccountCall, 'path'>): Ends => ({
  from: objectTypeOf(call.path('from')),
  to: objectTypeOf(call.path('to')),
});

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

function present({ toId, typeIds }: { toId: string; typeIds: readonly number[] }) {
  const associationTypes = typeIds.map((typeId) => ({
    category: 'HUBSPOT_DEFINED',
    typeId,
    label: labelOf(typeId),
  }));
  return { toObjectId: toId, associationTypes };
}

function listOne(call: AccountCall<undefined, Page>) {
  const { from, to } = endsOf(call);
  const record = requireLive(call.portal, from, call.path('fromId'));
  const page = pageAfter(associationsOf(call.portal, record, to), ({ toId }) => Number(toId), call.query);
  return { ...page, results: page.results.map(present) };
}

function associateDefault(call: AccountCall) {
  const ends = endsOf(call);
  const [from, to] = recordsOf(call, ends);
  return { status: 'COMPLETE', results: [byDefault(call, ends, from, to)] };
}

/** Associates two records without a label. */
function byDefault({ portal }: AccountCall, ends: Ends, from: StoredRecord, to: StoredRecord) {
  const associationTypeId = defaultAssociation(ends.from, ends.to);
  associate(portal, from, to, []);
  return {
    from: { id: from.id },
    to: { id: to.id },
    associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId },
  };
}

/** Replaces the set of labels. */
function setLabels(call: AccountCall<z.infer<typeof types>>) {
  const ends = endsOf(call);
  const typeIds = typeIdsOf({ types: call.body }, ends);
  const [from, to] = recordsOf(call, ends);
  dissociate(call.portal, from, to);
  associate(call.portal, from, to, typeIds);
  return presentPair(ends, [from, to], typeIds);
}

function presentPair(
  ends: Ends,
  [from, to]: readonly [StoredRecord, StoredRecord],
  typeIds: readonly number[],
) {
  return {
    fromObjectTypeId: ends.from.id,
    fromObjectId: from.id,
    toObjectTypeId: ends.to.id,
    toObjectId: to.id,
    labels: typeIds.map(labelOf).filter((label) => label !== null),
  };
}

function typeIdsOf({ types: given }: { types: z.infer<typeof types> }, { from, to }: Ends): number[] {
  return given.map(({ associationTypeId }) => checkAssociationType(from, to, associationTypeId).typeId);
}

function labels(call: AccountCall) {
  const { from, to } = endsOf(call);
  const found = associationsBetween(from, to);
  return { results: found.map(({ typeId, label }) => ({ category: 'HUBSPOT_DEFINED', typeId, label })) };
}

function writeMany(call: AccountCall<{ inputs: z.infer<typeof typedPair>[] }>) {
  const ends = endsOf(call);
  return eachInput(call.body.inputs, ({ from, to, types: given }) => {
    const records = liveEnds(call, ends, from.id, to.id);
    const typeIds = typeIdsOf({ types: given }, ends);
    associate(call.portal, ...records, typeIds);
    return presentPair(ends, records, typeIds);
  });
}

function associateMany(call: AccountCall<{ inputs: z.infer<typeof pair>[] }>) {
  const ends = endsOf(call);
  return eachInput(call.body.inputs, ({ from, to }) =>
    byDefault(call, ends, ...liveEnds(call, ends, from.id, to.id)),
  );
}

/** A record without associations fails, and nobody learns whether it exists. */
function readMany({ portal, path, body }: AccountCall<{ inputs: z.infer<typeof end>[] }>) {
  const { from, to } = endsOf({ path });
  const outcome = new BatchOutcome();
  for (const { id } of body.inputs) {
    const record = portal.table(from).live(id);
    const found = record ? associationsOf(portal, record, to) : [];
    if (found.length > 0) outcome.results.push({ from: { id }, to: found.map(present) });
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

/** Does each input by itself: an unknown record fails alone. */
function eachInput<Input extends { from: { id: string } }>(
  inputs: readonly Input[],
  work: (input: Input) => Record<string, unknown>,
): BatchOutcome {
  const outcome = new BatchOutcome();
  for (const input of inputs) {
    try {
      outcome.results.push(work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.status !== 404) throw error;
      outcome.fail({ id: input.from.id }, error);
    }
  }
  return outcome;
}
