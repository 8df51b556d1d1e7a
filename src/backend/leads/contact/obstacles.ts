import { In } from 'typeorm';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Suppressions } from '../../unsubscribe/suppressions.ts';
import type { Exclusions } from '../../exclusions/exclusions.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { checkAddress } from '../../mail-server/address.ts';
import type { Obstacle } from '../deciding/events.ts';
import { LeadAddressEntity } from './address-entity.ts';
import { addressesOf, mainAddress } from './addresses.ts';
import { isTicked } from './contact-properties.ts';
import { LeadEntity } from '../lead/lead-entity.ts';

interface Deps {
  database: Database;
  assistants: Assistants;
  suppressions: Suppressions;
  exclusions: Pick<Exclusions, 'among'>;
}

/** Why these contacts must not be written to; contacts without an obstacle are absent. */
export type FindObstacles = (
  portalId: PortalId,
  records: readonly ContactRecord[],
) => Promise<Map<ContactId, Obstacle>>;

export function createFindObstacles(deps: Deps): FindObstacles {
  return async (portalId, records) => {
    const addresses = [...new Set(records.flatMap(addressesOf))];
    const suppressed = await deps.suppressions.among(portalId, addresses);
    const own = (await deps.assistants.byEmail(addresses)).map((assistant) => assistant.email);
    const excluded = new Set([...own, ...(await deps.exclusions.among(portalId, addresses))]);
    const talking = await activeLeadsByAddress(deps.database.manager, portalId, addresses);
    const found = new Map<ContactId, Obstacle>();
    for (const record of records) {
      const others = addressesOf(record)
        .flatMap((address) => talking.get(address) ?? [])
        .filter((id) => id !== record.id);
      const obstacle =
        ofRecord(record, suppressed, excluded) ?? (others.length > 0 ? 'already_in_conversation' : null);
      if (obstacle) found.set(record.id, obstacle);
      // Two contacts of one batch may share an address too: the first one gets the conversation.
      else for (const address of addressesOf(record)) add(talking, address, record.id);
    }
    return found;
  };
}

const add = (talking: Map<string, ContactId[]>, address: string, id: ContactId): void =>
  void talking.set(address, [...(talking.get(address) ?? []), id]);

/** The opt-out properties are HubSpot's own; they belong to the contact and are read before every mail. */
function ofRecord(record: ContactRecord, suppressed: Set<string>, excluded: Set<string>): Obstacle | null {
  const { properties } = record;
  const email = mainAddress(record);
  // A further address is the same person's: what was said of one holds for all.
  const all = addressesOf(record);
  if (email === '') return 'no_email';
  if (properties['hs_email_optout'] === 'true') return 'opted_out';
  if (all.some((one) => suppressed.has(one))) return 'unsubscribed';
  if (isTicked(record)) return 'do_not_contact';
  if (!checkAddress(email).ok || properties['hs_email_bad_address'] === 'true') return 'invalid_email';
  const bounced =
    properties['hs_email_hard_bounce_reason_enum'] || properties['hs_email_quarantined'] === 'true';
  if (bounced) return 'bounced_before';
  return all.some((one) => excluded.has(one)) ? 'excluded' : null;
}

/** Contacts in a conversation, by each of their addresses. */
export async function activeLeadsByAddress(
  manager: Tx,
  portalId: PortalId,
  addresses: readonly string[],
): Promise<Map<string, ContactId[]>> {
  const byAddress = new Map<string, ContactId[]>();
  if (addresses.length === 0) return byAddress;
  const stage = In(['queued', 'nurturing', 'paused']);
  const leads = await manager.findBy(LeadEntity, { portalId, email: In([...addresses]), stage });
  for (const lead of leads) add(byAddress, lead.email ?? '', lead.contactId);
  const further = await manager.findBy(LeadAddressEntity, { portalId, address: In([...addresses]) });
  if (further.length === 0) return byAddress;
  const ids = further.map(({ contactId }) => contactId);
  const active = await manager.findBy(LeadEntity, { portalId, contactId: In(ids), stage });
  const talking = new Set(active.map(({ contactId }) => contactId));
  for (const row of further) if (talking.has(row.contactId)) add(byAddress, row.address, row.contactId);
  return byAddress;
}
