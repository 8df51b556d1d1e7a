import { In, MoreThan } from 'typeorm';
import type { Database } from '../../database/database.ts';
import { contactId as toContactId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Addressed } from '../contact/addresses.ts';
import { activeStages } from '../deciding/states.ts';
import { LeadEntity } from '../lead/lead-entity.ts';

/** Leads of one look: the addresses of all fit into a statement. */
const PAGE = 500;

/** All contacts that assistants of an account work on, page by page. */
export async function* activeLeads(
  { manager }: Database,
  portalId: PortalId,
): AsyncGenerator<readonly Addressed[]> {
  let after = toContactId(0);
  for (;;) {
    const leads = await manager.find(LeadEntity, {
      select: { portalId: true, contactId: true, email: true },
      where: { portalId, stage: In([...activeStages]), contactId: MoreThan(after) },
      order: { contactId: 'ASC' },
      take: PAGE,
    });
    const last = leads.at(-1);
    if (!last) return;
    yield leads;
    after = last.contactId;
  }
}
