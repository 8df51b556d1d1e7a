import { In } from 'typeorm';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Stage } from '../deciding/states.ts';
import { LeadEntity } from '../lead/lead-entity.ts';

/** Who is written to, and who only rests, has a place; who waits for one has none. */
const PLACED: readonly Stage[] = ['nurturing', 'paused'];

type Who = Pick<Assistant, 'portalId' | 'assistantId' | 'mostActive'>;

/**
 * One decision about places at a time, in all processes. Taken after the locks of contacts, never before. On SQLite
 * write transactions exclude each other anyway.
 */
export async function lockPlaces(tx: Tx, portalId: PortalId): Promise<void> {
  if (tx.connection.options.type !== 'postgres') return;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`places:${portalId}`]);
}

/** How many more contacts the assistant may follow up now; Infinity: as many as come. */
export async function freePlaces(tx: Tx, { portalId, assistantId, mostActive }: Who): Promise<number> {
  if (mostActive === null) return Infinity;
  await lockPlaces(tx, portalId);
  const taken = await tx.countBy(LeadEntity, { portalId, assistantId, stage: In([...PLACED]) });
  return Math.max(0, mostActive - taken);
}

/** Is there a place for one that comes now? Nobody overtakes who waits. */
export async function placeForNewcomer(tx: Tx, who: Who): Promise<boolean> {
  const free = await freePlaces(tx, who);
  if (free === Infinity) return true;
  const { portalId, assistantId } = who;
  return free > (await tx.countBy(LeadEntity, { portalId, assistantId, stage: 'queued' }));
}
