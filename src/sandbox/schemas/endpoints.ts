import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { flag } from '../api/query.ts';
import type { AssociationKind } from '../associations/association-kind.ts';
import { defineAssociation } from '../associations/association-types.ts';
import { present as presentProperty } from '../properties/endpoints.ts';
import { customType, fullyQualifiedName, type ObjectSchema } from './schema.ts';
import {
  archiveSchema,
  changeSchema,
  createSchema,
  newSchema,
  requireSchema,
  schemaChange,
} from './write.ts';

const path = '/crm-object-schemas/V/schemas';
const onOne = `${path}/:type`;
const mayRead = ['crm.schemas.custom.read'];
const mayWrite = ['crm.schemas.custom.write'];
const listQuery = z.object({ archived: flag });
const newAssociation = z.object({
  fromObjectTypeId: z.string(),
  toObjectTypeId: z.string(),
  name: z.string().optional(),
});

/** Custom objects: what they are called, what they have, what they may be associated with. */
export const schemaEndpoints: readonly Endpoint[] = [
  accountEndpoint({ method: 'GET', path, answers: 200, scopes: mayRead, query: listQuery, run: list }),
  accountEndpoint({
    method: 'POST',
    path,
    answers: 201,
    scopes: mayWrite,
    body: newSchema,
    run: ({ portal, body }) => present(portal, createSchema(portal, body)),
  }),
  accountEndpoint({
    method: 'GET',
    path: onOne,
    answers: 200,
    scopes: mayRead,
    run: (call) => present(call.portal, addressed(call)),
  }),
  accountEndpoint({
    method: 'PATCH',
    path: onOne,
    answers: 200,
    scopes: mayWrite,
    body: schemaChange,
    run: (call) => present(call.portal, changeSchema(call.portal, addressed(call), call.body)),
  }),
  accountEndpoint({
    method: 'DELETE',
    path: onOne,
    answers: 204,
    scopes: mayWrite,
    run: (call) => archiveSchema(call.portal, addressed(call)),
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onOne}/associations`,
    answers: 201,
    scopes: mayWrite,
    body: newAssociation,
    run: associateTypes,
  }),
];

const addressed = (call: Pick<AccountCall, 'portal' | 'path'>): ObjectSchema =>
  requireSchema(call.portal, call.path('type'));

function list({ portal, query }: AccountCall<undefined, z.infer<typeof listQuery>>) {
  const found = [...portal.schemas.values()].filter(
    (schema) => (schema.archivedAt !== null) === query.archived,
  );
  return { results: found.map((schema) => present(portal, schema)) };
}

function associateTypes(call: AccountCall<z.infer<typeof newAssociation>>) {
  const { portal, body } = call;
  const own = addressed(call).objectTypeId;
  const [from, to] = [portal.objectType(body.fromObjectTypeId), portal.objectType(body.toObjectTypeId)];
  if (from.id !== own && to.id !== own) throw invalidRequest(`One end of the association must be ${own}`);
  const [made] = defineAssociation(
    portal,
    { from, to },
    { name: body.name ?? `${from.singular}_to_${to.singular}`, label: null, inverseLabel: null },
  );
  return made && presentKind(made);
}

const iso = (at: number): string => new Date(at).toISOString();

/** A custom object as the API returns it, with its properties and associations. */
function present(portal: Portal, schema: ObjectSchema): Record<string, unknown> {
  const { objectTypeId, name, createdAt, updatedAt, archivedAt, ...rest } = schema;
  const type = customType(portal.id, schema);
  const kinds = [...portal.associationKinds.values()].filter(
    ({ fromTypeId, toTypeId }) => fromTypeId === objectTypeId || toTypeId === objectTypeId,
  );
  return {
    id: objectTypeId.slice('2-'.length),
    objectTypeId,
    name,
    fullyQualifiedName: fullyQualifiedName(portal.id, name),
    metaType: 'PORTAL_SPECIFIC',
    ...rest,
    properties: portal.propertiesOf(type).map(presentProperty),
    associations: kinds.map(presentKind),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    archived: archivedAt !== null,
  };
}

const presentKind = (kind: AssociationKind) => ({
  id: String(kind.typeId),
  fromObjectTypeId: kind.fromTypeId,
  toObjectTypeId: kind.toTypeId,
  name: kind.name,
});
