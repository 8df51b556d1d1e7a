import { z } from 'zod';
import type { User } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { one, paged, pageAfter } from '../api/query.ts';
import { isEmailAddress } from '../properties/email-address.ts';
import { membersOfTeam } from './access.ts';
import { addUser, archiveOwner, type Onboarding } from './people.ts';

const path = '/settings/users/V';
const mayRead = ['settings.users.read'];
const mayWrite = ['settings.users.write'];

export interface UserParts {
  onboarding: Onboarding;
}

const userFields = {
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  roleId: z.string().optional(),
  primaryTeamId: z.string().optional(),
};
const newUser = z.object({
  ...userFields,
  email: z.string(),
  sendWelcomeEmail: z.boolean(),
  seatNames: z.array(z.string()).optional(),
});
const changedUser = z.object(userFields);
const listQuery = z.object(paged({ fallback: 100, max: 100 }));
const addressQuery = z.object({ idProperty: one });
type Address = z.infer<typeof addressQuery>;

/** A role says by its name what it permits, and by nothing else. */
const roles = ['Sales', 'App manager', 'Sales, own contacts', 'Sales, team contacts', 'No contacts'].map(
  (name, index) => ({
    id: String(index + 1),
    name,
    requiresBillingWrite: false,
  }),
);

/** Users of the account. */
export const userEndpoints = ({ onboarding }: UserParts): Endpoint[] => [
  accountEndpoint({ method: 'GET', path, answers: 200, scopes: mayRead, query: listQuery, run: list }),
  accountEndpoint({
    method: 'POST',
    path,
    answers: 201,
    scopes: mayWrite,
    body: newUser,
    run: (call) => create(call, onboarding),
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/roles`,
    answers: 200,
    scopes: mayRead,
    run: () => ({ results: roles }),
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/teams`,
    answers: 200,
    scopes: ['settings.users.teams.read'],
    run: teams,
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/:userId`,
    answers: 200,
    scopes: mayRead,
    query: addressQuery,
    run: (call) => present(addressed(call)),
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${path}/:userId`,
    answers: 200,
    scopes: mayWrite,
    query: addressQuery,
    body: changedUser,
    run: update,
  }),
  accountEndpoint({
    method: 'DELETE',
    path: `${path}/:userId`,
    answers: 204,
    scopes: mayWrite,
    query: addressQuery,
    run: remove,
  }),
];

function list({ portal, query }: AccountCall<undefined, z.infer<typeof listQuery>>) {
  const page = pageAfter([...portal.users.values()], (user) => user.id, query);
  return { ...page, results: page.results.map(present) };
}

function create({ portal, body }: AccountCall<z.infer<typeof newUser>>, onboarding: Onboarding) {
  const { email, firstName = '', lastName = '', roleId = null, primaryTeamId = null } = body;
  if (!isEmailAddress(email)) throw invalidRequest(`Email address ${email} is invalid`);
  if (findByEmail(portal, email)) throw new HubSpotError(409, 'CONFLICT', `User already exists: ${email}`);
  const user = addUser(portal, { email, firstName, lastName, roleId, primaryTeamId, accepted: false });
  onboarding.welcome(portal, user, body.sendWelcomeEmail);
  return { ...present(user), sendWelcomeEmail: body.sendWelcomeEmail };
}

function update(call: AccountCall<z.infer<typeof changedUser>, Address>) {
  const user = { ...addressed(call), ...call.body };
  call.portal.users.set(String(user.id), user);
  return present(user);
}

/** The user's owner is deactivated; it stays on its records. */
function remove(call: AccountCall<undefined, Address>) {
  const user = addressed(call);
  call.portal.users.delete(String(user.id));
  const owner = call.portal.ownerOfUser(user.id);
  if (owner) archiveOwner(call.portal, owner, true);
}

function teams({ portal }: AccountCall) {
  const results = [...portal.teams.values()].map((team) => ({
    ...team,
    userIds: membersOfTeam(portal, team.id).map(({ id }) => String(id)),
    secondaryUserIds: [],
  }));
  return { results };
}

function findByEmail(portal: Portal, email: string): User | undefined {
  return [...portal.users.values()].find((user) => user.email === email.toLowerCase());
}

function addressed({ portal, path: value, query }: AccountCall<unknown, Address>): User {
  const id = value('userId');
  const user = query.idProperty === 'EMAIL' ? findByEmail(portal, id) : portal.users.get(id);
  if (!user) throw notFound(`No user ${id}`);
  return user;
}

function present(user: User): Record<string, unknown> {
  return {
    id: String(user.id),
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    ...(user.roleId === null ? {} : { roleId: user.roleId }),
    roleIds: user.roleId === null ? [] : [user.roleId],
    ...(user.primaryTeamId === null ? {} : { primaryTeamId: user.primaryTeamId }),
    secondaryTeamIds: [],
    superAdmin: user.superAdmin,
  };
}
