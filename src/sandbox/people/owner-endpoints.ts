import { Router } from 'express';
import type { Owner } from '../accounts/account.ts';
import { invalidRequest, notFound } from '../api/hubspot-error.ts';
import { endpoint, ok, pageAfter, paging, requireScopes, type ApiAnswer, type ApiCall } from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const SCOPES = ['crm.objects.owners.read'];

/** Owners, read-only. */
export function ownersApi(): Router {
  const router = Router();
  router.get(`/crm/owners/${HUBSPOT_API_VERSION}`, endpoint(list));
  router.get(`/crm/owners/${HUBSPOT_API_VERSION}/:ownerId`, endpoint(read));
  return router;
}

function list(call: ApiCall): ApiAnswer {
  requireScopes(call, SCOPES);
  const page = paging(call, { fallback: 100, max: 500 });
  const archived = call.query('archived') === 'true';
  const email = call.query('email')?.toLowerCase();
  const owners = [...call.portal.owners.values()]
    .filter((owner) => owner.archived === archived && (email === undefined || owner.email === email))
    .sort((a, b) => Number(a.id) - Number(b.id));
  const { results, paging: next } = pageAfter(owners, (owner) => Number(owner.id), page);
  return ok({ results: results.map(present), paging: next });
}

function read(call: ApiCall): ApiAnswer {
  requireScopes(call, SCOPES);
  const id = call.param('ownerId');
  const archived = call.query('archived') === 'true';
  const idProperty = call.query('idProperty') ?? 'id';
  if (!['id', 'userId'].includes(idProperty))
    throw invalidRequest(`idProperty ${idProperty} must be id or userId`);
  const owner = [...call.portal.owners.values()].find(
    (one) =>
      one.archived === archived &&
      (idProperty === 'id' ? one.id : String(one.userIdIncludingInactive)) === id,
  );
  if (!owner) throw notFound(`No owner with ${idProperty} ${id}`);
  return ok(present(owner));
}

/** An archived owner has no `userId`, only `userIdIncludingInactive`. */
function present(owner: Owner): Record<string, unknown> {
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
    teams: [],
  };
}
