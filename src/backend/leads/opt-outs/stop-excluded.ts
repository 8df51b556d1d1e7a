import type { Tx } from '../../database/database.ts';
import type { Exclusions } from '../../exclusions/exclusions.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { chunksOf } from '../../hubspot/calls/batches.ts';
import { addressesOfLeads } from '../contact/addresses.ts';
import type { Addressed } from '../contact/addresses.ts';
import { activeLeads } from './active-leads.ts';
import { stopLeads } from './stop-leads.ts';
import type { StopDeps } from './stop-leads.ts';

export const EXCLUDED_QUEUE = 'leads.excluded';

/** Leads that end in one transaction. */
const AT_ONCE = 100;

type Deps = StopDeps & { exclusions: Pick<Exclusions, 'among'> };

/**
 * Whoever an assistant of the account works on, and who is excluded by now, goes back to their owner. HubSpot is not
 * asked: the addresses are those that were last read.
 */
export function createStopExcluded(deps: Deps) {
  const excludedOf = (tx: Tx, leads: readonly Addressed[]) => excluded(deps, tx, leads);
  return async (portalId: PortalId): Promise<void> => {
    const stop = { portalId, trigger: 'Excluded in Baton’s settings', obstacle: 'excluded' } as const;
    for await (const leads of activeLeads(deps.database, portalId)) {
      const found = [...(await excludedOf(deps.database.manager, leads))];
      for (const ids of chunksOf(AT_ONCE, found)) await stopLeads(deps, { ...stop, ids }, excludedOf);
    }
  };
}

async function excluded(
  { exclusions }: Deps,
  tx: Tx,
  leads: readonly Addressed[],
): Promise<ReadonlySet<ContactId>> {
  const [first] = leads;
  if (!first) return new Set();
  const addresses = await addressesOfLeads(tx, leads);
  const among = await exclusions.among(first.portalId, [...addresses.values()].flat(), tx);
  return new Set(
    [...addresses].filter(([, all]) => all.some((address) => among.has(address))).map(([id]) => id),
  );
}
