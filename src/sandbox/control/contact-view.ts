import type { Portal } from '../accounts/portal.ts';
import { present } from '../properties/endpoints.ts';
import { ownerName } from '../people/people.ts';
import { kindOf } from '../associations/association-types.ts';
import { associationsOf } from '../associations/associations.ts';
import { CONTACT, EMAIL, NOTE, TASK, type ObjectType } from '../records/object-types.ts';
import { presentVersion } from '../records/presentation.ts';
import type { StoredRecord } from '../records/record.ts';

/** A contact as a list view shows it. */
export function contactRow(portal: Portal, contact: StoredRecord) {
  return {
    id: contact.id,
    properties: contact.properties,
    ownerName: ownerName(portal, contact.properties.hubspot_owner_id),
  };
}

/** Everything a record page shows. */
export function contactDetail(portal: Portal, contact: StoredRecord) {
  const history = Object.entries(contact.history).map(([name, versions]) => [
    name,
    versions.map(presentVersion),
  ]);
  return {
    ...contactRow(portal, contact),
    archived: contact.archivedAt !== null,
    history: Object.fromEntries(history) as Record<string, unknown>,
    timeline: timelineOf(portal, contact),
    propertyDefinitions: portal.propertiesOf(CONTACT).map(present),
  };
}

/** Notes, emails and tasks, newest first. */
function timelineOf(portal: Portal, contact: StoredRecord) {
  return [NOTE, EMAIL, TASK]
    .flatMap((type) =>
      associationsOf(portal, contact, type).map(({ toId }) => timelineItem(portal, type, toId)),
    )
    .sort((a, b) => b.at - a.at || Number(b.id) - Number(a.id));
}

function timelineItem(portal: Portal, type: ObjectType, id: string) {
  const record = portal.table(type).live(id);
  const properties = record?.properties ?? {};
  return {
    ...properties,
    kind: type.singular,
    id,
    // A task's hs_timestamp is its due date; on the timeline it stands where it was created.
    at: type === TASK ? (record?.createdAt ?? 0) : Date.parse(properties.hs_timestamp ?? ''),
    authorName: ownerName(portal, properties.hubspot_owner_id),
  };
}

/** Records of one type linked to a contact, for a card's useAssociations. */
export function associatedRecords(
  portal: Portal,
  contact: StoredRecord,
  wanted: { type: ObjectType; properties: readonly string[]; limit: number; offset: number },
) {
  const all = associationsOf(portal, contact, wanted.type);
  const end = wanted.offset + wanted.limit;
  const results = all.slice(wanted.offset, end).map(({ toId, typeIds }) => ({
    toObjectId: Number(toId),
    associationTypes: typeIds.map((typeId) => ({
      category: kindOf(portal, typeId)?.category ?? 'HUBSPOT_DEFINED',
      typeId,
      label: kindOf(portal, typeId)?.label ?? '',
    })),
    properties: Object.fromEntries(
      wanted.properties.map((name) => [name, portal.table(wanted.type).live(toId)?.properties[name] ?? null]),
    ),
  }));
  return { results, hasMore: end < all.length, nextOffset: Math.min(end, all.length) };
}
