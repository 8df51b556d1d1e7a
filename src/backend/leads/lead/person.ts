import { In, Not } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import type { Elsewhere } from '../deciding/events.ts';
import { hadOf } from '../deciding/rules/had.ts';
import { LeadEntity } from './lead-entity.ts';
import type { Lead } from './lead-entity.ts';

/**
 * What the person of a contact had and said under other contacts: of the same address, main or further, such as one
 * that was deleted and made anew, or that went into this one. What was erased is not known any more.
 */
export async function elsewhereOf(
  tx: Tx,
  portalId: PortalId,
  contactId: ContactId,
  addresses: readonly string[],
): Promise<Elsewhere> {
  const address = In([...addresses]);
  const further = await tx.findBy(LeadAddressEntity, { portalId, address });
  const ids = further.map((row) => row.contactId).filter((id) => id !== contactId);
  const found = await tx.findBy(LeadEntity, [
    { portalId, email: address, contactId: Not(contactId) },
    { portalId, mergedInto: contactId },
    ...(ids.length > 0 ? [{ portalId, contactId: In(ids) }] : []),
  ]);
  const leads = found.filter(({ subState }) => subState !== 'erased');
  return { had: [...new Set(leads.flatMap(hadOf))], answer: latest(leads) };
}

const latest = (leads: readonly Lead[]): Lead['answer'] =>
  leads
    .map(({ answer }) => answer)
    .reduce((last, one) => ((one?.at ?? 0) > (last?.at ?? 0) ? one : last), null);
