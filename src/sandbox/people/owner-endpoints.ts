import { z } from 'zod';
import type { Owner } from '../accounts/account.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest, notFound } from '../api/hubspot-error.ts';
import type { Portal } from '../accounts/portal.ts';
import { teamsOf } from './access.ts';
import { flag, one, paged, pageAfter } from '../api/query.ts';

const path = '/crm/owners/V';
const scopes = ['crm.objects.owners.read'];

const listQuery = z.object({ ...paged({ fallback: 100, max: 500 }), archived: flag, email: one });
const readQuery = z.object({ archived: flag, idProperty: one });

/** Owners, read-only. */
export const ownerEndpoints: readonly Endpoint[] = [
  accountEndpoint({ method: 'GET', path, answers: 200, scopes, query: listQuery, run: list }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/:ownerId`,
    answers: 200,
    scopes,
    query: readQuery,
    run: read,
  }),
];

function list({ portal, query }: AccountCall<undefined, z.infer<typeof listQuery>>) {
  const email = query.email?.toLowerCase();
  const owners = [...portal.owners.values()]
    .filter((owner) => owner.archived === query.archived && (email === undefined || owner.email === email))
    .sort((a, b) => Number(a.id) - Number(b.id));
  const page = pageAfter(owners, (owner) => Number(owner.id), query);
  return { ...page, results: page.results.map((owner) => present(portal, owner)) };
}

function read({ portal, path: value, query }: AccountCall<undefined, z.infer<typeof readQuery>>) {
  const id = value('ownerId');
  const { archived, idProperty = 'id' } = query;
  if (!['id', 'userId'].includes(idProperty))
    throw invalidRequest(`idProperty ${idProperty} must be id or userId`);
  const owner = [...portal.owners.values()].find(
    (candidate) =>
      candidate.archived === archived &&
      (idProperty === 'id' ? candidate.id : String(candidate.userIdIncludingInactive)) === id,
  );
  if (!owner) throw notFound(`No owner with ${idProperty} ${id}`);
  return present(portal, owner);
}

/** An archived owner has no `userId`, only `userIdIncludingInactive`. */
function present(portal: Portal, owner: Owner): Record<string, unknown> {
  const user = portal.users.get(String(owner.userIdIncludingInactive));
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    userId: owner.archived ? null : owner.userId,
    userIdIncludingInactive: owner.userIdIncludingInactive,
    createdAt: new Date(owner.createdAt).toISOString(),
    updatedAt: new Date(owner.updatedAt).toISOString(),
    archived: owner.archived,
    teams: teamsOf(portal, user).map((team) => ({ ...team, primary: true })),
  };
}
