import type { Database } from '../database/database.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { ModelProviderEntity } from './model-provider-entity.ts';
import type { ModelProviderRow } from './model-provider-entity.ts';
import type { Trouble } from './trouble.ts';

const FIRST_PAUSE_MS = 30 * SECOND;
/** After so many the pause is the longest. */
const MANY = 10;
const LONGEST_PAUSE_MS = 15 * MINUTE;
/** Longer than a question takes: so long one process tries alone whether a provider is back. */
const TRIAL_MS = MINUTE;

/** Epoch ms until which the provider is left alone; null: it is not. */
export const pausedUntil = ({ failures, pausedUntil: until }: ModelProviderRow, now: number): number | null =>
  // A pause that lies further ahead than any is from before the clock was set back.
  failures > 0 && until > now && until <= now + LONGEST_PAUSE_MS ? until : null;

/** A provider that is away is left alone for a while, by all processes, so that no mail waits for it again and again. */
export interface Pause {
  /** Whether to ask now. After a pause one process at a time tries. */
  mayAsk(provider: ModelProviderRow): Promise<boolean>;
  worked(portalId: PortalId): Promise<void>;
  /** Notes what went wrong; begins a pause, twice as long each time, where the next question would fare the same. */
  failed(provider: ModelProviderRow, trouble: Trouble): Promise<void>;
}

export function createPause({ database, clock }: { database: Database; clock: Clock }): Pause {
  const { manager } = database;
  return {
    async mayAsk(provider) {
      const { portalId, failures, pausedUntil: until } = provider;
      if (failures === 0) return true;
      if (pausedUntil(provider, clock.now()) !== null) return false;
      const seen = { portalId, failures, pausedUntil: until };
      const { affected } = await manager.update(ModelProviderEntity, seen, {
        pausedUntil: clock.now() + TRIAL_MS,
      });
      return affected === 1;
    },
    async worked(portalId) {
      await manager.update(
        ModelProviderEntity,
        { portalId },
        {
          failures: 0,
          failingSince: null,
          pausedUntil: 0,
        },
      );
    },
    async failed({ portalId, failures: before, failingSince }, { text, lasts }) {
      const now = clock.now();
      await manager.update(ModelProviderEntity, { portalId }, { lastFailure: text, lastFailureAt: now });
      if (!lasts) return;
      const failures = Math.min(before + 1, MANY);
      const until = now + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      // Several that were asked at once and failed together are one failure.
      const seen = { portalId, failures: before };
      await manager.update(ModelProviderEntity, seen, {
        failures,
        failingSince: failingSince ?? now,
        pausedUntil: until,
      });
    },
  };
}
