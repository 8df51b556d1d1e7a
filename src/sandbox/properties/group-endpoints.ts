import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { typeOf } from '../records/endpoints.ts';
import { mayRead, mayWrite } from './endpoints.ts';

const path = '/crm/properties/V/:type/groups';

const newGroup = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  label: z.string().min(1),
  displayOrder: z.number().int().default(-1),
});
const changedGroup = newGroup.omit({ name: true }).partial();

/** Groups of properties. */
export const propertyGroupEndpoints: readonly Endpoint[] = [
  accountEndpoint({ method: 'GET', path, answers: 200, scopes: mayRead, run: list }),
  accountEndpoint({ method: 'POST', path, answers: 201, scopes: mayWrite, body: newGroup, run: create }),
  accountEndpoint({ method: 'GET', path: `${path}/:name`, answers: 200, scopes: mayRead, run: addressed }),
  accountEndpoint({
    method: 'PATCH',
    path: `${path}/:name`,
    answers: 200,
    scopes: mayWrite,
    body: changedGroup,
    run: change,
  }),
  accountEndpoint({ method: 'DELETE', path: `${path}/:name`, answers: 204, scopes: mayWrite, run: archive }),
];

function list(call: AccountCall) {
  const type = typeOf(call);
  const groups = [...call.portal.groups.entries()].filter(([key]) => key.startsWith(`${type.id}/`));
  return { results: groups.map(([, group]) => group) };
}

function create(call: AccountCall<z.infer<typeof newGroup>>) {
  const group = { ...call.body, archived: false };
  const key = `${typeOf(call).id}/${group.name}`;
  if (call.portal.groups.has(key)) {
    const message = `A property group named '${group.name}' already exists.`;
    throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', message, {
      subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
    });
  }
  call.portal.groups.set(key, group);
  return group;
}

function addressed(call: AccountCall) {
  const group = call.portal.groups.get(`${typeOf(call).id}/${call.path('name')}`);
  if (!group) throw notFound(`The property group ${call.path('name')} does not exist`);
  return group;
}

function change(call: AccountCall<z.infer<typeof changedGroup>>) {
  const group = { ...addressed(call), ...call.body };
  call.portal.groups.set(`${typeOf(call).id}/${group.name}`, group);
  return group;
}

function archive(call: AccountCall) {
  const type = typeOf(call);
  const { name } = addressed(call);
  if (call.portal.propertiesOf(type).some((definition) => definition.groupName === name)) {
    throw invalidRequest(`The property group ${name} has active properties and cannot be deleted`);
  }
  call.portal.groups.delete(`${type.id}/${name}`);
}
