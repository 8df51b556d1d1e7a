import { Router } from 'express';
import { z } from 'zod';
import { tiers, type User } from '../accounts/account.ts';
import type { Portal } from '../accounts/portal.ts';
import { accessOf, membersOfTeam, teamsOf } from '../people/access.ts';
import { addOwner, addUser, archiveOwner } from '../people/people.ts';
import type { Portals } from '../accounts/portals.ts';
import { setPreference } from '../preferences/preferences.ts';
import type { AppDefinition } from '../app-definition.ts';
import { present } from '../properties/endpoints.ts';
import { notFound } from '../api/hubspot-error.ts';
import type { TokenBook } from '../oauth/tokens.ts';
import { changeProperty, practisedPropertyChange, requireProperty } from '../properties/change.ts';
import { CONTACT } from '../records/object-types.ts';
import type { DailyLimits } from '../traffic/daily.ts';
import { seedPortal } from '../seed/seed.ts';
import { associatedRecords } from './contact-view.ts';
import { authorOf, parse, portalOf, userIdSchema } from './respond.ts';

export interface PortalParts {
  app: AppDefinition;
  portals: Portals;
  tokens: TokenBook;
  daily: DailyLimits;
}

const writeRuleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('required'),
    objectTypeId: z.string().default(CONTACT.id),
    property: z.string(),
  }),
  z.object({
    kind: z.literal('conditional'),
    objectTypeId: z.string().default(CONTACT.id),
    when: z.object({ property: z.string(), value: z.string() }),
    required: z.string(),
  }),
]);

const accountSchema = z.object({
  name: z.string().min(1).optional(),
  timeZone: z.string().optional(),
  mergeCreatesNewId: z.boolean().optional(),
  customPropertyLimit: z.number().int().optional(),
  dailyLimit: z.number().int().min(0).nullable().optional(),
  asPractised: z.boolean().optional(),
  tier: z.enum(tiers).optional(),
  writeRules: z.array(writeRuleSchema).optional(),
});

/** Accounts, their people, settings and installations. */
export function portalsControl(parts: PortalParts): Router {
  const router = Router();
  accounts(router, parts);
  people(router, parts);
  contactProperties(router, parts);
  return router;
}

function accounts(router: Router, { app, portals, tokens, daily }: PortalParts): void {
  router.get('/portals', (_request, response) => {
    response.json(
      portals.all().map(({ account }) => ({ ...account, installed: account.installation !== null })),
    );
  });
  router.post('/portals', (request, response) => {
    const { name, contacts } = parse(
      z.object({ name: z.string().min(1), contacts: z.number().int().min(0).default(0) }),
      request.body,
    );
    const portal = portals.create({ name });
    seedPortal(portal, contacts);
    response.status(201).json({ portalId: portal.id, name, installed: false });
  });
  router.patch('/portals/:portalId', (request, response) => {
    const portal = portalOf(portals, request);
    Object.assign(portal.account, JSON.parse(JSON.stringify(parse(accountSchema, request.body))));
    portal.saveAccount();
    response.json(portal.account);
  });
  router.get('/portals/:portalId/daily', (request, response) => {
    const { account } = portalOf(portals, request);
    response.json({ limit: account.dailyLimit, ...daily.usage(account) });
  });
  router.post('/portals/:portalId/access-token', (request, response) => {
    const scopes = parse(z.object({ scopes: z.array(z.string()).optional() }), request.body).scopes;
    const grant = {
      portalId: portalOf(portals, request).id,
      userId: null,
      scopes: scopes ?? [...app.requiredScopes, ...app.optionalScopes],
    };
    response.status(201).json({ accessToken: tokens.issueAccessToken(grant) });
  });
  // As a customer does on HubSpot's pages: the app is not told.
  router.delete('/portals/:portalId/installation', (request, response) => {
    tokens.uninstall(portalOf(portals, request).id);
    response.status(204).end();
  });
}

