import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { activeLeadsByAddress } from '../contact/obstacles.ts';
import { addressesOf, keepAddresses } from '../contact/addresses.ts';
import { lockLeads } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import type { Considered, LeftOut } from './consider.ts';
import { whyNotLead } from './consider.ts';

interface Deps {
  applyEvent: ApplyEvent;
  clock: { now(): number };
}

/** What became of a contact that was considered. */
export type Enrolled = { round: number; contactId: ContactId } | { leftOut: LeftOut };

/**
 * Enrolls contacts in the caller's transaction, as they were considered just before. Whoever came into a conversation
 * meanwhile, under this contact or another one of the person, is left out: of two campaigns one gets the person.
 * Resolves to what became of each, by the id that was asked for.
 */
export type Enroll = (
  tx: Tx,
  portalId: PortalId,
  considered: readonly Considered[],
  trigger: string,
) => Promise<Map<ContactId, Enrolled>>;

export function createEnroll({ applyEvent, clock }: Deps): Enroll {
  return async (tx, portalId, considered, trigger) => {
    const outcomes = new Map<ContactId, Enrolled>();
    for (const { askedFor, leftOut } of considered) if (leftOut) outcomes.set(askedFor, { leftOut });
    const wanted = considered.filter(({ leftOut }) => leftOut === null);
    const leads = await lockLeads(
      tx,
      portalId,
      wanted.map(({ contactId }) => contactId),
    );
    const addresses = [...new Set(wanted.flatMap(({ record }) => (record ? addressesOf(record) : [])))];
    await lockAddresses(tx, portalId, addresses);
    const talking = await activeLeadsByAddress(tx, portalId, addresses);
    for (const { askedFor, contactId, event, record } of wanted) {
      const lead = leads.get(contactId) ?? null;
      const others = record ? addressesOf(record).flatMap((address) => talking.get(address) ?? []) : [];
      const leftOut =
        whyNotLead(lead) ?? (others.some((id) => id !== contactId) ? 'already_in_conversation' : null);
      if (leftOut || !event) {
        outcomes.set(askedFor, { leftOut: leftOut ?? 'gone' });
        continue;
      }
      const occurrence = { portalId, contactId, at: clock.now(), trigger };
      const { lead: now, decision } = await applyEvent(tx, occurrence, event, lead);
      if (!now || !decision || now.stage === 'handing_back') outcomes.set(askedFor, { leftOut: 'all_sent' });
      else outcomes.set(askedFor, { round: now.round, contactId });
      if (now && decision)
        for (const address of record ? addressesOf(record) : [])
          talking.set(address, [...(talking.get(address) ?? []), contactId]);
    }
    const enrolled = wanted.filter(({ askedFor }) => 'round' in (outcomes.get(askedFor) ?? {}));
    await keepAddresses(
      tx,
      portalId,
      enrolled.flatMap(({ record }) => record ?? []),
    );
    return outcomes;
  };
}

/** One decision at a time about a person, whichever of their contacts it is about. Taken after the locks of contacts. */
async function lockAddresses(tx: Tx, portalId: PortalId, addresses: readonly string[]): Promise<void> {
  if (tx.connection.options.type !== 'postgres' || addresses.length === 0) return;
  const names = addresses.map((address) => `address:${portalId}:${address}`).sort();
  await tx.query(
    'SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS address (name)',
    [names],
  );
}
