import { room } from '../room/room.ts';
import type { SyncsNeeds } from './open.ts';
import { SyncChangeEntity, SyncEntity, SyncJournalEntity, SyncRunEntity } from './sync-entity.ts';
import { resealSyncKeys } from './sync-keys.ts';
import { Syncs1764771000000 } from './sync-migration.ts';

export const syncsRoom = room({
  name: 'syncs',
  entities: [SyncEntity, SyncRunEntity, SyncJournalEntity, SyncChangeEntity],
  migrations: [Syncs1764771000000],
  reseal: resealSyncKeys,
  open: async (needs: SyncsNeeds) => (await import('./open.ts')).openSyncs(needs),
});
