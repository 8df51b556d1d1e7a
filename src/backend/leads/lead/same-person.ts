import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { leadsOfSamePerson } from './person.ts';

export const SAME_PERSON_QUEUE = 'leads.same-person';

/**
 * Who unsubscribed has done so under every contact that has one of their addresses: what is queued, waits for approval or
 * was written by a colleague there stops as well. By jobs, as no two transactions may wait for each other's contacts.
 */
export async function tellSamePerson(
  jobs: Pick<Jobs, 'enqueue'>,
  tx: Tx,
  { portalId, contactId }: { portalId: PortalId; contactId: ContactId },
  addresses: readonly string[],
): Promise<void> {
  const others = await leadsOfSamePerson(tx, portalId, contactId, addresses);
  for (const other of others) {
    if (other.mergedInto !== null || other.state === 'UnSubscribed') continue;
    const data = { portalId, contactId: other.contactId };
    await jobs.enqueue(tx, { queue: SAME_PERSON_QUEUE, key: `${portalId}:${other.contactId}`, data });
  }
}
