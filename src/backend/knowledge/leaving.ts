import { LessThan } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Logger } from '../ground/logger.ts';
import type { Settings } from '../settings/settings.ts';
import type { Items } from './items.ts';
import { KnowledgeLeavingEntity } from './knowledge-entity.ts';

/** HubSpot also ends a connection by mistake of an admin, who connects it again: until then nothing is lost. */
const KEPT_FOR_MS = 30 * DAY;

interface Deps {
  database: Database;
  items: Pick<Items, 'removeAll'>;
  settings: Pick<Settings, 'get'>;
  clock: Clock;
  logger: Logger;
}

/**
 * What an account knows goes when it goes: at once where an admin disconnects Baton, and 30 days after HubSpot said that
 * the app was uninstalled or its access taken away.
 */
export function createLeaving({ database, items, settings, clock, logger }: Deps) {
  return {
    /** In the transaction that ends the connection. */
    async disconnected(tx: Tx, portalId: PortalId): Promise<void> {
      if ((await settings.get(portalId, tx)).disconnecting) return items.removeAll(tx, portalId);
      await tx.upsert(KnowledgeLeavingEntity, { portalId, since: clock.now() }, ['portalId']);
    },
    /** In the transaction that connects it again. */
    async connected(tx: Tx, portalId: PortalId): Promise<void> {
      await tx.delete(KnowledgeLeavingEntity, { portalId });
    },
    /** Once a day. */
    async forgetLeft(): Promise<void> {
      const since = LessThan(clock.now() - KEPT_FOR_MS);
      for (const { portalId } of await database.manager.findBy(KnowledgeLeavingEntity, { since })) {
        await database.transaction(async (tx) => {
          // Whoever connects it at this moment comes first or last, and what they find is whole or gone.
          const { affected } = await tx.delete(KnowledgeLeavingEntity, { portalId, since });
          if (affected === 1) await items.removeAll(tx, portalId);
        });
        logger.info({ portalId }, 'the knowledge of an account that left is deleted');
      }
    },
  };
}
