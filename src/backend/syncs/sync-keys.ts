import type { Database } from '../database/database.ts';
import { resealColumn } from '../vault/sealed-column.ts';
import type { Resealed } from '../vault/sealed-column.ts';
import type { Vault } from '../vault/vault.ts';
import { SyncEntity } from './sync-entity.ts';
import type { SyncRow } from './sync-entity.ts';

/** The id of the key that stands for ENCRYPTION_KEYS where there is only an access token: it is made from the token. */
export const TOKEN_KEY = 'token';

/** What the key of a sync is bound to. */
export const syncKeyBinding = (portalId: string, syncId: string) => ({
  portalId,
  purpose: `sync ${syncId}`,
});

/** Seals the keys of all syncs with the first key. */
export const resealSyncKeys = async (database: Database, vault: Vault): Promise<Resealed[]> => [
  await resealColumn<SyncRow>(database, vault, {
    entity: SyncEntity,
    keys: ['portalId', 'syncId'],
    column: 'sealedKey',
    bindingOf: ({ portalId, syncId }) => syncKeyBinding(portalId, syncId),
    nameOf: ({ portalId, name }) => `account ${portalId}, sync ${name}`,
  }),
];
