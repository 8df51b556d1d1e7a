import { Router } from 'express';
import { z } from 'zod';
import type { User } from '../accounts/account.ts';
import { addUser, archiveOwner, type Onboarding } from './people.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { isEmailAddress } from '../properties/email-address.ts';
import {
  created,
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

const path = `/settings/users/${HUBSPOT_API_VERSION}`;
const READ = ['settings.users.read'];
const WRITE = ['settings.users.write'];

/** Users of the account. */
export function usersApi(onboarding: Onboarding): Router {
  const router = Router();
  router.get(path, endpoint(list));
  router.post(
    path,
    endpoint((call) => create(call, onboarding)),
  );
  router.get(`${path}/roles`, endpoint(roles));
  router.get(`${path}/:userId`, endpoint(read));
  router.put(`${path}/:userId`, endpoint(update));
  router.delete(`${path}/:userId`, endpoint(remove));
  return router;
}

const userFields = {
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  roleId: z.string().optional(),
  primaryTeamId: z.string().optional(),
};

function list(call: ApiCall): ApiAnswer {
  requireScopes(call, READ);
  const page = paging(call, { fallback: 100, max: 100 });
  const { results, paging: next } = pageAfter([...call.portal.users.values()], (user) => user.id, page);
  return ok({ results: results.map(present), paging: next });
}

function create(call: ApiCall, onboarding: Onboarding): ApiAnswer {
  requireScopes(call, WRITE);
  const schema = z.object({
    ...userFields,
    email: z.string(),
    sendWelcomeEmail: z.boolean().default(false),
    seatNames: z.array(z.string()).optional(),
  });
  const {
    email,
    firstName = '',
    lastName = '',
    roleId = null,
    primaryTeamId = null,
    sendWelcomeEmail,
  } = parseBody(call, schema);
  if (!isEmailAddress(email)) throw invalidRequest(`Email address ${email} is invalid`);
  if (findByEmail(call, email)) throw new HubSpotError(409, 'CONFLICT', `User already exists: ${email}`);
  const user = addUser(call.portal, { email, firstName, lastName, roleId, primaryTeamId, accepted: false });
  onboarding.welcome(call.portal, user, sendWelcomeEmail);
  return created({ ...present(user), sendWelcomeEmail });
}

function roles(call: ApiCall): ApiAnswer {
  requireScopes(call, READ);
  return ok({ results: [{ id: '1', name: 'Sales', requiresBillingWrite: true }] });
}

function read(call: ApiCall): ApiAnswer {
  requireScopes(call, READ);
  return ok(present(addressed(call)));
}

function update(call: ApiCall): ApiAnswer {
  requireScopes(call, WRITE);
  const user = { ...addressed(call), ...parseBody(call, z.object(userFields)) };
  call.portal.users.set(String(user.id), user);
  return ok(present(user));
}

/** The user's owner is deactivated; it stays on its records. */
function remove(call: ApiCall): ApiAnswer {
  requireScopes(call, WRITE);
  const user = addressed(call);
  call.portal.users.delete(String(user.id));
  const owner = call.portal.ownerOfUser(user.id);
  if (owner) archiveOwner(call.portal, owner, true);
  return noContent;
}

function findByEmail(call: ApiCall, email: string): User | undefined {
  return [...call.portal.users.values()].find((user) => user.email === email.toLowerCase());
}

function addressed(call: ApiCall): User {
  const id = call.param('userId');
  const user = call.query('idProperty') === 'EMAIL' ? findByEmail(call, id) : call.portal.users.get(id);
  if (!user) throw notFound(`No user ${id}`);
  return user;
}

function present(user: User): Record<string, unknown> {
  return {
    id: String(user.id),
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    roleId: user.roleId,
    roleIds: user.roleId === null ? [] : [user.roleId],
    primaryTeamId: user.primaryTeamId,
    secondaryTeamIds: [],
    superAdmin: user.superAdmin,
  };
}
