import { EntitySchema } from 'typeorm';
import { flag, integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** The language model that an account lets Baton ask, and how asking goes. */
export interface ModelProviderRow {
  portalId: PortalId;
  enabled: boolean;
  settings: ProviderSettings;
  /** null: it needs none. */
  sealedKey: string | null;
  /** In a row. */
  failures: number;
  /** Epoch ms until which nobody asks; counts while `failures` does. */
  pausedUntil: number;
  /** What went wrong last, in words for an admin; null: nothing yet, or mended since. */
  lastFailure: string | null;
  lastFailureAt: number;
}

export const ModelProviderEntity = new EntitySchema<ModelProviderRow>({
  name: 'ModelProvider',
  tableName: 'model_provider',
  columns: {
    portalId: key({ name: 'portal_id' }),
    enabled: flag(),
    settings: json(),
    sealedKey: text({ name: 'sealed_key', nullable: true }),
    failures: integer(),
    pausedUntil: time({ name: 'paused_until' }),
    lastFailure: text({ name: 'last_failure', nullable: true }),
    lastFailureAt: time({ name: 'last_failure_at' }),
  },
});

/** What an account has spent on a day, what is reserved for questions under way included. */
export interface ModelUsageRow {
  portalId: PortalId;
  /** UTC, 2026-11-28. */
  day: string;
  questions: number;
  tokens: number;
  /** Millionths of the currency that the prices are in. */
  micros: number;
}

export const ModelUsageEntity = new EntitySchema<ModelUsageRow>({
  name: 'ModelUsage',
  tableName: 'model_usage',
  columns: {
    portalId: key({ name: 'portal_id' }),
    day: varchar({ primary: true }),
    questions: integer(),
    tokens: time(),
    micros: time(),
  },
});
