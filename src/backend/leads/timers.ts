import { LessThanOrEqual } from 'typeorm';
import type { Clock } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import { lockLeads } from './lead/apply.ts';
import type { ApplyEvent } from './lead/apply.ts';
import { LeadEntity } from './lead/lead-entity.ts';

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
      for (const [portalId, leads] of Map.groupBy(due, (lead) => lead.portalId)) {
        const ids = leads.map(({ contactId }) => contactId);
        await database.transaction(async (tx) => {
          const held = await lockLeads(tx, portalId, ids);
          for (const contactId of ids) {
            const occurrence = { portalId, contactId, at: clock.now(), trigger: 'Timer' };
            await applyEvent(tx, occurrence, { type: 'woke' }, held.get(contactId) ?? null);
          }
        });
      }
      woken += due.length;
      if (due.length < BATCH) return woken;
    }
  };
}
