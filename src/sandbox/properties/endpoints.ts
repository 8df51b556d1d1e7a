import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { BatchOutcome, batchOf } from '../api/batch.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { HubSpotError, notFound } from '../api/hubspot-error.ts';
import { flag } from '../api/query.ts';
import { typeOf } from '../records/endpoints.ts';
import {
  archiveProperty,
  changeProperty,
  createProperty,
  newPropertySchema,
  practisedNewProperty,
  practisedPropertyChange,
  propertyChangeSchema,
  requireProperty,
} from './change.ts';
import { dataSensitivities } from './property-definition.ts';
import type { PropertyDefinition } from './property-definition.ts';

const path = '/crm/properties/V/:type';

export const mayRead = (value: (name: string) => string, portal: Portal) =>
  portal.objectType(value('type')).schemaReadScopes;
export const mayWrite = (value: (name: string) => string, portal: Portal) =>
  portal.objectType(value('type')).schemaWriteScopes;

const listQuery = z.object({
  archived: flag,
  dataSensitivity: z.enum(dataSensitivities).default('non_sensitive'),
});
const created = batchOf(newPropertySchema);
const practisedCreated = batchOf(practisedNewProperty);
const named = batchOf(z.object({ name: z.string() }));

/** Properties, one or many. */
export const propertyEndpoints: readonly Endpoint[] = [
  accountEndpoint({
    method: 'POST',
    path: `${path}/batch/create`,
    answers: 201,
    scopes: mayWrite,
    body: created,
    practised: practisedCreated,
    run: createMany,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/batch/read`,
    answers: 200,
    scopes: mayRead,
    body: named,
    run: readMany,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/batch/archive`,
    answers: 204,
    scopes: mayWrite,
    body: named,
    run: archiveMany,
  }),
  accountEndpoint({ method: 'GET', path, answers: 200, scopes: mayRead, query: listQuery, run: list }),
  accountEndpoint({
    method: 'POST',
    path,
    answers: 201,
    scopes: mayWrite,
    body: newPropertySchema,
    practised: practisedNewProperty,
    run: (call) => present(createProperty(call.portal, typeOf(call), call.body)),
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/:name`,
    answers: 200,
    scopes: mayRead,
    run: (call) => present(requireProperty(call.portal, typeOf(call), call.path('name'))),
  }),
  accountEndpoint({
    method: 'PATCH',
    path: `${path}/:name`,
    answers: 200,
    scopes: mayWrite,
    body: propertyChangeSchema,
    practised: practisedPropertyChange,
    run: (call) => present(changeProperty(call.portal, typeOf(call), call.path('name'), call.body)),
  }),
  accountEndpoint({
    method: 'DELETE',
    path: `${path}/:name`,
    answers: 204,
    scopes: mayWrite,
    run: (call) => archiveProperty(call.portal, typeOf(call), call.path('name')),
  }),
];

/** A property as the API returns it. */
export function present({
  archivedAt,
  createdAt,
  updatedAt,
  ...definition
}: PropertyDefinition): Record<string, unknown> {
  const time = (at: number): string => new Date(at).toISOString();
  return {
    ...definition,
    createdAt: time(createdAt),
    updatedAt: time(updatedAt),
    archived: archivedAt !== null,
    ...(archivedAt === null ? {} : { archivedAt: time(archivedAt) }),
  };
}

function list(call: AccountCall<undefined, z.infer<typeof listQuery>>) {
  const { portal, query } = call;
  const type = typeOf(call);
  const found = query.archived ? portal.archivedPropertiesOf(type) : portal.propertiesOf(type);
  return {
    results: found.filter(({ dataSensitivity }) => dataSensitivity === query.dataSensitivity).map(present),
  };
}

function createMany(call: AccountCall<z.infer<typeof created>>) {
  const outcome = new BatchOutcome();
  for (const input of call.body.inputs) {
    try {
      outcome.results.push(present(createProperty(call.portal, typeOf(call), input)));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      outcome.fail({ id: input.name }, error);
    }
  }
  return outcome;
}

function readMany(call: AccountCall<z.infer<typeof named>>) {
  const type = typeOf(call);
  const outcome = new BatchOutcome();
  for (const { name } of call.body.inputs) {
    const definition = call.portal.property(type, name);
    if (definition) outcome.results.push(present(definition));
    else outcome.fail({ id: name }, notFound(`The property ${name} does not exist for ${type.id}`));
  }
  return outcome;
}

function archiveMany(call: AccountCall<z.infer<typeof named>>) {
  const type = typeOf(call);
  for (const { name } of call.body.inputs)
    if (call.portal.property(type, name)) archiveProperty(call.portal, type, name);
}
