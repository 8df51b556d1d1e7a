import type { MembershipEvent } from '../lists/list.ts';
import type { RecordEvent } from '../records/record.ts';

/** One event as a journal file tells it. It says neither who nor what changed the record. */
export interface JournalEvent {
  type: 'OBJECT' | 'GDPR_PRIVACY_DELETION' | 'APP_LIFECYCLE_EVENT' | 'LIST_MEMBERSHIP';
  portalId: number;
  /** ISO 8601 with milliseconds. */
  occurredAt: string;
  action: string;
  objectTypeId?: string;
  objectId?: number;
  listId?: number;
  /** Of an update: the new values. */
  propertyChanges?: Record<string, string | null>;
  /** Of a merge: the ids that are gone; `objectId` is the one that remains. */
  mergedObjectIds?: number[];
}

export const actionOf: Readonly<Record<RecordEvent['kind'], string>> = {
  creation: 'CREATE',
  propertyChange: 'UPDATE',
  deletion: 'DELETE',
  merge: 'MERGE',
  restore: 'RESTORE',
  privacyDeletion: 'GDPR_DELETE',
};

export function recordEvent(event: RecordEvent): JournalEvent {
  const { kind, portalId, merge, propertyName } = event;
  return {
    type: kind === 'privacyDeletion' ? 'GDPR_PRIVACY_DELETION' : 'OBJECT',
    portalId,
    occurredAt: new Date(event.occurredAt).toISOString(),
    action: actionOf[kind],
    objectTypeId: event.objectTypeId,
    objectId: Number(merge?.newId ?? event.objectId),
    ...(propertyName === undefined
      ? {}
      : { propertyChanges: { [propertyName]: event.propertyValue || null } }),
    ...(merge
      ? {
          mergedObjectIds: [merge.primaryId, ...merge.mergedIds]
            .filter((id) => id !== merge.newId)
            .map(Number),
        }
      : {}),
  };
}

export const membershipEvent = (event: MembershipEvent): JournalEvent => ({
  type: 'LIST_MEMBERSHIP',
  portalId: event.portalId,
  occurredAt: new Date(event.occurredAt).toISOString(),
  action: event.action,
  objectTypeId: event.objectTypeId,
  objectId: Number(event.recordId),
  listId: Number(event.listId),
});

export const lifecycleEvent = (portalId: number, action: string, at: number): JournalEvent => ({
  type: 'APP_LIFECYCLE_EVENT',
  portalId,
  occurredAt: new Date(at).toISOString(),
  action,
});
