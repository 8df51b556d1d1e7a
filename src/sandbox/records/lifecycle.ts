import type { Portal } from '../accounts/portal.ts';
import { EMAIL } from './object-types.ts';
import { isLive, type Author, type StoredRecord } from './record.ts';
import { announce, saveAndIndex } from './write.ts';

/** Days during which a deleted record can be restored. */
const RESTORABLE_MS = 90 * 86_400_000;

/** Moves a record to the recycling bin; an email is gone for good. Deleting twice changes nothing. */
export function archiveRecord(portal: Portal, record: StoredRecord, author: Author): void {
  if (!isLive(record)) return;
  portal.table(portal.objectType(record.objectTypeId)).releaseAll(record);
  record.archivedAt = portal.world.clock.now();
  record.erased = record.objectTypeId === EMAIL.id;
  if (record.erased) forgetContent(record);
  saveAndIndex(portal, record);
  announce(portal, record, author, { kind: 'deletion' });
}

/** Brings a deleted record back, within 90 days. @returns whether it could */
export function restoreRecord(portal: Portal, record: StoredRecord, author: Author): boolean {
  const age = portal.world.clock.now() - (record.archivedAt ?? 0);
  if (record.archivedAt === null || record.erased || age > RESTORABLE_MS) return false;
  record.archivedAt = null;
  saveAndIndex(portal, record);
  announce(portal, record, author, { kind: 'restore' });
  return true;
}

/** Deletes a person's data for good. HubSpot sends the deletion event as well as the privacy one. */
export function eraseRecord(portal: Portal, record: StoredRecord, author: Author): void {
  archiveRecord(portal, record, author);
  record.erased = true;
  forgetContent(record);
  saveAndIndex(portal, record);
  announce(portal, record, author, { kind: 'privacyDeletion' });
}

function forgetContent(record: StoredRecord): void {
  record.properties = { hs_object_id: record.id };
  record.history = {};
  record.associations = {};
}
