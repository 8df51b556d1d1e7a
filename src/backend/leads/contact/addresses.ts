import { In } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { ContactRecord } from '../../hubspot/types.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { LeadAddressEntity } from './address-entity.ts';
import type { LeadAddress } from './address-entity.ts';

/** A lead as far as its addresses go. */
export type Addressed = Pick<Lead, 'portalId' | 'contactId' | 'email'>;

const lower = (address: string | null | undefined): string => (address ?? '').trim().toLowerCase();

/** The address that a contact is written to, lower-cased; "": it has none. */
export const mainAddress = ({ properties }: ContactRecord): string => lower(properties['email']);

/** Its further addresses, lower-cased: HubSpot separates them by semicolons. */
export const furtherAddresses = (record: ContactRecord): string[] => {
  const all = (record.properties['hs_additional_emails'] ?? '').split(';').map(lower);
  return [...new Set(all)].filter((address) => address !== '' && address !== mainAddress(record));
};

/** All addresses of the person, the main one first. */
export const addressesOf = (record: ContactRecord): string[] =>
  [mainAddress(record), ...furtherAddresses(record)].filter((address) => address !== '');

/** All addresses of the person as they were last read, the main one first, lower-cased. */
export const addressesOfLead = async (tx: Tx, lead: Addressed): Promise<string[]> =>
  (await addressesOfLeads(tx, [lead])).get(lead.contactId) ?? [];

/** The same of several leads of one account, by contact. */
export async function addressesOfLeads(
  tx: Tx,
  leads: readonly Addressed[],
): Promise<Map<ContactId, string[]>> {
  const [first] = leads;
  if (!first) return new Map();
  const contactId = In(leads.map((lead) => lead.contactId));
  const further = await tx.findBy(LeadAddressEntity, { portalId: first.portalId, contactId });
  const byContact = Map.groupBy(further, (row) => row.contactId);
  return new Map(
    leads.map((lead) => {
      const others = (byContact.get(lead.contactId) ?? []).map(({ address }) => address);
      return [lead.contactId, [...new Set([lower(lead.email), ...others])].filter(Boolean)];
    }),
  );
}

/** Keeps the further addresses of these leads as HubSpot shows them now. Most have none: then it is one reading. */
export async function keepAddresses(
  tx: Tx,
  portalId: PortalId,
  records: readonly ContactRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map(({ id }) => id);
  const kept = await tx.findBy(LeadAddressEntity, { portalId, contactId: In(ids) });
  const wanted = records.flatMap((record) =>
    furtherAddresses(record).map((address): LeadAddress => ({ portalId, address, contactId: record.id })),
  );
  const nameOf = ({ address, contactId }: LeadAddress): string => `${contactId} ${address}`;
  const [known, names] = [new Set(kept.map(nameOf)), new Set(wanted.map(nameOf))];
  for (const row of kept.filter((one) => !names.has(nameOf(one)))) await tx.delete(LeadAddressEntity, row);
  const fresh = wanted.filter((row) => !known.has(nameOf(row)));
  if (fresh.length > 0)
    await tx.createQueryBuilder().insert().into(LeadAddressEntity).values(fresh).orIgnore().execute();
}
