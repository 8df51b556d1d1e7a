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
  /** When the first of them was, epoch ms; null: it answers. */
  failingSince: number | null;
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
    failingSince: time({ name: 'failing_since', nullable: true }),
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
  /** The least that a question would have taken for which too little was left; null: there was none. */
  refusedTokens: number | null;
  refusedMicros: number | null;
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
    refusedTokens: time({ name: 'refused_tokens', nullable: true }),
    refusedMicros: time({ name: 'refused_micros', nullable: true }),
  },
});
