import { In } from 'typeorm';
import type { Activity } from '../../activity/activity.ts';
import type { Assistants } from '../../assistants/assistants.ts';
import type { CampaignsRoom } from '../../campaigns/open.ts';
import type { Clock } from '../../ground/clock.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Settings } from '../../settings/settings.ts';
import type { CarryOut } from './carry-out.ts';
import type {
  AssignedEvent,
  Decision,
  Elsewhere,
  LeadEvent,
  Occurrence,
  Situation,
} from '../deciding/events.ts';
import { LeadEntity } from './lead-entity.ts';
import { roundKey } from './round-key.ts';
import { elsewhereOf, onItsWay } from './person.ts';
import type { Held, Lead } from './lead-entity.ts';
import { cameOf } from '../deciding/happenings.ts';
import { behind } from '../deciding/behind.ts';
import { kindOf } from '../deciding/activity-kind.ts';
import { riskOf } from '../deciding/rules/at-risk.ts';
import { goesOnByItself } from '../deciding/rules/waiting.ts';
import { closedUntil } from '../deciding/schedule.ts';
import { usualHour } from '../deciding/usual-hour.ts';
import { decide } from '../deciding/transitions.ts';
import { settingsOf } from '../calendar/settings-of.ts';
import { hoursFor } from '../calendar/closed-days.ts';
import { placeForNewcomer } from '../capacity/places.ts';
import { keepLine } from '../list/keep.ts';
import { seenBy } from '../list/line.ts';

/**
 * Brings one event to one lead, inside the caller's transaction: lock, decide, write state, timeline and intents.
 * Resolves to the lead afterwards and the decision; `decision` null means that nothing changed.
 * `held`: the lead as the caller has locked and read it in this transaction; null: the contact has none.
 */
export type ApplyEvent = (
  tx: Tx,
  occurrence: Occurrence,
  event: LeadEvent,
  held?: Lead | null,
) => Promise<{ lead: Lead | null; decision: Decision | null }>;

