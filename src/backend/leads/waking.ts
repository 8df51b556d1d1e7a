import { Like, MoreThanOrEqual } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { CampaignId, PortalId } from '../ground/identifiers.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import type { HeldFor, Lead } from './lead/lead-entity.ts';

const heldFor = (portalId: PortalId, why: HeldFor): FindOptionsWhere<Lead> => ({
  portalId,
  stage: 'nurturing',
  // Kept as JSON of `Held`; the reason is one of a few words without marks of their own.
  held: Like(`%"why":"${why}"%`),
});

/** How many leads wait for this. */
export const countHeld = ({ manager }: Database, portalId: PortalId, why: HeldFor): Promise<number> =>
  manager.countBy(LeadEntity, heldFor(portalId, why));

/** What these leads waited for may be there now: each looks at once. */
export async function wakeHeld(
  { database, clock }: { database: Database; clock: Clock },
  portalId: PortalId,
  reasons: readonly HeldFor[],
): Promise<void> {
  for (const why of reasons)
    await database.manager.update(LeadEntity, heldFor(portalId, why), { wakeAt: clock.now(), held: null });
}

/** How many contacts came to an assistant since then, epoch ms. */
export const countAssigned = ({ manager }: Database, portalId: PortalId, since: number): Promise<number> =>
  manager.countBy(LeadEntity, { portalId, assignedAt: MoreThanOrEqual(since) });

/** What a campaign kept its leads waiting for may be over, as it was changed: each looks at once. */
export async function wakeHeldOf(
  tx: Tx,
  { now }: Pick<Clock, 'now'>,
  portalId: PortalId,
  campaignId: CampaignId,
): Promise<void> {
  const held = { ...heldFor(portalId, 'campaign'), campaignId };
  await tx.update(LeadEntity, held, { wakeAt: now(), held: null });
}
