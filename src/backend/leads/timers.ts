import { LessThanOrEqual } from 'typeorm';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { ApplyEvent } from './apply.ts';
import { LeadEntity } from './lead-entity.ts';

/** Leads woken in one transaction: large enough to keep up with a burst, small enough not to hold others up. */
const BATCH = 100;

/** Wakes every lead whose time has come. Resolves to how many; safe to run in several processes at once. */
export function createWakeLeads(deps: {
  database: Database;
  applyEvent: ApplyEvent;
  clock: Clock;
}): () => Promise<number> {
  const { database, applyEvent, clock } = deps;
  return async () => {
    let woken = 0;
    for (;;) {
      const due = await database.manager.find(LeadEntity, {
        where: { stage: 'nurturing', wakeAt: LessThanOrEqual(clock.now()) },
        order: { wakeAt: 'ASC' },
        take: BATCH,
      });
      await database.transaction(async (tx) => {
        for (const { portalId, contactId } of due) {
          await applyEvent(tx, { portalId, contactId, at: clock.now(), trigger: 'Timer' }, { type: 'woke' });
        }
      });
      woken += due.length;
      if (due.length < BATCH) return woken;
    }
  };
}
