import { z } from 'zod';
import { BatchOutcome, recordBatchOf, writeBatch } from '../api/batch.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { shuffled, type Random } from '../ground/random.ts';
import { checkProperties } from './check.ts';
import { mayRead, mayWrite, typeOf } from './endpoints.ts';
import {
  createInput,
  findRecord,
  practisedRead,
  prepareCreate,
  readInput,
  uniqueWithinBatch,
  updateInput,
  type CreateInput,
  type UpdateInput,
} from './inputs.ts';
import { archiveRecord } from './lifecycle.ts';
import { CONTACT, recordMissing, type ObjectType } from './object-types.ts';
import { presentRecord, presentWritten, seesEmailContent } from './presentation.ts';
import { createRecord, writeProperties } from './write.ts';

const path = '/crm/objects/V/:type/batch';

export interface RecordBatchParts {
  random: Random;
}

/** Up to 100 records in one call. */
export const recordBatchEndpoints = ({ random }: RecordBatchParts): Endpoint[] => [
  accountEndpoint({
    method: 'POST',
    path: `${path}/read`,
    answers: 200,
    scopes: mayRead,
    body: readInput,
    practised: practisedRead,
    run: read,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/create`,
    answers: 201,
    scopes: mayWrite,
    body: recordBatchOf(createInput),
    run: create,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/update`,
    answers: 200,
    scopes: mayWrite,
    body: recordBatchOf(updateInput),
    run: update,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/upsert`,
    answers: 200,
    scopes: mayWrite,
    body: recordBatchOf(updateInput),
    run: (call) => upsert(call, random),
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/archive`,
    answers: 204,
    scopes: mayWrite,
    body: recordBatchOf(z.object({ id: z.string() })),
    run: archive,
  }),
];

function read(call: AccountCall<z.infer<typeof readInput>>) {
  const type = typeOf(call);
  const { inputs, properties, propertiesWithHistory, idProperty } = call.body;
  const outcome = new BatchOutcome();
  for (const input of inputs) {
    const record = findRecord(call.portal, type, input.id, idProperty);
    const selection = { properties, propertiesWithHistory, emailContent: seesEmailContent(call) };
    if (record) outcome.results.push(presentRecord(call.portal, record, selection));
    else outcome.fail(input, recordMissing(type, input.id));
  }
  return outcome;
}

function create(call: AccountCall<{ inputs: CreateInput[] }>) {
  const type = typeOf(call);
  const checkUnique = uniqueWithinBatch(call.portal, type);
  return writeBatch(call.body.inputs, (input) => {
    checkUnique(input.properties);
    const apply = prepareCreate(call.portal, type, input, call.author);
    return () => presentWritten(call, apply());
  });
}

function update(call: AccountCall<{ inputs: UpdateInput[] }>) {
  const type = typeOf(call);
  return writeBatch(call.body.inputs, (input) => {
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
}

/** Results come in another order than the inputs. */
function upsert(call: AccountCall<{ inputs: UpdateInput[] }>, random: Random) {
  const type = typeOf(call);
  const outcome = writeBatch(call.body.inputs, (input) => prepareUpsert(call, type, input));
  outcome.results.splice(0, Infinity, ...shuffled(outcome.results, random));
  return outcome;
}

function prepareUpsert(
  call: AccountCall,
  type: ObjectType,
  input: UpdateInput,
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
function archive(call: AccountCall<{ inputs: { id: string }[] }>) {
  const type = typeOf(call);
  for (const { id } of call.body.inputs) {
    const record = call.portal.table(type).live(id);
    if (record) archiveRecord(call.portal, record, call.author);
  }
}
