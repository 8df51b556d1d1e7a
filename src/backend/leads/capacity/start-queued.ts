import type { Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import type { Clock } from '../../ground/clock.ts';
import type { AssistantId, PortalId } from '../../ground/identifiers.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { lockLeads } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { freePlaces } from './places.ts';

interface Deps {
  database: Database;
  hubspot: { portals: Pick<HubSpot['portals'], 'find'> };
  assistants: Pick<Assistants, 'find'>;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** Started in one transaction: it holds up others for a moment only. */
const BATCH = 50;

/**
 * Starts contacts that wait for a place of their assistant (New), as many as there are places, those that came first
 * first. Resolves to how many; safe to run in several processes at once.
 */
export function createStartQueued(deps: Deps): () => Promise<number> {
  return async () => {
    const waiting = await deps.database.manager
      .createQueryBuilder(LeadEntity, 'lead')
      .select('lead.portalId', 'portalId')
      .addSelect('lead.assistantId', 'assistantId')
      .where("lead.stage = 'queued'")
      .groupBy('lead.portalId')
      .addGroupBy('lead.assistantId')
      .getRawMany<{ portalId: PortalId; assistantId: AssistantId }>();
    let started = 0;
    for (const { portalId, assistantId } of waiting)
      if ((await deps.hubspot.portals.find(portalId))?.status === 'connected')
        started += await startSome(deps, portalId, assistantId);
    return started;
  };
}

async function startSome(
  { database, assistants, applyEvent, clock }: Deps,
  portalId: PortalId,
  assistantId: AssistantId,
): Promise<number> {
  const assistant = await assistants.find(portalId, assistantId);
  if (!assistant) return 0;
  const first = await database.manager.find(LeadEntity, {
    select: { contactId: true },
    where: { portalId, assistantId, stage: 'queued' },
    order: { assignedAt: 'ASC', contactId: 'ASC' },
    take: BATCH,
  });
  const ids = first.map(({ contactId }) => contactId);
  return database.transaction(async (tx) => {
    const leads = await lockLeads(tx, portalId, ids);
    const free = await freePlaces(tx, assistant);
    const still = ids.filter((id) => {
      const lead = leads.get(id);
      return lead?.stage === 'queued' && lead.assistantId === assistantId;
    });
    const next = still.slice(0, Math.min(free, BATCH));
    for (const contactId of next) {
      const occurrence = { portalId, contactId, at: clock.now(), trigger: 'A place is free' };
      await applyEvent(tx, occurrence, { type: 'place-free' }, leads.get(contactId) ?? null);
    }
    return next.length;
  });
}
