import { In, Not } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { mailsBeingSent } from '../../mail/mails.ts';
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
  const leads = await leadsOfSamePerson(tx, portalId, contactId, addresses);
  const had = [...leads.flatMap(hadOf), ...(await onItsWay(tx, leads))];
  return { had: [...new Set(had)], answer: latest(leads) };
}

/**
 * Emails that are being sent: the mail server may have them, and a lead that begins anew, or ends in a merge, will not
 * hear of it. They count as had: left out is better than sent twice.
 */
export async function onItsWay(tx: Tx, leads: readonly Lead[]): Promise<string[]> {
  const [first] = leads;
  if (!first) return [];
  const ids = leads.map(({ contactId }) => contactId);
  const mails = await mailsBeingSent(tx, first.portalId, ids);
  const isGoing = ({ contactId, round, step }: Lead): boolean =>
    mails.some((mail) => mail.contactId === contactId && mail.round === round && mail.step === step);
  return leads
    .filter(isGoing)
    .flatMap(({ steps, step }) => hadOf({ steps: steps.slice(step, step + 1), step: 1, had: null }));
}

/** Leads of other contacts that are the same person. */
export async function leadsOfSamePerson(
  tx: Tx,
  portalId: PortalId,
  contactId: ContactId,
  addresses: readonly string[],
): Promise<Lead[]> {
  const address = In([...addresses]);
  const further = await tx.findBy(LeadAddressEntity, { portalId, address });
  const ids = further.map((row) => row.contactId).filter((id) => id !== contactId);
  const found = await tx.findBy(LeadEntity, [
    { portalId, email: address, contactId: Not(contactId) },
    { portalId, mergedInto: contactId },
    ...(ids.length > 0 ? [{ portalId, contactId: In(ids) }] : []),
  ]);
  return found.filter(({ subState }) => subState !== 'erased');
}

const latest = (leads: readonly Lead[]): Lead['answer'] =>
  leads
    .map(({ answer }) => answer)
    .reduce((last, one) => ((one?.at ?? 0) > (last?.at ?? 0) ? one : last), null);
