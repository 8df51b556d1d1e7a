import type { Activity } from '../activity/activity.ts';
import type { Clock } from '../clock.ts';
import type { Suppressions } from '../compliance/suppressions.ts';
import type { Database, Tx } from '../database/database.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { ContactId, PortalId } from '../identifiers.ts';
import { eraseMails, moveMails } from '../mail/mails.ts';
import type { ApplyEvent } from './apply.ts';
import { lockContact } from './apply.ts';
import type { LeadEvent } from './events.ts';
import { LeadEntity } from './lead-entity.ts';
import type { Lead } from './lead-entity.ts';
import { openLeads } from './pick-up.ts';
import type { PickUp } from './pick-up.ts';
import { isActive } from './states.ts';

/** What other rooms may ask of the leads. */
export interface Leads {
  pickUp: PickUp;
  find(portalId: PortalId, contactId: ContactId): Promise<Lead | null>;
  /** Leads of these contacts that are not closed. */
  open(portalId: PortalId, ids: readonly ContactId[]): Promise<Map<ContactId, Lead>>;
  /** Something happened to a lead: a person's action, a click. Resolves to the lead afterwards. */
  tell(portalId: PortalId, contactId: ContactId, trigger: string, event: LeadEvent): Promise<Lead | null>;
  /** The address is never written to again, whatever becomes of the contact. */
  unsubscribe(portalId: PortalId, contactId: ContactId, address: string): Promise<void>;
  contactDeleted(portalId: PortalId, contactId: ContactId): Promise<void>;
  /** `gone` went into `survivor`: one lead remains, with its mails and timeline. */
  contactsMerged(portalId: PortalId, gone: readonly ContactId[], survivor: ContactId): Promise<void>;
  /** Erases every personal word about a contact; a lead without a person remains for the counters. */
  eraseContact(portalId: PortalId, contactId: ContactId): Promise<void>;
  /** How many contacts each assistant works on now, and has ever worked on. */
  counts(portalId: PortalId): Promise<Map<string, { active: number; total: number }>>;
}

export interface LeadsDeps {
  database: Database;
  hubspot: HubSpot;
  applyEvent: ApplyEvent;
  pickUp: PickUp;
  activity: Activity;
  suppressions: Suppressions;
  clock: Clock;
  /** Other rooms' part of an erasure. */
  eraseElsewhere(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
}

export function createLeads(deps: LeadsDeps): Leads {
  const { database, clock } = deps;
  const tell: Leads['tell'] = (portalId, contactId, trigger, event) =>
    database.transaction(async (tx) => {
      const occurrence = { portalId, contactId, at: clock.now(), trigger };
      return (await deps.applyEvent(tx, occurrence, event)).lead;
    });
  return {
    pickUp: deps.pickUp,
    find: (portalId, contactId) => database.manager.findOneBy(LeadEntity, { portalId, contactId }),
    open: (portalId, ids) => openLeads(database, portalId, ids),
    tell,
    unsubscribe: (portalId, contactId, address) =>
      database.transaction(async (tx) => {
        await deps.suppressions.add(tx, portalId, address, 'unsubscribed');
        const occurrence = { portalId, contactId, at: clock.now(), trigger: 'Unsubscribe link' };
        await deps.applyEvent(tx, occurrence, { type: 'unsubscribed' });
      }),
    async contactDeleted(portalId, contactId) {
      await tell(portalId, contactId, 'Contact deleted in HubSpot', { type: 'contact-gone', how: 'deleted' });
    },
    async contactsMerged(portalId, gone, survivor) {
      for (const contactId of gone) {
        await database.transaction((tx) => mergeLead(deps, tx, portalId, contactId, survivor));
      }
    },
    eraseContact: (portalId, contactId) => database.transaction((tx) => erase(deps, tx, portalId, contactId)),
    counts: (portalId) => countByAssistant(database, portalId),
  };
}

/** The survivor keeps its own lead if that is open; else the merged contact's lead moves to it. */
async function mergeLead(
  deps: LeadsDeps,
  tx: Tx,
  portalId: PortalId,
  from: ContactId,
  to: ContactId,
): Promise<void> {
  // Always in the same order, so that two merges never wait for each other.
  for (const contactId of [from, to].sort()) await lockContact(tx, portalId, contactId);
  const lead = await tx.findOneBy(LeadEntity, { portalId, contactId: from });
  if (!lead) return;
  const kept = await tx.findOneBy(LeadEntity, { portalId, contactId: to });
  const trigger = `Contacts merged in HubSpot (${from} into ${to})`;
  if (kept && (isActive(kept.stage) || !isActive(lead.stage))) {
    await deps.applyEvent(
      tx,
      { portalId, contactId: from, at: deps.clock.now(), trigger },
      { type: 'contact-gone', how: 'merged' },
    );
    return;
  }
  await tx.delete(LeadEntity, { portalId, contactId: to });
  await deps.hubspot.outbox.forget(tx, portalId, from);
  // Rounds of the two count on, so that keys of what is written to HubSpot stay unique on the survivor.
  const round = lead.round + (kept?.round ?? 0);
  await tx.update(LeadEntity, { portalId, contactId: from }, { contactId: to, round });
  await moveMails(tx, portalId, { from, to, currentRound: lead.round, round });
  await deps.activity.moveContact(tx, portalId, from, to);
}

const forgotten = {
  ownContext: null,
  facts: { email: null, firstName: null, lastName: null, company: null, jobTitle: null },
  email: null,
  closeReason: 'The contact was erased for privacy.',
} satisfies Partial<Lead>;

async function erase(deps: LeadsDeps, tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
  const occurrence = { portalId, contactId, at: deps.clock.now(), trigger: 'Privacy deletion in HubSpot' };
  await deps.applyEvent(tx, occurrence, { type: 'contact-gone', how: 'deleted' });
  await deps.hubspot.outbox.forget(tx, portalId, contactId);
  await tx.update(LeadEntity, { portalId, contactId }, forgotten);
  await eraseMails(tx, portalId, contactId);
  await deps.activity.eraseContact(tx, portalId, contactId);
  await deps.eraseElsewhere(tx, portalId, contactId);
}

async function countByAssistant(database: Database, portalId: PortalId) {
  const rows = await database.manager
    .createQueryBuilder(LeadEntity, 'lead')
    .select('lead.assistantId', 'assistantId')
    .addSelect('COUNT(*)', 'total')
    .addSelect("SUM(CASE WHEN lead.stage = 'closed' THEN 0 ELSE 1 END)", 'active')
    .where('lead.portalId = :portalId', { portalId })
    .groupBy('lead.assistantId')
    .getRawMany<{ assistantId: string; total: string; active: string }>();
  return new Map(
    rows.map((row) => [row.assistantId, { active: Number(row.active), total: Number(row.total) }]),
  );
}
