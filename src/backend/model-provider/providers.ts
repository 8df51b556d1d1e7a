import type { Database } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Vault } from '../vault/vault.ts';
import { keySeal } from './api-keys.ts';
import { ModelProviderEntity } from './model-provider-entity.ts';
import type { ModelProviderRow } from './model-provider-entity.ts';
import { providerSettingsSchema } from './provider-settings.ts';
import type { ProviderSettings } from './provider-settings.ts';

export interface ProviderChange {
  enabled: boolean;
  settings: ProviderSettings;
  /** null: none any more. Absent: as it is, if it still goes to the same place. */
  apiKey?: string | null | undefined;
}

/** Which model each account lets Baton ask. */
export interface Providers {
  /** With defaults, switched off, where nothing is set. */
  find(portalId: PortalId): Promise<ModelProviderRow>;
  /** Accounts that let their model write. */
  writing(): Promise<PortalId[]>;
  /** Also forgets what went wrong before. @throws BatonError REQUEST_INVALID where it is switched on without a model */
  change(portalId: PortalId, change: ProviderChange): Promise<void>;
  /** What would be set by a change; nothing is stored. @throws BatonError as `change` */
  draft(portalId: PortalId, change: ProviderChange): Promise<ModelProviderRow>;
  /** null: there is none. @throws BatonError SECRET_UNREADABLE */
  keyOf(provider: ModelProviderRow): string | null;
}

export function createProviders({ database, vault }: { database: Database; vault: Vault }): Providers {
  const find = async (portalId: PortalId): Promise<ModelProviderRow> => {
    const row = await database.manager.findOneBy(ModelProviderEntity, { portalId });
    // Settings that were stored before models wrote do not say it: they do not.
    return row ? { ...row, settings: { ...notWriting, ...row.settings } } : untouched(portalId);
  };
  const draft: Providers['draft'] = async (portalId, { enabled, settings, apiKey }) => {
    if ((enabled || settings.writes) && settings.model === '')
      throw new BatonError('REQUEST_INVALID', 'Name the model that is to be asked.');
    const before = await find(portalId);
    const kept = samePlace(before.settings, settings) ? before.sealedKey : null;
    const sealedKey =
      apiKey === undefined ? kept : apiKey === null ? null : vault.seal(apiKey, keySeal({ portalId }));
    return { ...untouched(portalId), enabled, settings, sealedKey };
  };
  return {
    find,
    async writing() {
      const rows = await database.manager.find(ModelProviderEntity, {
        select: { portalId: true, settings: true },
      });
      return rows.flatMap(({ portalId, settings }) => (settings.writes ? [portalId] : []));
    },
    draft,
    async change(portalId, change) {
      const row = await draft(portalId, change);
      await database.manager.upsert(ModelProviderEntity, row, ['portalId']);
    },
    keyOf: (provider) => provider.sealedKey && vault.open(provider.sealedKey, keySeal(provider)),
  };
}

const notWriting = { writes: false };

/** A key that was entered for one place is never sent to another: whoever may set the address need not know it. */
const samePlace = (before: ProviderSettings, after: ProviderSettings): boolean =>
  before.kind === after.kind && before.baseUrl === after.baseUrl;

const untouched = (portalId: PortalId): ModelProviderRow => ({
  portalId,
  enabled: false,
  settings: providerSettingsSchema.parse({}),
  sealedKey: null,
  failures: 0,
  failingSince: null,
  pausedUntil: 0,
  lastFailure: null,
  lastFailureAt: 0,
});
