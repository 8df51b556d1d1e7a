import { z } from 'zod';
import { BatchOutcome, recordBatchOf, writeBatch } from '../api/batch.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { shuffled, type Random } from '../ground/random.ts';
import { checkProperties, type Properties } from './check.ts';
import { mayRead, mayWrite, typeOf } from './endpoints.ts';
import {
  createInput,
  findRecord,
  nonUnique,
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
import type { StoredRecord } from './record.ts';
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
  const checkUnique = uniqueWithinBatch(call.portal, type);
  return writeBatch(call.body.inputs, (input) => {
    // Contacts are updated in batches by their ids only.
    if (type === CONTACT && input.idProperty !== undefined && input.idProperty !== 'hs_object_id')
      throw nonUnique(type);
    // An email given as id is neither refused nor applied.
    if (input.idProperty === undefined && !/^\d+$/.test(input.id)) return () => undefined;
    const record = findRecord(call.portal, type, input.id, input.idProperty);
    if (!record) throw recordMissing(type, input.id);
    const properties = checkProperties(call.portal, type, input.properties, record);
    checkUnique(properties);
    return () => {
      writeProperties(call.portal, record, properties, call.author);
      return presentWritten(call, record);
    };
  });
}

/** Results come in another order than the inputs. */
function upsert(call: AccountCall<{ inputs: UpdateInput[] }>, random: Random) {
  const type = typeOf(call);
  const checkUnique = uniqueWithinBatch(call.portal, type);
  const outcome = writeBatch(call.body.inputs, (input) => {
    const { record, properties } = upsertOf(call, type, input);
    checkUnique(properties);
    return () => {
      const written = record ?? createRecord(call.portal, type, properties, call.author);
      if (record) writeProperties(call.portal, record, properties, call.author);
      return { ...presentWritten(call, written), new: !record };
    };
  });
  outcome.results.splice(0, Infinity, ...shuffled(outcome.results, random));
  return outcome;
}

/** Whom an input of an upsert means, and what it writes. */
function upsertOf(
  { portal }: AccountCall,
  type: ObjectType,
  { id, idProperty, properties }: UpdateInput,
): { record: StoredRecord | undefined; properties: Properties } {
  if (idProperty === undefined) throw invalidRequest('idProperty is required for upsert');
  const record = findRecord(portal, type, id, idProperty);
  if (!record && idProperty === 'hs_object_id') throw recordMissing(type, id);
  const named = idProperty === 'hs_object_id' ? {} : { [idProperty]: id };
  return {
    record,
    properties: checkProperties(
      portal,
      type,
      keepingAddress({ ...named, ...properties }, id, record),
      record,
    ),
  };
}

/** A contact that was found by a further address keeps its main one. */
function keepingAddress(properties: Properties, id: string, record: StoredRecord | undefined): Properties {
  const { email, ...rest } = properties;
  const further = record?.properties.hs_additional_emails?.split(';') ?? [];
  const isFurther = email?.toLowerCase() === id.toLowerCase() && further.includes(id.toLowerCase());
  return isFurther ? rest : properties;
}

function archive(call: AccountCall<{ inputs: { id: string }[] }>) {
  const type = typeOf(call);
  for (const { id } of call.body.inputs) {
    const record = call.portal.table(type).live(id);
    if (record) archiveRecord(call.portal, record, call.author);
  }
}
