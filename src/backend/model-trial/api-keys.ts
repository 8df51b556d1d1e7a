import type { Database } from '../database/database.ts';
import { keySeal } from '../model-provider/api-keys.ts';
import { resealColumn } from '../vault/sealed-column.ts';
import type { Resealed } from '../vault/sealed-column.ts';
import type { Vault } from '../vault/vault.ts';
import { TrialEntity } from './trial-entity.ts';
import type { TrialRow } from './trial-entity.ts';

/** Seals the API keys of tests that may go on with the first key. */
export const resealTrialKeys = (database: Database, vault: Vault): Promise<Resealed> =>
  resealColumn<TrialRow>(database, vault, {
    entity: TrialEntity,
    keys: ['portalId'],
    column: 'sealedKey',
    bindingOf: keySeal,
    nameOf: ({ portalId }) => `account ${portalId}, API key of a test of a language model`,
  });
