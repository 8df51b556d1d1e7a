import type {
  ActiveLead,
  Again,
  CardBase,
  CardContent,
  ClosedLead,
  TimelineEntry,
} from '../../../cards/contact/contract.ts';
import type { ActivityEntry } from '../../activity/activity-entity.ts';
import type { Activity } from '../../activity/activity.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import { DAY } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import type { ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Leads } from '../leads.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { endedEarly, isActive, needsPerson } from '../deciding/states.ts';
import { waitsForLater } from '../deciding/rules/waiting.ts';
import { legalDeadline } from '../telling/answer-notes.ts';
import { filesList } from '../telling/files.ts';
import { understood } from '../telling/understood.ts';
import { zoneOrigin } from '../telling/words.ts';
import { writtenBefore } from './again.ts';
import { authorOf, tellingAnswer } from '../telling/answers.ts';
import { filesOfMails } from '../../mail/files/files.ts';
import { mailsOfContact } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { ContactSnapshots, Snapshot } from './snapshots.ts';

/** HubSpot's limit for a text property. */
const CONTEXT_MAX_LENGTH = 65_536;
const TIMELINE_LENGTH = 50;
/** How long the end of a conversation stays the news of the card. */
const DONE_IS_NEWS_MS = 14 * DAY;

export interface ContactViewDeps {
  database: Database;
  hubspot: HubSpot;
  outbox: Pick<Outbox, 'pending'>;
  assistants: Assistants;
  leads: Leads;
  activity: Activity;
  snapshots: ContactSnapshots;
  clock: Clock;
  publicUrl: string;
}

/** What the card on a contact shows now. */
export type BuildContactView = (portalId: PortalId, contactId: ContactId) => Promise<CardContent>;

export function createContactView(deps: ContactViewDeps): BuildContactView {
  const installUrl = `${deps.publicUrl}/oauth/install`;
  return async (portalId, contactId) => {
    const portal = await deps.hubspot.portals.find(portalId);
    if (!portal) return { kind: 'not-connected', installUrl };
    if (portal.status === 'disconnected')
      return { kind: 'reconnect', installUrl, reason: portal.statusReason ?? '' };
    try {
      return await connectedView(deps, portalId, contactId);
    } catch (error) {
      // Found out while asking HubSpot for what the card shows.
      if (!isBatonError(error, 'PORTAL_DISCONNECTED')) throw error;
      return { kind: 'reconnect', installUrl, reason: error.message };
    }
  };
}

async function connectedView(
  deps: ContactViewDeps,
  portalId: PortalId,
  contactId: ContactId,
): Promise<CardContent> {
  const assistants = await deps.assistants.list(portalId);
  if (assistants.length === 0) {
    return { kind: 'no-assistant', settingsHint: 'An admin adds the first assistant in Baton’s settings.' };
  }
  const lead = await deps.leads.find(portalId, contactId);
  const snapshot = await deps.snapshots.get(portalId, contactId, lead);
  const base = await buildBase(deps, portalId, contactId, assistants, lead, snapshot);
  return { ...base, ...(await situation(deps, lead, assistants, snapshot)) };
}

async function buildBase(
  deps: ContactViewDeps,
  portalId: PortalId,
  contactId: ContactId,
  assistants: readonly Assistant[],
  lead: Lead | null,
  snapshot: Snapshot,
): Promise<CardBase> {
  const working =
    lead && isActive(lead.stage) ? assistants.find((one) => one.assistantId === lead.assistantId) : undefined;
  const mails = await mailsOfContact(deps.database, portalId, contactId, TIMELINE_LENGTH);
  const entries = await deps.activity.list(portalId, contactId, TIMELINE_LENGTH);
  return {
    assistants: assistants.map((assistant) => ({
      id: assistant.assistantId,
      name: assistant.name,
      role: assistant.role,
      ready: assistant.ownerId !== null,
      hint: assistant.ownerId ? '' : `${assistant.email} is not an active HubSpot user yet.`,
    })),
    context: {
      own: snapshot.context ?? '',
      default: (working ?? assistants[0])?.defaultContext ?? '',
      maxLength: CONTEXT_MAX_LENGTH,
    },
    timeline: entries.map((entry) => timelineEntry(entry, mails)),
    notices: await notices(deps, portalId, contactId),
  };
}

/** An entry as a person reads it, with the mail that it is about, if `mails` holds it. */
export function timelineEntry(entry: ActivityEntry, mails: readonly Mail[]): TimelineEntry {
  const { id, at, title, trigger, rule, detail } = entry;
  const mail = entry.mailId ? mails.find((candidate) => candidate.mailId === entry.mailId) : undefined;
  const email = mail ? { subject: mail.subject, text: mail.text, direction: mail.direction } : null;
  return { id, at, title, trigger, rule, detail, email };
}

async function notices(
  deps: ContactViewDeps,
  portalId: PortalId,
  contactId: ContactId,
): Promise<CardBase['notices']> {
  const { waiting, failed } = await deps.outbox.pending(portalId, contactId);
  const trouble = await deps.hubspot.portals.trouble(portalId);
  return [
    ...(trouble ? [{ tone: 'warning' as const, text: trouble.text }] : []),
    ...(waiting > 0 ? [{ tone: 'info' as const, text: 'Changes are on their way to HubSpot.' }] : []),
    ...failed.map(({ error }) => ({
      tone: 'warning' as const,
      text: `HubSpot refused a change: ${error.message}`,
    })),
  ];
}

