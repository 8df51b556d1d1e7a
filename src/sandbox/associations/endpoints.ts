import { Router } from 'express';
import { z } from 'zod';
import { invalidRequest } from '../api/hubspot-error.ts';
import {
  associationsBetween,
  checkAssociationType,
  defaultAssociation,
  labelOf,
} from './association-types.ts';
import { associate, associationsOf, dissociate, requireLive } from './associations.ts';
import { objectTypeOf, type ObjectType } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import { BatchOutcome } from '../api/batch.ts';
import { HubSpotError } from '../api/hubspot-error.ts';
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
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const onRecord = `/crm/objects/${HUBSPOT_API_VERSION}/:from/:fromId/associations`;
const onPair = `/crm/associations/${HUBSPOT_API_VERSION}/:from/:to`;
const MAX_WRITES = 2_000;
const MAX_READS = 1_000;
const PAGE = 500;

const typesSchema = z.array(
  z.object({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.number().int() }),
);
const idSchema = z.union([z.string(), z.number()]).transform(String);
const pairSchema = z.object({
  from: z.object({ id: idSchema }),
  to: z.object({ id: idSchema }),
  types: typesSchema.default([]),
});

/** Associations of single records and of many. */
export function associationsApi(): Router {
  const router = Router();
  router.get(`${onRecord}/:to`, endpoint(listOne));
  router.put(`${onRecord}/default/:to/:toId`, endpoint(associateDefault));
  router.put(`${onRecord}/:to/:toId`, endpoint(setLabels));
  router.delete(`${onRecord}/:to/:toId`, endpoint(remove));
  router.get(`${onPair}/labels`, endpoint(labels));
  router.post(
    `${onPair}/batch/create`,
    endpoint((call) => writeMany(call, typeIdsOf)),
  );
  router.post(
    `${onPair}/batch/associate/default`,
    endpoint((call) => writeMany(call, () => [])),
  );
  router.post(`${onPair}/batch/read`, endpoint(readMany));
  router.post(`${onPair}/batch/archive`, endpoint(removeMany));
  return router;
}

interface Ends {
  from: ObjectType;
  to: ObjectType;
}

function endsOf(call: ApiCall, access: 'read' | 'write'): Ends {
  const ends = { from: objectTypeOf(call.param('from')), to: objectTypeOf(call.param('to')) };
  for (const type of [ends.from, ends.to])
    requireScopes(call, access === 'read' ? type.readScopes : type.writeScopes);
  return ends;
}

function recordsOf(call: ApiCall, { from, to }: Ends): [StoredRecord, StoredRecord] {
  return [
    requireLive(call.portal, from, call.param('fromId')),
    requireLive(call.portal, to, call.param('toId')),
  ];
}

function present({ toId, typeIds }: { toId: string; typeIds: readonly number[] }) {
  const associationTypes = typeIds.map((typeId) => ({
    category: 'HUBSPOT_DEFINED',
    typeId,
    label: labelOf(typeId),
  }));
  return { toObjectId: Number(toId), associationTypes };
}

function listOne(call: ApiCall): ApiAnswer {
  const { from, to } = endsOf(call, 'read');
  const record = requireLive(call.portal, from, call.param('fromId'));
  const page = paging(call, { fallback: PAGE, max: PAGE });
  const { results, paging: next } = pageAfter(
    associationsOf(call.portal, record, to),
    ({ toId }) => Number(toId),
    page,
  );
  return ok({ results: results.map(present), paging: next });
}

function associateDefault(call: ApiCall): ApiAnswer {
  const ends = endsOf(call, 'write');
  const [from, to] = recordsOf(call, ends);
  const typeId = defaultAssociation(ends.from, ends.to);
  associate(call.portal, from, to, []);
  const result = {
    from: { id: from.id },
    to: { id: to.id },
    associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId },
  };
  return ok({ status: 'COMPLETE', results: [result] });
}

