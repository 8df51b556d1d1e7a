import { z } from 'zod';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { WebhookEvent } from '../types.ts';
import { CONTACT_TYPE_ID, dedupeKey, recordId, value } from '../incoming/webhook-events.ts';

/** In the place of HubSpot's source of a change, which the journal does not tell. */
export const JOURNAL_SOURCE = 'JOURNAL';

/** That a contact joined a list, or left it. */
export interface Membership {
  portalId: PortalId;
  listId: string;
  left: boolean;
}

/** What one file of the journal holds for Baton. */
export interface JournalEvents {
  events: WebhookEvent[];
  /** Accounts that the app was taken out of. */
  uninstalled: PortalId[];
  /** Who joined or left a list that was asked for. */
  memberships: Membership[];
  /** Events that are malformed: one of them never hurts the others. */
  rejected: number;
}

/** HubSpot: `{offset, journalEvents, publishedAt}`. Each event is looked at on its own. */
const fileSchema = z.object({ journalEvents: z.array(z.unknown()) });

const headSchema = z.object({ action: z.string(), objectTypeId: z.string().nullish() });
const moment = z
  .union([
    z.number().int().positive(),
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  ])
  .pipe(z.number().int().positive());
const eventSchema = z.object({
  portalId: recordId,
  occurredAt: moment,
  objectId: recordId,
  propertyChanges: z.record(z.string(), value.nullable()).nullish(),
  mergedObjectIds: z.array(recordId).nullish(),
});
type RawEvent = z.infer<typeof eventSchema>;

type Kind = WebhookEvent['kind'];
const kinds = new Map<string, Kind>([
  ['CREATE', 'creation'],
  ['UPDATE', 'propertyChange'],
  ['DELETE', 'deletion'],
  ['MERGE', 'merge'],
  ['RESTORE', 'restore'],
  ['GDPR_DELETE', 'privacyDeletion'],
]);

/** Whether the action says that somebody left. */
const memberships = new Map([
  ['ADDED_TO_LIST', false],
  ['REMOVED_FROM_LIST', true],
]);

/** Reads a file of the journal. undefined: it is not one. */
export function parseJournalFile(file: unknown): JournalEvents | undefined {
  const parsed = fileSchema.safeParse(file);
  if (!parsed.success) return undefined;
  const found: JournalEvents = { events: [], uninstalled: [], memberships: [], rejected: 0 };
  for (const item of parsed.data.journalEvents) if (!addEvent(found, item)) found.rejected += 1;
  return found;
}

/** @returns whether it was understood, which events of no concern are */
function addEvent(found: JournalEvents, item: unknown): boolean {
  const head = headSchema.safeParse(item);
  if (!head.success) return false;
  if (head.data.action === 'APP_UNINSTALL') return addUninstall(found, item);
  const left = memberships.get(head.data.action);
  if (left !== undefined) return addMembership(found, item, left);
  const kind = kinds.get(head.data.action);
  if (!kind || (head.data.objectTypeId ?? CONTACT_TYPE_ID) !== CONTACT_TYPE_ID) return true;
  const event = eventSchema.safeParse(item);
  const events = event.success ? toEvents(kind, event.data) : [];
  found.events.push(...events);
  return events.length > 0;
}

function addUninstall(found: JournalEvents, item: unknown): boolean {
  const parsed = z.object({ portalId: recordId }).safeParse(item);
  if (parsed.success) found.uninstalled.push(portalId(parsed.data.portalId));
  return parsed.success;
}

function addMembership(found: JournalEvents, item: unknown, left: boolean): boolean {
  const parsed = z.object({ portalId: recordId, listId: recordId }).safeParse(item);
  if (!parsed.success) return false;
  const { portalId: id, listId } = parsed.data;
  found.memberships.push({ portalId: portalId(id), listId, left });
  return true;
}

/** One event in the form in which webhooks are kept, or several: an update tells all properties of one write. */
function toEvents(kind: Kind, raw: RawEvent): WebhookEvent[] {
  if (kind === 'merge') return toMerge(raw);
  if (kind !== 'propertyChange') return [toEvent(kind, raw, null, null)];
  return Object.entries(raw.propertyChanges ?? {}).map(([name, value]) =>
    toEvent(kind, raw, name, value ?? ''),
  );
}

function toMerge(raw: RawEvent): WebhookEvent[] {
  const survivor = contactId(raw.objectId);
  const merged = [...new Set(raw.mergedObjectIds ?? [])].map((id) => contactId(id));
  if (merged.length === 0) return [];
  return [toEvent('merge', raw, null, null, { primary: survivor, merged, survivor })];
}

/** The journal does not tell who changed something: at worst Baton looks at what it wrote itself. */
function toEvent(
  kind: Kind,
  raw: RawEvent,
  propertyName: string | null,
  propertyValue: string | null,
  merge: WebhookEvent['merge'] = null,
): WebhookEvent {
  const event = {
    portalId: portalId(raw.portalId),
    kind,
    contactId: contactId(raw.objectId),
    propertyName,
    propertyValue,
    occurredAt: raw.occurredAt,
    changeSource: JOURNAL_SOURCE,
    sourceId: '',
    merge,
  };
  return { ...event, dedupeKey: dedupeKey(event) };
}
