import type { Database } from '../../database/database.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import type { Crm } from '../../hubspot/crm/crm.ts';
import type { SyncDefinition } from '../definition/definition.ts';
import type { Changes } from '../rows/changes.ts';
import type { Journal } from '../rows/journal.ts';
import type { Sealing } from '../rows/sealing.ts';
import type { Hold } from './hold.ts';
import type { Tally } from './tally.ts';

/** What every part of one run of one sync works with. */
export interface RunContext {
  readonly portalId: PortalId;
  readonly syncId: string;
  readonly runId: string;
  readonly definition: SyncDefinition;
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly hold: Hold;
  readonly sealing: Sealing;
  readonly journal: Journal;
  readonly changes: Changes;
  /** Its calls wait for HubSpot, are counted, and leave only while the sync is held. */
  readonly crm: Crm;
  readonly tally: Tally;
  /** Waits; shorter in tests. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}
