import { hash } from 'node:crypto';
import { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import type { WebhookEvent } from '../types.ts';
import { keptValue } from './kept-value.ts';
import { storable } from '../../ground/text.ts';

/** What a batch held. Events of other objects and of subscriptions Baton does not use are in neither. */
export interface WebhookBatch {
  events: WebhookEvent[];
  /** Events that are malformed: one of them never hurts the others, or HubSpot would send the batch for 24 hours. */
  rejected: number;
}

const kinds = ['propertyChange', 'creation', 'deletion', 'merge', 'restore', 'privacyDeletion'] as const;
type Kind = (typeof kinds)[number];
const kindByName = new Map<string, Kind>(kinds.map((kind) => [kind, kind]));

/** HubSpot's type id of contacts, in events of `object.*` subscriptions. */
export const CONTACT_TYPE_ID = '0-1';

const id = z.union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,18}$/)]);
/** A HubSpot id, which JSON has as number or text. */
export const recordId = id.transform(String);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const toText = (given: z.infer<typeof scalar>): string => keptValue(String(given));
/** A value of a property, or what is kept of a long one. */
export const value = scalar.transform(toText);

const headSchema = z.object({ subscriptionType: z.string(), objectTypeId: z.string().nullish() });

/** Only checks: events come by the thousand, and a transformation costs zod as much as all of these together. */
const eventSchema = headSchema.extend({
  portalId: id,
  objectId: id.nullish(),
  propertyName: z.string().min(1).nullish(),
  propertyValue: scalar.nullish(),
  occurredAt: z.number().int().positive(),
  changeSource: z.string().nullish(),
  sourceId: scalar.nullish(),
  primaryObjectId: id.nullish(),
  mergedObjectIds: z.array(id).nullish(),
  newObjectId: id.nullish(),
});

type RawEvent = z.infer<typeof eventSchema>;

/**
 * Reads a webhook body: an array of at most 100 events, from `object.*` or `contact.*` subscriptions.
 * @throws BatonError REQUEST_INVALID when the body is not an array.
 */
export function parseWebhookBatch(body: unknown): WebhookBatch {
  if (!Array.isArray(body)) throw new BatonError('REQUEST_INVALID', 'A webhook body is an array of events.');
  const batch: WebhookBatch = { events: [], rejected: 0 };
  for (const item of body as unknown[]) {
    const outcome = parseEvent(item);
    if (outcome === 'rejected') batch.rejected += 1;
    else if (outcome !== 'ignored') batch.events.push(outcome);
  }
  return batch;
}

function parseEvent(item: unknown): WebhookEvent | 'ignored' | 'rejected' {
  const event = eventSchema.safeParse(item);
  if (event.success) {
    const kind = kindOf(event.data);
    return kind === 'ignored' || kind === 'rejected' ? kind : toEvent(kind, event.data);
  }
  // What does not concern Baton may look as it likes.
  const head = headSchema.safeParse(item);
  return head.success && kindOf(head.data) === 'ignored' ? 'ignored' : 'rejected';
}

function kindOf({
  subscriptionType,
  objectTypeId,
}: z.infer<typeof headSchema>): Kind | 'ignored' | 'rejected' {
  const [object = '', name = ''] = subscriptionType.split('.', 2);
  if (object === 'object' && objectTypeId == null) return 'rejected';
  if (object !== 'contact' && !(object === 'object' && objectTypeId === CONTACT_TYPE_ID)) return 'ignored';
  return kindByName.get(name) ?? 'ignored';
}

function toEvent(kind: Kind, raw: RawEvent): WebhookEvent | 'rejected' {
  const merge = kind === 'merge' ? toMerge(raw) : null;
  // A merge may come without objectId: it is about the record that remains.
  const about = merge?.survivor ?? (raw.objectId == null ? null : contactId(raw.objectId));
  if (about === null || (kind === 'merge' && !merge) || (kind === 'propertyChange' && !raw.propertyName))
    return 'rejected';
  const event = {
    portalId: portalId(raw.portalId),
    kind,
    contactId: about,
    propertyName: raw.propertyName == null ? null : storable(raw.propertyName),
    propertyValue: raw.propertyValue == null ? null : toText(raw.propertyValue),
    occurredAt: raw.occurredAt,
    changeSource: storable(raw.changeSource ?? ''),
    sourceId: toText(raw.sourceId ?? ''),
    merge,
    dedupeKey: '',
  };
  event.dedupeKey = dedupeKey(event);
  return event;
}

/** In some portals the survivor is a record with a new id (`newObjectId`), else it is the primary. */
function toMerge(raw: RawEvent): WebhookEvent['merge'] {
  const merged = [...new Set(raw.mergedObjectIds ?? [])].map((id): ContactId => contactId(id));
  if (raw.primaryObjectId == null || merged.length === 0) return null;
  const primary = contactId(raw.primaryObjectId);
  return { primary, merged, survivor: raw.newObjectId == null ? primary : contactId(raw.newObjectId) };
}

/** Milliseconds in base 36, for the next thousands of years. */
const TIME_LENGTH = 10;
/** Of six bits each: by chance, no two events share 132 of them. */
const DIGEST_LENGTH = 22;

/**
 * `eventId` is documented as not unique, and headers are not signed: the key is made of what happened to which record
 * when, the same for both forms of subscription and for the journal, which tells neither source nor author.
 * `attemptNumber` differs between deliveries and is left out. It begins with the time: events of one time lie together
 * in the database's index, which spares it a page for each of them.
 */
export function dedupeKey(event: Omit<WebhookEvent, 'dedupeKey'>): string {
  const {
    portalId: portal,
    kind,
    contactId: contact,
    propertyName,
    propertyValue,
    occurredAt,
    merge,
  } = event;
  const facts: unknown[] = [portal, kind, contact, propertyName, propertyValue ?? '', occurredAt];
  if (merge) {
    const gone = [merge.primary, ...merge.merged].filter((id) => id !== merge.survivor);
    facts.push(...new Set(gone.sort()));
  }
  const digest = hash('sha256', JSON.stringify(facts), 'base64url');
  return `${occurredAt.toString(36).padStart(TIME_LENGTH, '0')}-${digest.slice(0, DIGEST_LENGTH)}`;
}
