import { Router } from 'express';
import { z } from 'zod';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import {
  archiveProperty,
  changeProperty,
  createProperty,
  newPropertySchema,
  propertyChangeSchema,
  requireProperty,
} from './change.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { objectTypeOf, type ObjectType } from '../records/object-types.ts';
import { BatchOutcome, checkBatchSize } from '../api/batch.ts';
import {
  created,
  endpoint,
  noContent,
  ok,
  parseBody,
  requireScopes,
  type ApiAnswer,
  type ApiCall,
} from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/crm/properties/${HUBSPOT_API_VERSION}/:type`;

/** Properties and their groups. */
export function propertiesApi(): Router {
  const router = Router();
  router.get(`${path}/groups`, endpoint(listGroups));
  router.post(`${path}/groups`, endpoint(createGroup));
  router.patch(`${path}/groups/:name`, endpoint(changeGroup));
  router.get(
    `${path}/groups/:name`,
    endpoint((call) => ok(requireGroup(call, readable(call)))),
  );
  router.delete(`${path}/groups/:name`, endpoint(archiveGroup));
  router.post(`${path}/batch/create`, endpoint(createMany));
  router.post(`${path}/batch/read`, endpoint(readMany));
  router.post(`${path}/batch/archive`, endpoint(archiveMany));
  router.get(path, endpoint(list));
  router.post(
    path,
    endpoint((call) =>
      created(present(createProperty(call.portal, writable(call), parseBody(call, newPropertySchema)))),
    ),
  );
  router.get(
    `${path}/:name`,
    endpoint((call) => ok(present(requireProperty(call.portal, readable(call), call.param('name'))))),
  );
  router.patch(`${path}/:name`, endpoint(change));
  router.delete(`${path}/:name`, endpoint(archive));
  return router;
}

/** `crm.schemas.contacts.read` … for activities the contact scope, as they have none of their own. */
function schemaScope(type: ObjectType, access: 'read' | 'write'): string {
  return `crm.schemas.${type.engagement ? 'contacts' : type.name}.${access}`;
}

function readable(call: ApiCall): ObjectType {
  const type = objectTypeOf(call.param('type'));
  requireScopes(call, [schemaScope(type, 'read')]);
  return type;
}

function writable(call: ApiCall): ObjectType {
  const type = objectTypeOf(call.param('type'));
  requireScopes(call, [schemaScope(type, 'write')]);
  return type;
}

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

function list(call: ApiCall): ApiAnswer {
  const type = readable(call);
  const found =
    call.query('archived') === 'true'
      ? call.portal.archivedPropertiesOf(type)
      : call.portal.propertiesOf(type);
  return ok({ results: found.map(present) });
}

function change(call: ApiCall): ApiAnswer {
  const type = writable(call);
  return ok(
    present(changeProperty(call.portal, type, call.param('name'), parseBody(call, propertyChangeSchema))),
  );
}

function archive(call: ApiCall): ApiAnswer {
  archiveProperty(call.portal, writable(call), call.param('name'));
  return noContent;
}

function createMany(call: ApiCall): ApiAnswer {
  const type = writable(call);
  const { inputs } = parseBody(call, z.object({ inputs: z.array(newPropertySchema) }));
  checkBatchSize(inputs);
  const outcome = new BatchOutcome();
  for (const input of inputs) {
    try {
      outcome.results.push(present(createProperty(call.portal, type, input)));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      outcome.fail({ id: input.name }, error);
    }
  }
  return outcome.answer(201, call.portal.world.clock.now());
}

const namesSchema = z.object({ inputs: z.array(z.object({ name: z.string() })) });

function readMany(call: ApiCall): ApiAnswer {
  const type = readable(call);
  const { inputs } = parseBody(call, namesSchema);
  checkBatchSize(inputs);
  const outcome = new BatchOutcome();
  for (const { name } of inputs) {
    const definition = call.portal.property(type, name);
    if (definition) outcome.results.push(present(definition));
    else outcome.fail({ id: name }, notFound(`The property ${name} does not exist for ${type.id}`));
  }
  return outcome.answer(200, call.portal.world.clock.now());
}

function archiveMany(call: ApiCall): ApiAnswer {
  const type = writable(call);
  const { inputs } = parseBody(call, namesSchema);
  checkBatchSize(inputs);
  for (const { name } of inputs)
    if (call.portal.property(type, name)) archiveProperty(call.portal, type, name);
  return noContent;
}

function listGroups(call: ApiCall): ApiAnswer {
  const type = readable(call);
  const groups = [...call.portal.groups.entries()].filter(([key]) => key.startsWith(`${type.id}/`));
  return ok({ results: groups.map(([, group]) => group) });
}

const groupSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  label: z.string().min(1),
  displayOrder: z.number().int().default(-1),
});

function createGroup(call: ApiCall): ApiAnswer {
  const type = writable(call);
  const group = { ...parseBody(call, groupSchema), archived: false };
  const key = `${type.id}/${group.name}`;
  if (call.portal.groups.has(key)) {
    throw new HubSpotError(
      409,
      'OBJECT_ALREADY_EXISTS',
      `A property group named '${group.name}' already exists.`,
      {
        subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
      },
    );
  }
  call.portal.groups.set(key, group);
  return created(group);
}

function requireGroup(call: ApiCall, type: ObjectType) {
  const group = call.portal.groups.get(`${type.id}/${call.param('name')}`);
  if (!group) throw notFound(`The property group ${call.param('name')} does not exist`);
  return group;
}

function changeGroup(call: ApiCall): ApiAnswer {
  const type = writable(call);
  const group = {
    ...requireGroup(call, type),
    ...parseBody(call, groupSchema.omit({ name: true }).partial()),
  };
  call.portal.groups.set(`${type.id}/${group.name}`, group);
  return ok(group);
}

function archiveGroup(call: ApiCall): ApiAnswer {
  const type = writable(call);
  const { name } = requireGroup(call, type);
  if (call.portal.propertiesOf(type).some((definition) => definition.groupName === name)) {
    throw invalidRequest(`The property group ${name} has active properties and cannot be deleted`);
  }
  call.portal.groups.delete(`${type.id}/${name}`);
  return noContent;
}
