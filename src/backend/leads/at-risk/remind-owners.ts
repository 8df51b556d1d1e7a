import { LessThanOrEqual } from 'typeorm';
import type { Clock } from '../../ground/clock.ts';
import { HOUR } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import { answersAt } from '../../mail/mails.ts';
import type { Settings } from '../../settings/settings.ts';
import { accountZone } from '../approval/zone.ts';
import { findDestination } from '../hand-back/destination.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { taskDue } from '../telling/task-due.ts';
import { contactName, paragraphs } from '../telling/words.ts';

interface Deps {
  database: Database;
  hubspot: HubSpot;
  outbox: Pick<Outbox, 'createTask' | 'createdAs'>;
  settings: Settings;
  applyEvent: ApplyEvent;
  clock: Clock;
}

/** Looked at with one call of HubSpot. */
const AT_ONCE = 50;

/** Accounts in which an owner is to be reminded now. */
export async function portalsAtRisk({
  database,
  clock,
}: Pick<Deps, 'database' | 'clock'>): Promise<PortalId[]> {
  const rows = await database.manager
    .createQueryBuilder(LeadEntity, 'lead')
    .select('DISTINCT lead.portalId', 'portalId')
    .where('lead.riskAt <= :now', { now: clock.now() })
    .getRawMany<{ portalId: PortalId }>();
  return rows.map(({ portalId }) => portalId);
}

/**
 * Reminds owners of leads that nobody picked up (A13), unless a task of Baton about it is completed in HubSpot: that is
 * picking it up. Run by a job, safe to run again and twice at once: each due time is told once, because the lead moves
 * on to the next one in the transaction that stores the task.
 */
export function createRemindOwners(deps: Deps): (portalId: PortalId) => Promise<void> {
  return async (portalId) => {
    if ((await deps.hubspot.portals.find(portalId))?.status !== 'connected') return;
    for (let told = AT_ONCE; told === AT_ONCE;) {
      const due = await deps.database.manager.find(LeadEntity, {
        where: { portalId, riskAt: LessThanOrEqual(deps.clock.now()) },
        order: { riskAt: 'ASC' },
        take: AT_ONCE,
      });
      const done = await completedOf(deps, portalId, due);
      told = 0;
      for (const lead of due) if (await remind(deps, lead, done.has(lead.contactId))) told += 1;
    }
  };
}

/** Contacts of which a task of Baton's is completed. */
async function completedOf(
  { database, outbox, hubspot }: Deps,
  portalId: PortalId,
  leads: readonly Lead[],
): Promise<Set<ContactId>> {
  const keys = new Map<string, ContactId>();
  for (const lead of leads) for (const key of await tasksOf(database, lead)) keys.set(key, lead.contactId);
  const ids = await outbox.createdAs(portalId, [...keys.keys()]);
  if (ids.size === 0) return new Set();
  const completed = await hubspot.tasks.completed(portalId, [...ids.values()]);
  const done = [...ids].filter(([, id]) => completed.has(id)).map(([key]) => keys.get(key));
  return new Set(done.filter((id) => id !== undefined));
}

/** Those that ask for what the lead needs a person for now: what was done about something before says nothing of it. */
async function tasksOf(database: Database, lead: Lead): Promise<string[]> {
  const { portalId, contactId, risk, closedAt, answer } = lead;
  const { count, since } = risk ?? { count: 0, since: 0 };
  const later = answer && answer.at >= since ? await answersAt(database, portalId, contactId, answer.at) : [];
  return [
    ...(since <= (closedAt ?? 0) ? [`${roundKey(lead)}-task`] : []),
    ...later.map(({ mailId }) => `late-${mailId}`),
    ...Array.from({ length: count }, (_none, index) => reminderKey(lead, index + 1)),
  ];
}

/** A round may need a person several times. */
const reminderKey = (lead: Lead, count: number): string =>
  `${roundKey(lead)}-remind-${lead.risk?.since ?? 0}-${count}`;

/** Resolves to whether there was anything to tell. */
async function remind(deps: Deps, seen: Lead, done: boolean): Promise<boolean> {
  const { portalId, contactId, riskAt } = seen;
  const { told } = await findDestination(deps, seen);
  const { schedule: hours } = await deps.settings.get(portalId);
  const zone = await accountZone(deps.hubspot, portalId);
  return deps.database.transaction(async (tx) => {
    const lead = await lockLead(tx, portalId, contactId);
    if (lead?.riskAt !== riskAt || riskAt === null) return false;
    const now = deps.clock.now();
    const trigger = done ? 'Task completed in HubSpot' : 'Timer';
    const occurrence = { portalId, contactId, at: now, trigger };
    const by = told?.firstName || told?.email || 'Somebody';
    const event = done ? ({ type: 'picked-up', by } as const) : ({ type: 'risk-due', at: riskAt } as const);
    const { lead: after, decision } = await deps.applyEvent(tx, occurrence, event, lead);
    if (after && decision?.rule === 'owner-reminded')
      await createReminder(deps, tx, after, {
        ownerId: told?.ownerId ?? null,
        dueAt: taskDue({ now, within: 4 * HOUR, before: null, hours, zone }),
      });
    return decision !== null;
  });
}

async function createReminder(
  { outbox, clock, settings }: Deps,
  tx: Tx,
  lead: Lead,
  task: { ownerId: Lead['ownerId']; dueAt: number },
): Promise<void> {
  const { portalId, contactId } = lead;
  const count = lead.risk?.count ?? 1;
  const { remindTimes } = await settings.get(portalId, tx);
  const name = contactName(lead);
  await outbox.createTask(tx, {
    ...task,
    portalId,
    contactId,
    lane: 'interactive',
    at: clock.now(),
    key: reminderKey(lead, count),
    subject: `Reminder ${count} of ${remindTimes}: ${lead.state === 'Hot' ? 'call' : 'answer'} ${name}`,
    html: paragraphs(
      escapeHtml(lead.closeReason ?? ''),
      `Nobody has picked this up yet. Complete this task, or say “Picked up” on the contact’s Baton card, and the reminders end.${
        count === remindTimes ? ' This is the last one: after it the lead counts as at risk.' : ''
      }`,
    ),
    priority: 'HIGH',
  });
}
