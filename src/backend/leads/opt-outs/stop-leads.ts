import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Obstacle } from '../deciding/events.ts';
import { isActive } from '../deciding/states.ts';
import { lockLeads } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Lead } from '../lead/lead-entity.ts';

export interface StopDeps {
  database: Database;
  applyEvent: ApplyEvent;
  clock: Clock;
}

export interface Stop {
  portalId: PortalId;
  /** Few enough for one transaction. */
  ids: readonly ContactId[];
  /** In words, for the timeline. */
  trigger: string;
  obstacle: Obstacle;
}

/**
 * Ends what assistants do for those of these contacts for whom the obstacle stands, as nothing else tells their leads of
 * it. Safe to repeat: who is with a person by now is left alone.
 * @param stands of the leads that an assistant works on, the contacts to stop; asked once they are locked
 */
export const stopLeads = (
  { database, applyEvent, clock }: StopDeps,
  { portalId, ids, trigger, obstacle }: Stop,
  stands: (tx: Tx, leads: readonly Lead[]) => Promise<ReadonlySet<ContactId>>,
): Promise<void> =>
  database.transaction(async (tx) => {
    const held = await lockLeads(tx, portalId, ids);
    const active = [...held.values()].filter(({ stage }) => isActive(stage));
    const stopped = await stands(tx, active);
    for (const lead of active.filter(({ contactId }) => stopped.has(contactId))) {
      const occurrence = { portalId, contactId: lead.contactId, at: clock.now(), trigger };
      await applyEvent(tx, occurrence, { type: 'mail-refused', obstacle }, lead);
    }
  });
