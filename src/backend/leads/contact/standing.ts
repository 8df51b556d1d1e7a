import { In, MoreThan } from 'typeorm';
import type { Database } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { openStages } from '../deciding/states.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';

/** Those of the given contacts whose lead was closed since a moment, epoch ms. */
export async function closedSince(
  database: Database,
  portalId: PortalId,
  ids: readonly ContactId[],
  since: number,
): Promise<Set<ContactId>> {
  if (ids.length === 0) return new Set();
  const leads = await database.manager.find(LeadEntity, {
    select: { contactId: true },
    where: { portalId, contactId: In([...ids]), stage: 'closed', closedAt: MoreThan(since) },
  });
  return new Set(leads.map(({ contactId }) => contactId));
}

/** Those of the given contacts that an assistant has, or ever had. */
export async function knownContacts(
  database: Database,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<Set<ContactId>> {
  if (ids.length === 0) return new Set();
  const where = { portalId, contactId: In([...ids]) };
  const leads = await database.manager.find(LeadEntity, { select: { contactId: true }, where });
  return new Set(leads.map(({ contactId }) => contactId));
}

/** The given contacts that have a lead which is not closed. */
export async function openLeads(
  database: Database,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<Map<ContactId, Lead>> {
  if (ids.length === 0) return new Map();
  const leads = await database.manager.findBy(LeadEntity, {
    portalId,
    contactId: In([...ids]),
    stage: In([...openStages]),
  });
  return new Map(leads.map((lead) => [lead.contactId, lead]));
}
