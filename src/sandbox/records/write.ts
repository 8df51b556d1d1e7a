import type { Portal } from '../accounts/portal.ts';
import { calculated } from './calculated.ts';
import type { Properties } from './check.ts';
import type { ObjectType } from './object-types.ts';
import type { Author, RecordEvent, StoredRecord } from './record.ts';

/** HubSpot does not say how many versions it keeps; 20 is what people see on contacts. */
const KEPT_VERSIONS = 20;

/** Stores a new record. The properties must have been checked. */
export function createRecord(
  portal: Portal,
  type: ObjectType,
  properties: Properties,
  author: Author,
): StoredRecord {
  const now = author.at ?? portal.world.clock.now();
  const id = portal.table(type).newId();
  const record: StoredRecord = {
    id,
    objectTypeId: type.id,
    properties: { hs_object_id: id, [type.createdProperty]: new Date(now).toISOString() },
    history: {},
    associations: {},
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    mergedInto: null,
    erased: false,
  };
  announce(portal, record, author, { kind: 'creation' });
  writeProperties(portal, record, properties, author, { onCreation: true });
  return record;
}

/**
 * Writes values that were checked, or that HubSpot itself sets. Values that do not change leave no trace.
 * @returns the names that changed
 */
export function writeProperties(
  portal: Portal,
  record: StoredRecord,
  values: Properties,
  author: Author,
  options: { onCreation?: boolean } = {},
): string[] {
  const type = portal.objectType(record.objectTypeId);
  const before = record.properties;
  const changed = Object.keys(values).filter((name) => (before[name] ?? '') !== values[name]);
  if (changed.length === 0 && !options.onCreation) return [];
  const now = author.at ?? portal.world.clock.now();
  const table = portal.table(type);
  for (const name of changed) table.release(record, name);
  record.properties = nextProperties(record, type, values, now);
  record.updatedAt = now;
  for (const name of changed) remember(record, name, author, now);
  saveAndIndex(portal, record);
  for (const name of changed) {
    const propertyValue = record.properties[name] ?? '';
    announce(portal, record, author, {
      kind: 'propertyChange',
      occurredAt: now,
      propertyName: name,
      propertyValue,
      ...options,
    });
  }
  return changed;
}

/** Stores a record whose lifecycle or properties changed and tells the search index. */
export function saveAndIndex(portal: Portal, record: StoredRecord): void {
  portal.table(portal.objectType(record.objectTypeId)).save(record);
  portal.world.index.changed(portal.id, record);
}

/** Tells the lists, and whoever listens outside. */
export function announce(
  portal: Portal,
  record: StoredRecord,
  author: Author,
  event: Pick<RecordEvent, 'kind'> & Partial<RecordEvent>,
): void {
  const told: RecordEvent = {
    portalId: portal.id,
    objectTypeId: record.objectTypeId,
    objectId: record.id,
    occurredAt: author.at ?? portal.world.clock.now(),
    author,
    ...event,
  };
  portal.lists.follow(told);
  portal.world.emit(told);
}

function nextProperties(
  record: StoredRecord,
  type: ObjectType,
  values: Properties,
  now: number,
): Record<string, string> {
  const next: Record<string, string> = { ...record.properties, ...values };
  if (
    values.hubspot_owner_id !== undefined &&
    values.hubspot_owner_id !== (record.properties.hubspot_owner_id ?? '')
  ) {
    next.hubspot_owner_assigneddate = values.hubspot_owner_id === '' ? '' : new Date(now).toISOString();
  }
  Object.assign(next, addressesSwapped(record.properties, values.email));
  next[type.modifiedProperty] = new Date(now).toISOString();
  Object.assign(next, calculated(type, next));
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
}

/** A further address that becomes the main one changes places with it, as “make primary” does on HubSpot's pages. */
function addressesSwapped(
  { email = '', hs_additional_emails: further = '' }: Readonly<Record<string, string>>,
  main: string | undefined,
): Record<string, string> {
  const others = further.split(';');
  if (main === undefined || main === '' || !others.includes(main)) return {};
  const kept = [...others.filter((address) => address !== main), email].filter((address) => address !== '');
  return { hs_additional_emails: kept.join(';') };
}

function remember(record: StoredRecord, name: string, author: Author, now: number): void {
  const entry = {
    value: record.properties[name] ?? '',
    timestamp: now,
    sourceType: author.changeSource,
    sourceId: author.sourceId,
    updatedByUserId: author.userId,
  };
  record.history[name] = [entry, ...(record.history[name] ?? [])].slice(0, KEPT_VERSIONS);
}
