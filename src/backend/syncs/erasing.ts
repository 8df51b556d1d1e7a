import { In } from 'typeorm';
import type { Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { SyncChangeEntity, SyncJournalEntity, SyncLinkEntity } from './sync-entity.ts';

/** Forgets what runs did to these contacts. Record ids of other objects may be the same: of those too much is forgotten. */
export async function eraseSyncedContacts(
  tx: Tx,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<void> {
  const theirs = { portalId, recordId: In([...ids]) };
  await tx.delete(SyncChangeEntity, theirs);
  for (const end of ['fromId', 'toId'] as const)
    await tx.delete(SyncLinkEntity, { portalId, [end]: In([...ids]) });
  // Their rows stay known as written: nobody who was erased is created again.
  await tx.update(SyncJournalEntity, theirs, { recordId: null, matchHash: null, writtenMatch: null });
}
