import { MoreThan, In } from 'typeorm';
import { LEASE_MS } from '../../ground/claim-lease.ts';
import type { Tx } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Claimable, Selection } from './claims.ts';

/**
 * Ends all waiting, and claims that would outlast a lease: after the clock was set back, nobody can tell how long they
 * were to last. Resolves to the portals that have open rows.
 */
export async function pullIn<Row extends Claimable>(
  tx: Tx,
  { entity, states }: Pick<Selection<Row>, 'entity' | 'states'>,
  now: number,
): Promise<PortalId[]> {
  const open = { state: In([...states]) };
  const update = (where: object, values: Partial<Claimable>) =>
    tx.createQueryBuilder().update(entity).set(values).where({ ...open, ...where }).execute(); // prettier-ignore
  await update({ dueAt: MoreThan(now) }, { dueAt: now });
  await update({ leasedUntil: MoreThan(now + LEASE_MS) }, { leasedUntil: now + LEASE_MS });
  const rows = await tx
    .createQueryBuilder(entity, 'r')
    .select('DISTINCT r.portalId', 'portalId')
    .where('r.state IN (:...states)', { states })
    .getRawMany<{ portalId: PortalId }>();
  return rows.map(({ portalId }) => portalId);
}
