import type { Portal } from '../accounts/portal.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { associate, dissociate, requireLive } from '../associations/associations.ts';
import type { ObjectType } from './object-types.ts';
import type { Author, StoredRecord } from './record.ts';
import { announce, saveAndIndex } from './write.ts';

/**
 * Merges two records: the primary's values win, gaps are filled from the other, associations and list memberships
 * move. The merged-away id disappears without being archived. In newer portals the survivor has a new id.
 * @throws HubSpotError 404 unknown id, 400 the same id twice
 */
export function mergeRecords(
  portal: Portal,
  type: ObjectType,
  ids: { primaryId: string; secondaryId: string },
  author: Author,
): StoredRecord {
  if (ids.primaryId === ids.secondaryId) throw invalidRequest('Cannot merge a record with itself');
  const primary = requireLive(portal, type, ids.primaryId);
  const secondary = requireLive(portal, type, ids.secondaryId);
  const newId = portal.account.mergeCreatesNewId ? portal.table(type).newId() : primary.id;
  const gone = newId === primary.id ? [secondary] : [primary, secondary];
  const filled = gapsFilledBy(primary, secondary);
  const survivor = newId === primary.id ? primary : { ...primary, id: newId, associations: {} };
  for (const record of gone) retire(portal, type, record, survivor);
  survivor.properties = {
    ...survivor.properties,
    ...Object.fromEntries(filled.map((name) => [name, secondary.properties[name] ?? ''])),
    hs_object_id: newId,
    hs_merged_object_ids: mergedIds([primary, secondary], gone),
    ...furtherEmails(survivor, secondary),
    [type.modifiedProperty]: new Date(portal.world.clock.now()).toISOString(),
  };
  // A value that fills a gap comes with its own history.
  const filledHistory = filled.map((name) => [name, secondary.history[name] ?? []] as const);
  survivor.history = { ...secondary.history, ...primary.history, ...Object.fromEntries(filledHistory) };
  survivor.updatedAt = portal.world.clock.now();
  saveAndIndex(portal, survivor);
  const merge = {
    primaryId: ids.primaryId,
    mergedIds: [ids.secondaryId],
    newId,
    propertiesMoved: filled.length,
  };
  announce(portal, survivor, author, { kind: 'merge', merge });
  return survivor;
}

function gapsFilledBy(primary: StoredRecord, secondary: StoredRecord): string[] {
  return Object.keys(secondary.properties).filter((name) => primary.properties[name] === undefined);
}

/** Both addresses stay the person's: the one that is not written to any more is a further one. */
function furtherEmails(survivor: StoredRecord, secondary: StoredRecord): Record<string, string> {
  const all = [survivor, secondary].flatMap(({ properties }) => [
    ...(properties.hs_additional_emails?.split(';') ?? []),
    properties.email ?? '',
  ]);
  const main = survivor.properties.email ?? secondary.properties.email;
  const further = [...new Set(all)].filter((address) => address !== '' && address !== main);
  return further.length > 0 ? { hs_additional_emails: further.join(';') } : {};
}

function mergedIds(merging: readonly StoredRecord[], gone: readonly StoredRecord[]): string {
  const before = merging.flatMap((record) => record.properties.hs_merged_object_ids?.split(';') ?? []);
  return [...new Set([...before, ...gone.map((record) => record.id)])].join(';');
}

function retire(portal: Portal, type: ObjectType, record: StoredRecord, survivor: StoredRecord): void {
  portal.table(type).releaseAll(record);
  moveAssociations(portal, record, survivor);
  record.mergedInto = survivor.id;
  saveAndIndex(portal, record);
}

function moveAssociations(portal: Portal, from: StoredRecord, to: StoredRecord): void {
  for (const type of portal.objectTypes()) {
    for (const [otherId, typeIds] of Object.entries(from.associations[type.id] ?? {})) {
      const other = portal.table(type).live(otherId);
      if (!other) continue;
      dissociate(portal, from, other);
      associate(portal, to, other, typeIds);
    }
  }
}
