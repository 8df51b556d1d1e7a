import { room } from '../room/room.ts';
import type { SyncsNeeds } from './open.ts';
import {
  SyncChangeEntity,
  SyncEntity,
  SyncJournalEntity,
  SyncLinkEntity,
  SyncMadeEntity,
  SyncRunEntity,
} from './sync-entity.ts';
import { resealSyncKeys } from './sync-keys.ts';
import { SyncLinks1764772000000 } from './link-migration.ts';
import { Syncs1764771000000 } from './sync-migration.ts';

export const syncsRoom = room({
  name: 'syncs',
  entities: [SyncEntity, SyncRunEntity, SyncJournalEntity, SyncChangeEntity, SyncLinkEntity, SyncMadeEntity],
  migrations: [Syncs1764771000000, SyncLinks1764772000000],
  reseal: resealSyncKeys,
  open: async (needs: SyncsNeeds) => (await import('./open.ts')).openSyncs(needs),
});