/** Replaces the set of labels. */
function setLabels(call: ApiCall): ApiAnswer {
  const ends = endsOf(call, 'write');
  const typeIds = typeIdsOf({ types: parseBody(call, typesSchema.min(1)) }, ends);
  const [from, to] = recordsOf(call, ends);
  dissociate(call.portal, from, to);
  associate(call.portal, from, to, typeIds);
  return ok({
    fromObjectTypeId: ends.from.id,
    fromObjectId: Number(from.id),
    toObjectTypeId: ends.to.id,
    toObjectId: Number(to.id),
    labels: [],
  });
}

function typeIdsOf({ types }: { types: z.infer<typeof typesSchema> }, { from, to }: Ends): number[] {
  return types.map(({ associationTypeId }) => checkAssociationType(from, to, associationTypeId).typeId);
}

function remove(call: ApiCall): ApiAnswer {
  const [from, to] = recordsOf(call, endsOf(call, 'write'));
  dissociate(call.portal, from, to);
  return noContent;
}

function labels(call: ApiCall): ApiAnswer {
  const { from, to } = endsOf(call, 'read');
  return ok({
    results: associationsBetween(from, to).map(({ typeId, label }) => ({
      category: 'HUBSPOT_DEFINED',
      typeId,
      label,
    })),
  });
}

function writeMany(
  call: ApiCall,
  typesOf: (pair: z.infer<typeof pairSchema>, ends: Ends) => number[],
): ApiAnswer {
  const ends = endsOf(call, 'write');
  const { inputs } = parseBody(call, z.object({ inputs: z.array(pairSchema) }));
  checkSize(inputs, MAX_WRITES);
  return eachPair(call, inputs, (pair) => {
    const from = requireLive(call.portal, ends.from, pair.from.id);
    const to = requireLive(call.portal, ends.to, pair.to.id);
    associate(call.portal, from, to, typesOf(pair, ends));
    return {
      fromObjectTypeId: ends.from.id,
      fromObjectId: Number(from.id),
      toObjectTypeId: ends.to.id,
      toObjectId: Number(to.id),
      labels: [],
    };
  });
}

function readMany(call: ApiCall): ApiAnswer {
  const { from, to } = endsOf(call, 'read');
  const { inputs } = parseBody(call, z.object({ inputs: z.array(z.object({ id: idSchema })) }));
  checkSize(inputs, MAX_READS);
  const pairs = inputs.map((input) => ({ from: input }));
  return eachPair(call, pairs, ({ from: { id } }) => {
    const record = requireLive(call.portal, from, id);
    return { from: { id }, to: associationsOf(call.portal, record, to).map(present) };
  });
}

function removeMany(call: ApiCall): ApiAnswer {
  const ends = endsOf(call, 'write');
  const many = z.object({ from: z.object({ id: idSchema }), to: z.array(z.object({ id: idSchema })) });
  const { inputs } = parseBody(call, z.object({ inputs: z.array(many) }));
  checkSize(inputs, MAX_WRITES);
  for (const { from, to } of inputs) {
    for (const { id } of to)
      dissociate(
        call.portal,
        requireLive(call.portal, ends.from, from.id),
        requireLive(call.portal, ends.to, id),
      );
  }
  return noContent;
}

/** Does each input by itself: an unknown record fails alone. */
function eachPair<Input extends { from: { id: string } }>(
  call: ApiCall,
  inputs: readonly Input[],
  work: (input: Input) => Record<string, unknown>,
): ApiAnswer {
  const outcome = new BatchOutcome();
  for (const input of inputs) {
    try {
      outcome.results.push(work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.status !== 404) throw error;
      outcome.fail({ id: input.from.id }, error);
    }
  }
  return outcome.answer(200, call.portal.world.clock.now());
}

function checkSize(inputs: readonly unknown[], max: number): void {
  if (inputs.length > max)
    throw invalidRequest(`The maximum number of inputs supported in a batch request is ${max}`);
}
