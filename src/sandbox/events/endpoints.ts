import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { flag, one, paged, pageAfter } from '../api/query.ts';
import { readInstant } from '../properties/values.ts';
import {
  addProperty,
  changeDefinition,
  createDefinition,
  definitionChange,
  eventNameOf,
  newDefinition,
  newEventProperty,
  requireDefinition,
} from './definition.ts';
import type { EventDefinition, Occurrence } from './event.ts';
import { keep, sentEvent, sentEvents, visibleOccurrences } from './occurrences.ts';

const path = '/events/custom/V';
const definitions = `${path}/event-definitions`;
const onOne = `${definitions}/:eventName`;
const mayDefine = ['behavioral_events.event_definitions.read_write'];
const maySend = ['analytics.behavioral_events.send'];

const listQuery = z.object({
  ...paged({ fallback: 50, max: 500 }),
  searchString: one,
  includeProperties: flag,
});
const occurrenceQuery = z.looseObject({
  ...paged({ fallback: 20, max: 100 }),
  eventType: one,
  objectType: one,
  objectId: one,
  id: one,
  occurredAfter: one,
  occurredBefore: one,
});

const defining: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path: definitions,
    answers: 200,
    scopes: mayDefine,
    query: listQuery,
    run: list,
  }),
  accountEndpoint({
    method: 'POST',
    path: definitions,
    answers: 201,
    scopes: mayDefine,
    body: newDefinition,
    run: ({ portal, body }) => present(portal, createDefinition(portal, body)),
  }),
  accountEndpoint({
    method: 'GET',
    path: onOne,
    answers: 200,
    scopes: mayDefine,
    run: (call) => present(call.portal, addressed(call)),
  }),
  accountEndpoint({
    method: 'PATCH',
    path: onOne,
    answers: 200,
    scopes: mayDefine,
    body: definitionChange,
    run: (call) => present(call.portal, changeDefinition(call.portal, addressed(call), call.body)),
  }),
  accountEndpoint({
    method: 'DELETE',
    path: onOne,
    answers: 204,
    scopes: mayDefine,
    run: (call) => {
      const { portal } = call;
      portal.eventDefinitions.delete(eventNameOf(portal, addressed(call)).toLowerCase());
    },
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onOne}/property`,
    answers: 201,
    scopes: mayDefine,
    body: newEventProperty,
    run: (call) => addProperty(call.portal, addressed(call), call.body),
  }),
];

/** Answered before anything is done: 204 says accepted, not kept. */
const sending: readonly Endpoint[] = [
  accountEndpoint({
    method: 'POST',
    path: `${path}/send`,
    answers: 204,
    scopes: maySend,
    limit: 'events',
    body: sentEvent,
    run: ({ portal, body }) => keep(portal, body),
  }),
  accountEndpoint({
    method: 'POST',
    path: `${path}/send/batch`,
    answers: 204,
    scopes: maySend,
    limit: 'events',
    body: sentEvents,
    run: ({ portal, body }) => {
      for (const input of body.inputs) keep(portal, input);
    },
  }),
];

const occurrences = '/events/event-occurrences/V';

/** Custom behavioural events: what there is, what happened. */
export const eventEndpoints: readonly Endpoint[] = [
  ...defining,
  ...sending,
  accountEndpoint({
    method: 'GET',
    path: occurrences,
    answers: 200,
    scopes: mayDefine,
    query: occurrenceQuery,
    run: happened,
  }),
  accountEndpoint({
    method: 'GET',
    path: `${occurrences}/event-types`,
    answers: 200,
    scopes: mayDefine,
    run: ({ portal }) => ({
      eventTypes: [...portal.eventDefinitions.values()].map((definition) => eventNameOf(portal, definition)),
    }),
  }),
];

const addressed = (call: Pick<AccountCall, 'portal' | 'path'>): EventDefinition =>
  requireDefinition(call.portal, call.path('eventName'));

function list({ portal, query }: AccountCall<undefined, z.infer<typeof listQuery>>) {
  const wanted = query.searchString?.toLowerCase() ?? '';
  const found = [...portal.eventDefinitions.values()].filter(({ name, label }) =>
    [name, label].some((text) => text.toLowerCase().includes(wanted)),
  );
  const page = pageAfter(found, ({ id }) => Number(id.slice('6-'.length)), query);
  const results = page.results.map((definition) => {
    const { properties, ...shown } = present(portal, definition);
    return query.includeProperties ? { ...shown, properties } : shown;
  });
  return { ...page, total: found.length, results };
}

const iso = (at: number): string => new Date(at).toISOString();

function present(portal: Portal, definition: EventDefinition) {
  const { id, name, label, description, objectTypeId, properties, matching } = definition;
  return {
    id,
    objectTypeId: id,
    name,
    fullyQualifiedName: eventNameOf(portal, definition),
    labels: { singular: label, plural: label },
    ...(description === null ? {} : { description }),
    primaryObject: portal.objectType(objectTypeId).singular.toUpperCase(),
    primaryObjectId: objectTypeId,
    trackingType: 'MANUAL',
    archived: false,
    properties,
    ...(matching
      ? {
          customMatchingId: {
            primaryObjectRule: {
              eventPropertyName: matching.eventProperty,
              targetObjectPropertyName: matching.targetProperty,
            },
          },
        }
      : {}),
    createdAt: iso(definition.createdAt),
    updatedAt: iso(definition.updatedAt),
  };
}

/** @throws HubSpotError 400 without an event, a record or an id to look for */
function happened({ portal, query }: AccountCall<undefined, z.infer<typeof occurrenceQuery>>) {
  if (!query.eventType && !query.objectType && !query.id)
    throw invalidRequest('eventType, objectType with an identifier, or id is required');
  const found = visibleOccurrences(portal).filter(matches(portal, query));
  const start = query.after === undefined ? 0 : Number(Buffer.from(query.after, 'base64url').toString());
  const end = start + query.limit;
  const after = Buffer.from(String(end)).toString('base64url');
  return {
    results: found.slice(start, end).map((one) => presentOccurrence(portal, one)),
    ...(end < found.length ? { paging: { next: { after, link: `?after=${after}` } } } : {}),
  };
}

function matches(portal: Portal, query: z.infer<typeof occurrenceQuery>): (one: Occurrence) => boolean {
  const type = query.objectType === undefined ? undefined : portal.objectType(query.objectType);
  const email = one.parse(query['objectProperty.email']);
  const byEmail = type && email !== undefined ? portal.table(type).byUnique('email', email) : undefined;
  const objectId = email === undefined ? query.objectId : (byEmail?.id ?? '');
  const from = readInstant(query.occurredAfter ?? '') ?? -Infinity;
  const to = readInstant(query.occurredBefore ?? '') ?? Infinity;
  return (occurrence) =>
    (query.id === undefined || occurrence.id === query.id) &&
    (query.eventType === undefined || occurrence.eventName === query.eventType.toLowerCase()) &&
    (type === undefined || occurrence.objectTypeId === type.id) &&
    (objectId === undefined || occurrence.objectId === objectId) &&
    occurrence.occurredAt > from &&
    occurrence.occurredAt < to;
}

const presentOccurrence = (portal: Portal, occurrence: Occurrence) => ({
  id: occurrence.id,
  eventType: occurrence.eventName,
  objectType: portal.objectType(occurrence.objectTypeId).singular.toUpperCase(),
  objectId: occurrence.objectId,
  occurredAt: iso(occurrence.occurredAt),
  properties: occurrence.properties,
});
