import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { one } from '../api/query.ts';
import { forgetPreference, preferenceOf, setPreference, SUBSCRIPTION_TYPES } from './preferences.ts';

const path = '/communication-preferences/V';
const mayWrite = ['communication_preferences.read_write'];
/** Who may write may read. */
const mayRead = { anyOf: ['communication_preferences.read', ...mayWrite] };

const channelQuery = z.object({
  channel: one.refine((channel) => channel === 'EMAIL', 'channel must be EMAIL'),
});
const choice = z.object({
  channel: z.literal('EMAIL'),
  statusState: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SPECIFIED']),
  subscriptionId: z.union([z.string(), z.number()]).transform(String),
});

/** What people agreed to receive, per address. */
export const preferenceEndpoints: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path: `${path}/definitions`,
    answers: 200,
    scopes: mayRead,
    run: (call) => complete(call, [...SUBSCRIPTION_TYPES]),
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/statuses/:email/unsubscribe-all`,
    answers: 200,
    scopes: mayRead,
    query: channelQuery,
    run: readAll,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/statuses/:email/unsubscribe-all`,
    answers: 200,
    scopes: mayWrite,
    query: channelQuery,
    run: unsubscribeAll,
  }),
  accountEndpoint({
    method: 'GET',
    path: `${path}/statuses/:email`,
    answers: 200,
    scopes: mayRead,
    query: channelQuery,
    run: readStatuses,
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/statuses/:email`,
    answers: 200,
    scopes: mayWrite,
    body: choice,
    run: setStatus,
  }),
];

/** @throws 400 for what is no address */
function emailOf(call: AccountCall): string {
  const email = call.path('email').toLowerCase();
  if (!z.email().safeParse(email).success) throw invalidRequest(`Email address ${email} is invalid`);
  return email;
}

function complete({ portal }: AccountCall, results: unknown[]) {
  const at = new Date(portal.world.clock.now()).toISOString();
  return { status: 'COMPLETE', results, requestedAt: at, startedAt: at, completedAt: at };
}

/** Empty results: has not opted out of everything. */
function readAll(call: AccountCall) {
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

function unsubscribeAll(call: AccountCall) {
  const email = emailOf(call);
  const { at } = setPreference(
    call.portal,
    { email, subscriptionId: null, status: 'UNSUBSCRIBED' },
    call.author,
  );
  return complete(call, [presentAll(email, at)]);
}

function readStatuses(call: AccountCall) {
  const email = emailOf(call);
  return complete(
    call,
    SUBSCRIPTION_TYPES.map(({ id, name }) => presentStatus(call, email, { id, name })),
  );
}

function presentStatus(call: AccountCall, email: string, type: { id: string; name: string }) {
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

function setStatus(call: AccountCall<z.infer<typeof choice>>) {
  const { statusState, subscriptionId } = call.body;
  const type = SUBSCRIPTION_TYPES.find(({ id }) => id === subscriptionId);
  if (!type) throw invalidRequest(`Subscription type ${subscriptionId} does not exist`);
  const email = emailOf(call);
  if (statusState === 'NOT_SPECIFIED') forgetPreference(call.portal, email, subscriptionId);
  else setPreference(call.portal, { email, subscriptionId, status: statusState }, call.author);
  return complete(call, [presentStatus(call, email, type)]);
}
