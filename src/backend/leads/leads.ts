import { In, LessThan } from 'typeorm';
import type { Activity } from '../activity/activity.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import type { ContactId, OwnerId, PortalId } from '../ground/identifiers.ts';
import { lockLeads } from './lead/apply.ts';
import type { ApplyEvent } from './lead/apply.ts';
import { keepReading } from './list/keep.ts';
import { createLeadList } from './list/list.ts';
import type { LeadList } from './list/list.ts';
import type { Consider } from './enrolling/consider.ts';
import type { Enroll } from './enrolling/enroll.ts';
import { createCampaignLeads } from './enrolling/of-campaign.ts';
import type { CampaignLeads } from './enrolling/of-campaign.ts';
import type { Rehearse } from './enrolling/rehearse.ts';
import type { LeadEvent } from './deciding/events.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import type { Lead } from './lead/lead-entity.ts';
import type { MergeContacts } from './contact/merging.ts';
import { closedSince, knownContacts, openLeads } from './contact/standing.ts';
import type { PickUp } from './contact/pick-up.ts';
import { openStages } from './deciding/states.ts';

/** A contact got another owner in HubSpot; null: none. */
export interface OwnerNews {
  contactId: ContactId;
  ownerId: OwnerId | null;
  /** Epoch ms. */
  at: number;
}

/** What other rooms may ask of the leads. */
export interface Leads {
  pickUp: PickUp;
  find(portalId: PortalId, contactId: ContactId): Promise<Lead | null>;
  /** Leads of these contacts that are not closed. */
  open(portalId: PortalId, ids: readonly ContactId[]): Promise<Map<ContactId, Lead>>;
  /** Those of these contacts that an assistant has, or ever had. */
  known(portalId: PortalId, ids: readonly ContactId[]): Promise<Set<ContactId>>;
  /** Those of these contacts whose lead was closed since a moment, epoch ms. */
  closedSince(portalId: PortalId, ids: readonly ContactId[], since: number): Promise<Set<ContactId>>;
  /** Something happened to a lead: a person's action, a click. Resolves to the lead afterwards. */
  tell(portalId: PortalId, contactId: ContactId, trigger: string, event: LeadEvent): Promise<Lead | null>;
  /**
   * The same to many, in the caller's transaction: what `eventFor` makes of each lead, or in words why not. Resolves to
   * those words, null where the lead was told.
   */
  tellAll(
    tx: Tx,
    told: { portalId: PortalId; ids: readonly ContactId[]; trigger: string },
    eventFor: (lead: Lead | undefined) => LeadEvent | string,
  ): Promise<Map<ContactId, string | null>>;
  /** HubSpot told of new owners: a lead that ended is that person's now. */
  heardOwners(portalId: PortalId, news: readonly OwnerNews[]): Promise<void>;
  /** All leads, looked for and counted. */
  list: LeadList;
  contactsMerged: MergeContacts;
  /** Contacts for a campaign: what enrolling them would be, and doing it. */
  consider: Consider;
  enroll: Enroll;
  ofCampaigns: CampaignLeads;
  rehearse: Rehearse;
  countOpen(portalId: PortalId): Promise<number>;
  /** Contacts of open leads that were last read in HubSpot before a moment (epoch ms), those read longest ago first. */
  oldestReadings(portalId: PortalId, before: number, limit: number): Promise<ContactId[]>;
  /** How many contacts each assistant works on now, and has ever worked on. */
  counts(portalId: PortalId): Promise<Map<string, { active: number; total: number }>>;
}

export interface LeadsDeps {
  database: Database;
  applyEvent: ApplyEvent;
  pickUp: PickUp;
  mergeContacts: MergeContacts;
  consider: Consider;
  enroll: Enroll;
  rehearse: Rehearse;
  activity: Pick<Activity, 'showTo'>;
  clock: Clock;
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
    known: (portalId, ids) => knownContacts(database, portalId, ids),
    closedSince: (portalId, ids, since) => closedSince(database, portalId, ids, since),
    tell,
    tellAll: (tx, told, eventFor) => tellAll(deps, tx, told, eventFor),
    heardOwners: (portalId, news) => heardOwners(deps, portalId, news),
    list: createLeadList({ database }),
    contactsMerged: deps.mergeContacts,
    consider: deps.consider,
    enroll: deps.enroll,
    rehearse: deps.rehearse,
    ofCampaigns: createCampaignLeads(deps),
    countOpen: (portalId) => database.manager.countBy(LeadEntity, openIn(portalId)),
    oldestReadings: (portalId, before, limit) => oldestReadings(database, portalId, before, limit),
    counts: (portalId) => countByAssistant(database, portalId),
  };
}

async function tellAll(
  { applyEvent, clock }: LeadsDeps,
  tx: Tx,
  { portalId, ids, trigger }: Parameters<Leads['tellAll']>[1],
  eventFor: Parameters<Leads['tellAll']>[2],
): Promise<Map<ContactId, string | null>> {
  const leads = await lockLeads(tx, portalId, ids);
  const refused = new Map<ContactId, string | null>();
  for (const contactId of ids) {
    const lead = leads.get(contactId);
    const event = eventFor(lead);
    if (typeof event === 'string') refused.set(contactId, event);
    else {
      const occurrence = { portalId, contactId, at: clock.now(), trigger };
      const { decision } = await applyEvent(tx, occurrence, event, lead ?? null);
      refused.set(contactId, decision ? null : 'Nothing was left to do.');
    }
  }
  return refused;
}

async function heardOwners(
  { database, activity }: LeadsDeps,
  portalId: PortalId,
  news: readonly OwnerNews[],
): Promise<void> {
  const ids = [...new Set(news.map(({ contactId }) => contactId))];
  const ended = await database.manager.find(LeadEntity, {
    select: { contactId: true },
    where: { portalId, contactId: In(ids), stage: 'closed' },
  });
  if (ended.length === 0) return;
  const concerned = new Set(ended.map(({ contactId }) => contactId));
  await database.transaction(async (tx) => {
    const leads = await lockLeads(tx, portalId, [...concerned]);
    for (const { contactId, ownerId, at } of news) {
      const lead = leads.get(contactId);
      if (lead?.stage !== 'closed' || at <= (lead.ownerAt ?? 0)) continue;
      const heard = { ...lead, ownerId, ownerAt: at };
      await tx.update(LeadEntity, { portalId, contactId }, { ownerId, ownerAt: at });
      await keepReading(tx, activity, lead, heard);
      leads.set(contactId, heard);
    }
  });
}

/** Leads of a portal that are not closed. */
const openIn = (portalId: PortalId) => ({ portalId, stage: In([...openStages]) });

async function oldestReadings(
  database: Database,
  portalId: PortalId,
  before: number,
  limit: number,
): Promise<ContactId[]> {
  const leads = await database.manager.find(LeadEntity, {
    select: { contactId: true },
    where: { ...openIn(portalId), ownerReadAt: LessThan(before) },
    order: { ownerReadAt: 'ASC' },
    take: limit,
  });
  return leads.map(({ contactId }) => contactId);
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
