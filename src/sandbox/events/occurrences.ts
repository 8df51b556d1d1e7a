import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import { tooMany } from '../api/batch.ts';
import { readInstant } from '../properties/values.ts';
import { CONTACT } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import { findDefinition, MAX_PROPERTIES } from './definition.ts';
import type { EventDefinition, Occurrence } from './event.ts';

const MAX_EVENTS = 500;
const MAX_VALUE = 256;
const MAX_URL = 1_024;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const longest = (name: string): number => (/url|referrer/.test(name) ? MAX_URL : MAX_VALUE);

/** What HubSpot checks before it answers; everything else it finds out afterwards and tells nobody. */
export const sentEvent = z
  .object({
    eventName: z.string(),
    properties: z.record(z.string(), text),
    email: z.string().optional(),
    objectId: text.optional(),
    utk: z.string().optional(),
    occurredAt: text.refine((at) => readInstant(at) !== null, 'occurredAt is no time').optional(),
    uuid: z.string().optional(),
  })
  .superRefine(({ properties, ...given }, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    const entries = Object.entries(properties);
    const long = entries.find(([name, value]) => value.length > longest(name));
    if (entries.length > MAX_PROPERTIES) refuse(tooMany('the properties of one event', MAX_PROPERTIES));
    else if (long) refuse(`The value of ${long[0]} is longer than ${longest(long[0])} characters`);
    else if (entries.length === 0 && !given.objectId && !given.email && !given.utk)
      refuse('An event needs an objectId, an email, a utk or a property that identifies the record');
  });
export type SentEvent = z.infer<typeof sentEvent>;

export const sentEvents = z.object({
  inputs: z
    .array(sentEvent)
    .refine((inputs) => inputs.length <= MAX_EVENTS, tooMany('a batch request', MAX_EVENTS)),
});

/**
 * Keeps what can be kept of an event that was accepted. An unknown event, a record that is not there and an unknown
 * property are dropped without a word; an event with a uuid that was seen is the same event.
 */
export function keep(portal: Portal, sent: SentEvent): void {
  const definition = findDefinition(portal, sent.eventName);
  if (!definition) return;
  const properties = lowerCased(sent.properties);
  const record = recordOf(portal, definition, sent, properties);
  const id = sent.uuid ?? randomUUID();
  if (!record || portal.occurrences.has(id)) return;
  const now = portal.world.clock.now();
  const known = new Set(definition.properties.map(({ name }) => name));
  portal.occurrences.set(id, {
    id,
    eventName: sent.eventName.toLowerCase(),
    objectTypeId: record.objectTypeId,
    objectId: record.id,
    occurredAt: sent.occurredAt === undefined ? now : (readInstant(sent.occurredAt) ?? now),
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => known.has(name))),
    acceptedAt: now,
  });
}

/** Of names that are the same in lower case, the last in order counts. */
const lowerCased = (properties: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name.toLowerCase(), value]),
  );

/** In HubSpot's order: the event's own matching property, the record id, the email of a contact. */
function recordOf(
  portal: Portal,
  definition: EventDefinition,
  sent: SentEvent,
  properties: Readonly<Record<string, string>>,
): StoredRecord | undefined {
  const table = portal.table(portal.objectType(definition.objectTypeId));
  const { matching } = definition;
  const matched = matching && properties[matching.eventProperty];
  if (matching && matched) return table.byUnique(matching.targetProperty, matched);
  if (sent.objectId) return table.survivor(sent.objectId);
  return sent.email && definition.objectTypeId === CONTACT.id
    ? table.byUnique('email', sent.email)
    : undefined;
}

/** What readers see now, newest first. */
export function visibleOccurrences(portal: Portal): Occurrence[] {
  const now = portal.world.clock.now();
  return [...portal.occurrences.values()]
    .filter(({ acceptedAt }) => now - acceptedAt >= portal.world.eventLagMs)
    .sort((a, b) => b.occurredAt - a.occurredAt || (a.id < b.id ? -1 : 1));
}
