import { In } from 'typeorm';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { isActive, openStages } from '../deciding/states.ts';

/** Leads decided in one transaction: it holds up others for a moment only, also in an account with many. */
const BATCH = 100;

/**
 * A person asks for all contacts that assistants of an account work on. Resolves to how many there were; safe to run
 * again after a death in the middle. That each is handed back follows, see `createHandBack`.
 */
export type HandBackAll = (portalId: PortalId, asked: { by: string; trigger: string }) => Promise<number>;

export function createHandBackAll(deps: {
  database: Database;
  applyEvent: ApplyEvent;
  clock: Clock;
}): HandBackAll {
  const { database, applyEvent, clock } = deps;
  return async (portalId, { by, trigger }) => {
    for (let asked = 0; ;) {
      const leads = await database.manager.find(LeadEntity, {
        select: { portalId: true, contactId: true },
        where: { portalId, stage: In(openStages.filter(isActive)) },
        // One order for all: transactions that lock several contacts must not wait for each other in a circle.
        order: { contactId: 'ASC' },
        take: BATCH,
      });
      if (leads.length === 0) return asked;
      await database.transaction(async (tx) => {
        for (const { contactId } of leads) {
          const occurrence = { portalId, contactId, at: clock.now(), trigger };
          await applyEvent(tx, occurrence, { type: 'hand-back-asked', by });
        }
      });
      asked += leads.length;
    }
  };
}
