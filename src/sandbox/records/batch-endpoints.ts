import { Router } from 'express';
import { invalidRequest } from '../api/hubspot-error.ts';
import { shuffled, type Random } from '../ground/random.ts';
import { checkProperties } from './check.ts';
import { archiveRecord } from './lifecycle.ts';
import { CONTACT, type ObjectType } from './object-types.ts';
import { presentRecord } from './presentation.ts';
import { createRecord, writeProperties } from './write.ts';
import { z } from 'zod';
import { BatchOutcome, checkBatchSize, checkDuplicates, writeBatch } from '../api/batch.ts';
import { endpoint, noContent, parseBody, type ApiAnswer, type ApiCall } from '../api/call.ts';
import {
  createInput,
  findRecord,
  inputsOf,
  prepareCreate,
  readInput,
  uniqueWithinBatch,
  updateInput,
} from './inputs.ts';
import { presentWritten, readableType, recordMissing, seesEmailContent, writableType } from './endpoints.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/crm/objects/${HUBSPOT_API_VERSION}/:type/batch`;

/** Up to 100 records in one call. */
export function objectBatchesApi(random: Random): Router {
  const router = Router();
  router.post(`${path}/read`, endpoint(read));
  router.post(`${path}/create`, endpoint(create));
  router.post(`${path}/update`, endpoint(update));
  router.post(
    `${path}/upsert`,
    endpoint((call) => upsert(call, random)),
  );
  router.post(`${path}/archive`, endpoint(archive));
  return router;
}

function read(call: ApiCall): ApiAnswer {
  const type = readableType(call);
  const { inputs, properties, propertiesWithHistory, idProperty } = parseBody(call, readInput);
  checkBatchSize(inputs, propertiesWithHistory.length > 0);
  checkDuplicates(inputs);
  const outcome = new BatchOutcome();
  for (const input of inputs) {
    const record = findRecord(call.portal, type, input.id, idProperty);
    const selection = { properties, propertiesWithHistory, emailContent: seesEmailContent(call) };
    if (record) outcome.results.push(presentRecord(call.portal, record, selection));
    else outcome.fail(input, recordMissing(type, input.id));
  }
  return outcome.answer(200, call.portal.world.clock.now());
}

function create(call: ApiCall): ApiAnswer {
  const type = writableType(call);
  const { inputs } = parseBody(call, inputsOf(createInput));
  checkBatchSize(inputs);
  checkDuplicates(inputs);
  const checkUnique = uniqueWithinBatch(call.portal, type);
  const outcome = writeBatch(inputs, (input) => {
    checkUnique(input.properties);
    const apply = prepareCreate(call.portal, type, input, call.author);
    return () => presentWritten(call, apply());
  });
  return outcome.answer(201, call.portal.world.clock.now());
}

function update(call: ApiCall): ApiAnswer {
  const type = writableType(call);
  const { inputs } = parseBody(call, inputsOf(updateInput));
  checkBatchSize(inputs);
  checkDuplicates(inputs);
  const outcome = writeBatch(inputs, (input) => {
    if (type === CONTACT && input.idProperty !== undefined && input.idProperty !== 'hs_object_id') {
      throw invalidRequest(
        'idProperty is not supported when updating contacts in a batch; use the record id',
      );
    }
    // An email given as id is neither refused nor applied.
    if (input.idProperty === undefined && !/^\d+$/.test(input.id)) return () => undefined;
    const record = findRecord(call.portal, type, input.id, input.idProperty);
    if (!record) throw recordMissing(type, input.id);
    const properties = checkProperties(call.portal, type, input.properties, record);
    return () => {
      writeProperties(call.portal, record, properties, call.author);
      return presentWritten(call, record);
    };
  });
  return outcome.answer(200, call.portal.world.clock.now());
}

/** Results come in another order than the inputs. */
function upsert(call: ApiCall, random: Random): ApiAnswer {
  const type = writableType(call);
  const { inputs } = parseBody(call, inputsOf(updateInput));
  checkBatchSize(inputs);
  checkDuplicates(inputs);
  const outcome = writeBatch(inputs, (input) => prepareUpsert(call, type, input));
  outcome.results.splice(0, Infinity, ...shuffled(outcome.results, random));
  return outcome.answer(200, call.portal.world.clock.now());
}

function prepareUpsert(
  call: ApiCall,
  type: ObjectType,
  input: z.infer<typeof updateInput>,
): () => Record<string, unknown> {
  const { portal, author } = call;
  const { id, idProperty } = input;
  if (idProperty === undefined) throw invalidRequest('idProperty is required for upsert');
  const record = findRecord(portal, type, id, idProperty);
  const properties = checkProperties(portal, type, { [idProperty]: id, ...input.properties }, record);
  return () => {
    const written = record ?? createRecord(portal, type, properties, author);
    if (record) writeProperties(portal, record, properties, author);
    return { ...presentWritten(call, written), new: !record };
  };
}

/** Unknown ids are ignored. */
function archive(call: ApiCall): ApiAnswer {
  const type = writableType(call);
  const { inputs } = parseBody(call, inputsOf(z.object({ id: z.string() })));
  checkBatchSize(inputs);
  checkDuplicates(inputs);
  for (const { id } of inputs) {
    const record = call.portal.table(type).live(id);
    if (record) archiveRecord(call.portal, record, call.author);
  }
  return noContent;
}
