import type { Database } from '../../database/database.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import type { HubSpotClient } from '../../hubspot/calls/client-types.ts';
import type { SourceReader } from '../../sources/source.ts';
import type { Vault } from '../../vault/vault.ts';
import type { SyncDefinition } from '../definition/definition.ts';
import type { Sealing } from '../rows/sealing.ts';
import type { SyncRow } from '../sync-entity.ts';

export interface SyncsDeps {
  database: Database;
  clock: Clock;
  random: Random;
  logger: Logger;
  vault: Vault;
  client: HubSpotClient;
  /** Waits between attempts; shorter in tests. */
  sleep?: (ms: number) => Promise<void>;
}

/** What to run, and on what. */
export interface SyncOrder {
  portalId: PortalId;
  definition: SyncDefinition;
  source: SourceReader;
  /** Aborted, the run stops after the batches under way. */
  signal?: AbortSignal;
}

/** A sync as every part works with it. */
export interface OpenedSync {
  row: SyncRow;
  sealing: Sealing;
}

export type Deps = SyncsDeps & { sleep: (ms: number) => Promise<void> };