interface Deps {
  clock: Clock;
  activity: Activity;
  assistants: Assistants;
  settings: Settings;
  campaigns: Pick<CampaignsRoom, 'find'> & { happenings: Pick<CampaignsRoom['happenings'], 'note'> };
  carryOut: CarryOut;
  /** When the contact opened mails and answered, epoch ms. */
  readingTimes(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<readonly number[]>;
}

export function createApplyEvent(deps: Deps): ApplyEvent {
  return async (tx, occurrence, event, held) => {
    const { portalId, contactId } = occurrence;
    const lead = held === undefined ? await lockLead(tx, portalId, contactId) : held;
    const situation = await situationOf(deps, tx, occurrence, lead, event);
    const decision = decide(lead, event, situation);
    if (!decision) return { lead, decision };
    const planned = {
      ...(lead ?? { portalId, contactId, ownerReadAt: 0, contextAt: 0, ownerId: null, ownerAt: null }),
      ...occurrence.read,
      ...decision.change,
    } as Lead;
    const next = {
      ...planned,
      held: heldOf(lead, planned, decision, situation),
      ...riskOf(lead, planned, decision, situation),
    };
    await tx.upsert(LeadEntity, next, ['portalId', 'contactId']);
    await keepLine(tx, deps.activity, lead, next, occurrence.at);
    await deps.activity.record(tx, {
      portalId,
      contactId,
      at: occurrence.at,
      kind: kindOf(event),
      title: decision.title,
      trigger: occurrence.trigger,
      rule: decision.rule,
      detail: decision.detail ?? null,
      behind: behind(lead, next, decision),
      mailId: occurrence.mailId ?? null,
      assistantId: next.assistantId,
      seenBy: seenBy(next),
    });
    await noteCame(deps, tx, lead, next, event, occurrence.at);
    for (const effect of decision.effects) await deps.carryOut(tx, next, effect, occurrence.mailId ?? null);
    return { lead: next, decision };
  };
}

/** What it counts as in the report of the campaign that enrolled the lead; a lead taken out of one counts there no more. */
async function noteCame(
  { campaigns }: Deps,
  tx: Tx,
  before: Lead | null,
  lead: Lead,
  event: LeadEvent,
  at: number,
): Promise<void> {
  const { portalId, contactId, campaignId } = lead;
  if (campaignId === null) return;
  const about = {
    portalId,
    campaignId,
    contactId,
    roundKey: roundKey(lead),
    version: lead.sequenceVersion ?? 0,
    at,
  };
  const came = cameOf(before, lead, event);
  await campaigns.happenings.note(
    tx,
    came.map(({ kind, step, answer = null }) => ({ ...about, kind, step, answer })),
  );
}

/** Why the next email waits: what the decision says, else the closed days before it, else as it was. */
function heldOf(
  before: Lead | null,
  lead: Lead,
  { change }: Decision,
  { now, hours }: Situation,
): Held | null {
  if (change.held !== undefined || change.wakeAt === undefined) return lead.held ?? null;
  // What keeps a lead paused keeps it so, whatever becomes of the day of its next email.
  if (before && goesOnByItself(before) && lead.stage === 'paused' && lead.held && change.wakeAt !== null)
    return { ...lead.held, until: change.wakeAt };
  if (change.wakeAt === null) return null;
  const text = closedUntil(now, change.wakeAt, hours, lead.timeZone);
  return text === null ? null : { why: 'holiday', text, until: change.wakeAt };
}

/**
 * One decision at a time per contact over all processes; in one order for everybody, so that no two wait for each
 * other. SQLite's write transactions exclude each other anyway.
 */
export async function lockContacts(tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<void> {
  if (tx.connection.options.type !== 'postgres') return;
  const names = ids.map((id) => `${portalId}:${id}`).sort();
  await tx.query(
    'SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS contact (name)',
    [names],
  );
}

/** The contact's lead, for a decision. */
export async function lockLead(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<Lead | null> {
  await lockContacts(tx, portalId, [contactId]);
  return tx.findOneBy(LeadEntity, { portalId, contactId });
}

/** The lead of the contact, or of the one that it went into. */
export async function leadNow(
  { manager }: Database,
  portalId: PortalId,
  contactId: ContactId,
): Promise<Lead | null> {
  const lead = await manager.findOneBy(LeadEntity, { portalId, contactId });
  return lead?.mergedInto ? manager.findOneBy(LeadEntity, { portalId, contactId: lead.mergedInto }) : lead;
}

/** The leads that these contacts have, for decisions about all of them in one transaction. */
export async function lockLeads(
  tx: Tx,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<Map<ContactId, Lead>> {
  await lockContacts(tx, portalId, ids);
  const leads = await tx.findBy(LeadEntity, { portalId, contactId: In([...ids]) });
  return new Map(leads.map((lead) => [lead.contactId, lead]));
}

async function situationOf(
  deps: Deps,
  tx: Tx,
  { portalId, contactId }: Occurrence,
  lead: Lead | null,
  event: LeadEvent,
): Promise<Situation> {
  const campaignId = event.type === 'assigned' ? event.campaign?.campaignId : lead?.campaignId;
  const settings = await settingsOf(deps, portalId, campaignId, tx);
  const contact = event.type === 'assigned' ? event : lead;
  const assistantId = event.type === 'assigned' ? event.assistantId : lead?.assistantId;
  const assistant = assistantId ? await deps.assistants.find(portalId, assistantId, tx) : undefined;
  return {
    now: deps.clock.now(),
    hours: contact ? await hoursFor(settings, contact) : settings.schedule,
    firstEmailDelayMs: settings.firstEmailDelayMinutes * MINUTE,
    assistantName: assistant?.name ?? 'The assistant',
    brochureUrl: assistant?.brochureUrl ?? null,
    remindEveryDays: settings.remindEveryDays,
    remindTimes: settings.remindTimes,
    placeFree: event.type !== 'assigned' || !assistant || (await placeForNewcomer(tx, assistant)),
    ...(event.type === 'mail-sent' && lead
      ? { reads: usualHour(await deps.readingTimes(tx, portalId, contactId), lead.timeZone) }
      : {}),
    ...(event.type === 'assigned' && (lead === null || lead.stage === 'closed')
      ? { elsewhere: await hadBefore(tx, { portalId, contactId }, lead, event) }
      : {}),
  };
}

/** What the rule cannot see in the lead itself. */
async function hadBefore(
  tx: Tx,
  { portalId, contactId }: Pick<Occurrence, 'portalId' | 'contactId'>,
  lead: Lead | null,
  event: AssignedEvent,
): Promise<Elsewhere> {
  const elsewhere = await elsewhereOf(tx, portalId, contactId, addressesIn(event));
  return { ...elsewhere, had: [...elsewhere.had, ...(await onItsWay(tx, lead ? [lead] : []))] };
}

const addressesIn = ({ addresses, facts }: AssignedEvent): readonly string[] =>
  addresses ?? (facts.email ? [facts.email.toLowerCase()] : []);