type Situation =
  | { kind: 'available'; last: ClosedLead | null; obstacle: string | null; again: Again | null }
  | { kind: 'queued'; lead: ActiveLead; why: string }
  | { kind: 'nurturing'; lead: ActiveLead }
  | { kind: 'out-of-office'; lead: ActiveLead; until: number }
  | { kind: 'paused'; lead: ActiveLead; why: string }
  | { kind: 'handing-back'; lead: ClosedLead }
  | { kind: 'done'; lead: ClosedLead; again: Again | null }
  | { kind: 'do-not-contact'; lead: ClosedLead | null; reason: string; legal: string | null };

async function situation(
  deps: ContactViewDeps,
  lead: Lead | null,
  assistants: readonly Assistant[],
  snapshot: Snapshot,
): Promise<Situation> {
  const assistantName =
    assistants.find((one) => one.assistantId === lead?.assistantId)?.name ?? 'The assistant';
  if (lead && isActive(lead.stage)) return activeSituation(activeLead(lead, assistantName), lead);
  const closed = lead ? await closedLead(deps, lead, assistantName) : null;
  if (lead && closed && lead.stage === 'handing_back') return { kind: 'handing-back', lead: closed };
  const obstacle = snapshot.obstacle ? obstacleOutcome(snapshot.obstacle) : null;
  if (lead?.state === 'UnSubscribed' || obstacle?.state === 'UnSubscribed') {
    const legal = lead?.legalAt != null ? legalDeadline(lead.legalAt, lead.timeZone) : null;
    const reason = (legal === null ? null : lead?.closeReason) ?? obstacle?.reason ?? lead?.closeReason ?? '';
    return { kind: 'do-not-contact', lead: closed, reason, legal };
  }
  const again = lead ? await writtenBefore(deps.database, lead, assistants) : null;
  if (lead && closed && isNews(lead, deps.clock.now())) return { kind: 'done', lead: closed, again };
  return { kind: 'available', last: closed, obstacle: obstacle?.reason ?? null, again };
}

/** However long ago it was, and whatever became of the connection meanwhile: somebody waits for an answer. */
const needsYou = (lead: Lead): boolean => needsPerson.has(lead.state) && lead.pickedUpAt === null;

/** A conversation that ended by itself is worth a look; one that a person cut short is not. */
const isNews = (lead: Lead, now: number): boolean =>
  needsYou(lead) ||
  (['Hot', 'Responded', 'Processed', 'DeActivated'].includes(lead.state) &&
    now - (lead.closedAt ?? 0) < DONE_IS_NEWS_MS);

function activeSituation(view: ActiveLead, lead: Lead): Situation {
  if (lead.stage === 'queued')
    return { kind: 'queued', lead: view, why: 'The assistant has no free place yet. It starts by itself.' };
  if (lead.stage === 'paused')
    return {
      kind: 'paused',
      lead: view,
      why: lead.closeReason ?? 'Paused by a person. Nothing is sent until it is resumed.',
    };
  if (lead.state === 'OutOfOffice' && lead.wakeAt !== null)
    return { kind: 'out-of-office', lead: view, until: lead.wakeAt };
  return { kind: 'nurturing', lead: view };
}

const activeLead = (lead: Lead, assistantName: string): ActiveLead => ({
  assistantName,
  state: lead.state,
  step: Math.min(lead.step + 1, lead.steps.length),
  stepCount: lead.steps.length,
  stepNames: lead.steps.map((step) => step.name),
  sequenceName: lead.sequenceName,
  nextEmailAt: lead.stage === 'nurturing' && lead.step < lead.steps.length ? lead.wakeAt : null,
  timeZone: lead.timeZone,
  timeZoneOrigin: zoneOrigin(lead),
  priorOwnerName: lead.priorOwnerName,
  waiting: waitsForLater(lead) && lead.answer ? `The contact asked for it. ${understood(lead.answer)}` : null,
  since: lead.assignedAt,
});

async function closedLead(deps: ContactViewDeps, lead: Lead, assistantName: string): Promise<ClosedLead> {
  const mails = await mailsOfContact(deps.database, lead.portalId, lead.contactId, TIMELINE_LENGTH);
  const reply = tellingAnswer(mails.filter(({ round }) => round === lead.round));
  return {
    assistantName,
    state: lead.state,
    reason: lead.closeReason ?? '',
    closedAt: lead.closedAt ?? deps.clock.now(),
    handedBackTo: await nameOf(deps, lead.portalId, lead.handedBackTo),
    reply: reply ? await shownReply(deps, reply) : null,
    understood:
      lead.answer && lead.answer.at >= lead.assignedAt
        ? understood(lead.answer, lead.closeReason ?? '')
        : null,
    needsYou: needsYou(lead),
    endedEarly: endedEarly(lead),
  };
}

async function shownReply(
  { database }: ContactViewDeps,
  { portalId, mailId, text, at, replyClass }: Mail,
): Promise<NonNullable<ClosedLead['reply']>> {
  const files = await filesOfMails(database.manager, portalId, [mailId]);
  const came = files.length > 0 ? { files: filesList(files) } : {};
  return { text, at, from: authorOf(replyClass), ...came };
}

async function nameOf(
  deps: ContactViewDeps,
  portalId: PortalId,
  owner: OwnerId | null,
): Promise<string | null> {
  const found = owner ? await deps.hubspot.owners.byId(portalId, owner) : undefined;
  return found ? ownerName(found) : null;
}