const newUserSchema = z.object({
  email: z.string(),
  firstName: z.string().default(''),
  lastName: z.string().default(''),
  superAdmin: z.boolean().default(false),
  access: z
    .object({ installsApps: z.boolean(), contacts: z.enum(['all', 'team', 'own', 'none']) })
    .default({ installsApps: false, contacts: 'all' }),
  primaryTeamId: z.string().nullable().default(null),
  /** Owns records, as users with a seat do. */
  isOwner: z.boolean().default(true),
});

/** With what HubSpot tells a card of the teams. */
function userRow(portal: Portal, user: User) {
  const teams = teamsOf(portal, user).map(({ id, name }) => ({
    id: Number(id),
    name,
    teammates: membersOfTeam(portal, id).map((member) => member.id),
  }));
  return { ...user, access: accessOf(user), teams };
}

function people(router: Router, { portals }: PortalParts): void {
  router.get('/portals/:portalId/users', (request, response) => {
    const portal = portalOf(portals, request);
    response.json([...portal.users.values()].map((user) => userRow(portal, user)));
  });
  router.post('/portals/:portalId/users', (request, response) => {
    const portal = portalOf(portals, request);
    const { isOwner, ...given } = parse(newUserSchema, request.body);
    const user = addUser(portal, given);
    if (isOwner) addOwner(portal, user);
    response.status(201).json(userRow(portal, user));
  });
  router.get('/portals/:portalId/owners', (request, response) => {
    response.json([...portalOf(portals, request).owners.values()]);
  });
  router.post('/portals/:portalId/owners/:ownerId/archive', (request, response) => {
    const portal = portalOf(portals, request);
    const owner = portal.owners.get(request.params.ownerId);
    if (!owner) throw notFound(`No owner ${request.params.ownerId}`);
    response.json(
      archiveOwner(
        portal,
        owner,
        parse(z.object({ archived: z.boolean().default(true) }), request.body).archived,
      ),
    );
  });
  const preference = z.object({
    email: z.string(),
    status: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED']),
    subscriptionId: z.string().nullable().default(null),
    userId: userIdSchema.optional(),
  });
  router.post('/portals/:portalId/preferences', (request, response) => {
    const portal = portalOf(portals, request);
    const { userId, ...choice } = parse(preference, request.body);
    const [firstUser] = portal.users.values();
    response.json(setPreference(portal, choice, authorOf(portal, userId ?? firstUser?.id ?? 0)));
  });
}

const associationsQuery = z.object({
  toObjectType: z.string(),
  properties: z.string().default(''),
  limit: z.coerce.number().int().min(1).default(10),
  offset: z.coerce.number().int().min(0).default(0),
});

function contactProperties(router: Router, { portals }: PortalParts): void {
  router.get('/portals/:portalId/properties/:type', (request, response) => {
    const portal = portalOf(portals, request);
    response.json(portal.propertiesOf(portal.objectType(request.params.type)).map(present));
  });
  router.patch('/portals/:portalId/properties/contacts/:name', (request, response) => {
    const portal = portalOf(portals, request);
    requireProperty(portal, CONTACT, request.params.name);
    response.json(
      present(
        changeProperty(portal, CONTACT, request.params.name, parse(practisedPropertyChange, request.body)),
      ),
    );
  });
  router.get('/portals/:portalId/contacts/:id/associations', (request, response) => {
    const portal = portalOf(portals, request);
    const { toObjectType, properties, limit, offset } = parse(associationsQuery, request.query);
    const contact = portal.table(CONTACT).survivor(request.params.id);
    if (!contact) throw notFound(`No contact ${request.params.id}`);
    const names = properties.split(',').filter((name) => name !== '');
    response.json(
      associatedRecords(portal, contact, {
        type: portal.objectType(toObjectType),
        properties: names,
        limit,
        offset,
      }),
    );
  });
}
