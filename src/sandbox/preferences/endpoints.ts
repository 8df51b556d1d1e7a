import { Router } from 'express';
import { z } from 'zod';
import { preferenceOf, setPreference, SUBSCRIPTION_TYPES } from './preferences.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { endpoint, ok, parseBody, requireScopes, type ApiAnswer, type ApiCall } from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/communication-preferences/${HUBSPOT_API_VERSION}`;
const WRITE = 'communication_preferences.read_write';

/** What people agreed to receive, per address. */
export function preferencesApi(): Router {
  const router = Router();
  router.get(`${path}/definitions`, endpoint(definitions));
  router.get(`${path}/statuses/:email/unsubscribe-all`, endpoint(readAll));
  router.post(`${path}/statuses/:email/unsubscribe-all`, endpoint(unsubscribeAll));
  router.get(`${path}/statuses/:email`, endpoint(readStatuses));
  router.post(`${path}/statuses/:email`, endpoint(setStatus));
  return router;
}

function requireRead(call: ApiCall): void {
  // Who may write may read.
  if (!call.grant.scopes.includes(WRITE)) requireScopes(call, ['communication_preferences.read']);
}

function emailOf(call: ApiCall): string {
  if (call.query('channel') !== 'EMAIL') throw invalidRequest('channel must be EMAIL');
  return call.param('email').toLowerCase();
}

function complete(call: ApiCall, results: unknown[]): ApiAnswer {
  const at = new Date(call.portal.world.clock.now()).toISOString();
  return ok({ status: 'COMPLETE', results, requestedAt: at, startedAt: at, completedAt: at });
}

function definitions(call: ApiCall): ApiAnswer {
  requireRead(call);
  return complete(call, [...SUBSCRIPTION_TYPES]);
}

/** Empty results: has not opted out of everything. */
function readAll(call: ApiCall): ApiAnswer {
  requireRead(call);
  const email = emailOf(call);
  const preference = preferenceOf(call.portal, email, null);
  return complete(call, preference?.status === 'UNSUBSCRIBED' ? [presentAll(email, preference.at)] : []);
}

function presentAll(email: string, at: number) {
  return {
    channel: 'EMAIL',
    subscriberIdString: email,
    wideStatusType: 'PORTAL_WIDE',
    status: 'UNSUBSCRIBED',
    timestamp: new Date(at).toISOString(),
  };
}

function unsubscribeAll(call: ApiCall): ApiAnswer {
  requireScopes(call, [WRITE]);
  const email = emailOf(call);
  const { at } = setPreference(
    call.portal,
    { email, subscriptionId: null, status: 'UNSUBSCRIBED' },
    call.author,
  );
  return complete(call, [presentAll(email, at)]);
}

function readStatuses(call: ApiCall): ApiAnswer {
  requireRead(call);
  const email = emailOf(call);
  return complete(
    call,
    SUBSCRIPTION_TYPES.map(({ id, name }) => presentStatus(call, email, { id, name })),
  );
}

function presentStatus(call: ApiCall, email: string, type: { id: string; name: string }) {
  const outOfAll = preferenceOf(call.portal, email, null)?.status === 'UNSUBSCRIBED';
  const own = preferenceOf(call.portal, email, type.id);
  return {
    channel: 'EMAIL',
    subscriberIdString: email,
    subscriptionId: Number(type.id),
    subscriptionName: type.name,
    status: outOfAll ? 'UNSUBSCRIBED' : (own?.status ?? 'NOT_SPECIFIED'),
    source: own ? 'API' : 'NONE',
    timestamp: new Date(own?.at ?? call.portal.world.clock.now()).toISOString(),
  };
}

function setStatus(call: ApiCall): ApiAnswer {
  requireScopes(call, [WRITE]);
  const schema = z.object({
    channel: z.literal('EMAIL'),
    statusState: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED']),
    subscriptionId: z.union([z.string(), z.number()]).transform(String),
  });
  const { statusState, subscriptionId } = parseBody(call, schema);
  const type = SUBSCRIPTION_TYPES.find(({ id }) => id === subscriptionId);
  if (!type) throw invalidRequest(`Subscription type ${subscriptionId} does not exist`);
  const email = call.param('email').toLowerCase();
  setPreference(call.portal, { email, subscriptionId, status: statusState }, call.author);
  return complete(call, [presentStatus(call, email, type)]);
}
