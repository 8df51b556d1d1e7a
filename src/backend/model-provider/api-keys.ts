import type { Database } from '../database/database.ts';
import { resealColumn } from '../vault/sealed-column.ts';
import type { Resealed } from '../vault/sealed-column.ts';
import type { SealBinding, Vault } from '../vault/vault.ts';
import { ModelProviderEntity } from './model-provider-entity.ts';
import type { ModelProviderRow } from './model-provider-entity.ts';

/** To what a sealed API key belongs. */
export const keySeal = ({ portalId }: Pick<ModelProviderRow, 'portalId'>): SealBinding => ({
  portalId,
  purpose: 'model-provider-key',
});

/** Seals every account's API key with the first key. */
export const resealKeys = (database: Database, vault: Vault): Promise<Resealed> =>
  resealColumn<ModelProviderRow>(database, vault, {
    entity: ModelProviderEntity,
    keys: ['portalId'],
    column: 'sealedKey',
    bindingOf: keySeal,
    nameOf: ({ portalId }) => `account ${portalId}, API key of the language model`,
  });
