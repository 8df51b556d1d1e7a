import { LessThan } from 'typeorm';
import type {
  ActiveLead,
  Again,
  Behind,
  CardBase,
  CardContent,
  ClosedLead,
  DraftView,
  Elsewhere,
  SubstituteView,
  SuggestedAnswer,
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
import { installUrl as installUrlOf } from '../../hubspot/portals/settings-part.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import { draftView } from '../approval/view.ts';
import { accountZone } from '../approval/zone.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Leads } from '../leads.ts';
import { repActions, whyRefused } from '../deciding/actions.ts';
import { standingOf } from '../deciding/standing.ts';
import { obstacleOutcome } from '../deciding/rules/assignment.ts';
import { endedEarly, isActive, needsPerson } from '../deciding/states.ts';
import { legalDeadline } from '../telling/answer-notes.ts';
import { shownSubstitute } from '../substitute/shown.ts';
import { shownSuggestion } from '../suggesting/shown.ts';
import type { ShownDeps as SuggestionDeps } from '../suggesting/shown.ts';
import type { ShownDeps } from '../substitute/shown.ts';
import { filesList } from '../telling/files.ts';
import { understood } from '../telling/understood.ts';
import { activeLead, whyPaused } from '../telling/active-lead.ts';
import { writtenBefore } from './again.ts';
import { shownElsewhere } from './elsewhere.ts';
import { shownMerge } from './merged.ts';
import { hubspotMailOf } from './hubspot-mail.ts';
import { authorOf, tellingAnswer } from '../telling/answers.ts';
import { filesOfMails } from '../../mail/files/files.ts';
import { mailsOfContact } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { MailRoom } from '../../mail/open.ts';
import type { Settings } from '../../settings/settings.ts';
import { contextLines } from '../../writing/context/context-lines.ts';
import type { Sequences } from '../../sequences/sequences.ts';
import type { ContactSnapshots, Snapshot } from './snapshots.ts';
import { shownText } from '../../unsubscribe/shown-text.ts';

/** HubSpot's limit for a text property. */
const CONTEXT_MAX_LENGTH = 65_536;
const TIMELINE_LENGTH = 50;
/** How long the end of a conversation stays the news of the card. */
const DONE_IS_NEWS_MS = 14 * DAY;

export interface ContactViewDeps extends Pick<ShownDeps, 'config'>, Pick<SuggestionDeps, 'modelWriter'> {
  campaigns: Pick<Campaigns, 'find'>;
  database: Database;
  hubspot: HubSpot;
  outbox: Pick<Outbox, 'pending' | 'optOutOf'>;
  assistants: Assistants;
  sequences: Pick<Sequences, 'chooser'>;
  leads: Leads;
  activity: Activity;
  reviews: Pick<Reviews, 'openOf'>;
  snapshots: ContactSnapshots;
  settings: Pick<Settings, 'get'>;
  mail: Pick<MailRoom, 'engagement'>;
  clock: Clock;
  publicUrl: string;
}

/** What the card on a contact shows now. */
export type BuildContactView = (portalId: PortalId, contactId: ContactId) => Promise<CardContent>;

export function createContactView(deps: ContactViewDeps): BuildContactView {
  return async (portalId, contactId) => {
    const { shareOptOuts } = await deps.settings.get(portalId);
    const installUrl = installUrlOf(deps.publicUrl, shareOptOuts);
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
  const into = await shownMerge(deps, portalId, contactId, lead);
  if (into) return { kind: 'merged', into };
  const snapshot = await deps.snapshots.get(portalId, contactId, lead);
  const base = await buildBase(deps, portalId, contactId, assistants, lead, snapshot);
  return { ...base, ...(await situation(deps, { portalId, contactId }, lead, assistants, snapshot)) };
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
      saysNothing: await saysNothing(deps, portalId, snapshot.context, working ? lead : null),
    },
    timeline: entries.map((entry) => timelineEntry(entry, mails)),
    notices: [...(await notices(deps, portalId, contactId)), ...addressNotice(lead, snapshot)],
    actions: actionsFor(lead),
  };
}

/** Which actions fit, and why the others do not. */
const actionsFor = (lead: Lead | null): CardBase['actions'] =>
  repActions.map((action) => ({ action, refused: whyRefused(action, lead && standingOf(lead)) }));

/** Is there a Context of the contact's own of which nothing can stand in an email? */
async function saysNothing(
  deps: ContactViewDeps,
  portalId: PortalId,
  context: string | null,
  lead: Lead | null,
): Promise<boolean> {
  if (context === null) return false;
  const { contextLabels: labels } = await deps.settings.get(portalId);
  const { points } = contextLines({
    context,
    own: true,
    addressee: { firstName: lead?.facts.firstName ?? null, lastName: lead?.facts.lastName ?? null },
    priorOwnerName: lead?.priorOwnerName ?? null,
    language: lead?.steps[lead.step]?.language ?? 'en',
    labels,
  });
  return points.length === 0;
}

const NOTHING_BEHIND: Behind = { changes: [], follows: [] };

/** An entry as a person reads it, with the mail that it is about, if `mails` holds it. */
export function timelineEntry(entry: ActivityEntry, mails: readonly Mail[]): TimelineEntry {
  const { id, at, title, trigger, rule, detail } = entry;
  const mail = entry.mailId ? mails.find((candidate) => candidate.mailId === entry.mailId) : undefined;
  const email = mail
    ? { subject: mail.subject, text: shownText(mail.text), direction: mail.direction }
    : null;
  const claims = entry.kind === 'sent' && mail?.claims?.length ? { claims: mail.claims } : null;
  const behind = claims ? { ...(entry.behind ?? NOTHING_BEHIND), ...claims } : (entry.behind ?? null);
  return { id, at, title, trigger, rule, detail, email, behind };
}

/** Said while it can still make a difference. */
const addressNotice = (lead: Lead | null, { hint, obstacle }: Snapshot): CardBase['notices'] =>
  hint === null || obstacle !== null || (lead !== null && !isActive(lead.stage))
    ? []
    : [{ tone: 'info', text: hint }];

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
  | {
      kind: 'available';
      last: ClosedLead | null;
      obstacle: string | null;
      again: Again | null;
      elsewhere: Elsewhere | null;
    }
  | { kind: 'queued'; lead: ActiveLead; why: string }
  | { kind: 'nurturing'; lead: ActiveLead }
  | { kind: 'waiting-approval'; lead: ActiveLead; draft: DraftView }
  | { kind: 'out-of-office'; lead: ActiveLead; until: number; substitute?: SubstituteView | null }
  | { kind: 'paused'; lead: ActiveLead; why: string }
  | { kind: 'handing-back'; lead: ClosedLead }
  | {
      kind: 'done';
      lead: ClosedLead;
      again: Again | null;
      elsewhere: Elsewhere | null;
      suggestion: SuggestedAnswer | null;
    }
  | {
      kind: 'do-not-contact';
      lead: ClosedLead | null;
      reason: string;
      legal: string | null;
      hubspotMail: string | null;
    };

async function situation(
  deps: ContactViewDeps,
  of: Pick<Lead, 'portalId' | 'contactId'>,
  lead: Lead | null,
  assistants: readonly Assistant[],
  snapshot: Snapshot,
): Promise<Situation> {
  const assistantName =
    assistants.find((one) => one.assistantId === lead?.assistantId)?.name ?? 'The assistant';
  if (lead && isActive(lead.stage)) {
    const view = await activeLead(deps, lead, assistantName);
    const waiting = await waitingForApproval(deps, lead, view);
    if (waiting) return waiting;
    if (lead.stage === 'queued') return queuedSituation(deps, view, lead);
    const shown = activeSituation(view, lead);
    if (shown.kind !== 'out-of-office') return shown;
    return { ...shown, substitute: await shownSubstitute(deps, lead, assistantName) };
  }
  const closed = lead ? await closedLead(deps, lead, assistantName) : null;
  if (lead && closed && lead.stage === 'handing_back') return { kind: 'handing-back', lead: closed };
  const obstacle = snapshot.obstacle ? obstacleOutcome(snapshot.obstacle) : null;
  if (lead?.state === 'UnSubscribed' || obstacle?.state === 'UnSubscribed') {
    const legal = lead?.legalAt != null ? legalDeadline(lead.legalAt, lead.timeZone) : null;
    // What HubSpot shows may be what Baton itself told it: the lead knows how it came to it.
    const own = legal !== null || (lead?.state === 'UnSubscribed' && snapshot.obstacle === 'opted_out');
    const reason = (own ? lead?.closeReason : null) ?? obstacle?.reason ?? lead?.closeReason ?? '';
    const hubspotMail = lead ? await hubspotMailOf(deps, lead, snapshot.obstacle === 'opted_out') : null;
    return { kind: 'do-not-contact', lead: closed, reason, legal, hubspotMail };
  }
  const again = lead
    ? await writtenBefore(deps.database, lead, assistants, await deps.sequences.chooser(lead.portalId))
    : null;
  const elsewhere = await shownElsewhere(deps, of, lead, assistants, snapshot);
  if (lead && closed && isNews(lead, deps.clock.now()))
    return { kind: 'done', lead: closed, again, elsewhere, suggestion: await shownSuggestion(deps, lead) };
  return { kind: 'available', last: closed, obstacle: obstacle?.reason ?? null, again, elsewhere };
}

/** However long ago it was, and whatever became of the connection meanwhile: somebody waits for an answer. */
const needsYou = (lead: Lead): boolean => needsPerson.has(lead.state) && lead.pickedUpAt === null;

/** A conversation that ended by itself is worth a look; one that a person cut short is not. */
const isNews = (lead: Lead, now: number): boolean =>
  needsYou(lead) ||
  (['Hot', 'Responded', 'Processed', 'DeActivated'].includes(lead.state) &&
    now - (lead.closedAt ?? 0) < DONE_IS_NEWS_MS);

async function waitingForApproval(
  { reviews, hubspot }: ContactViewDeps,
  lead: Lead,
  view: ActiveLead,
): Promise<Situation | null> {
  if (lead.stage !== 'nurturing') return null;
  const draft = (await reviews.openOf(lead.portalId, lead.contactId)).find(isDraft);
  if (!draft) return null;
  const zone = await accountZone(hubspot, lead.portalId);
  return { kind: 'waiting-approval', lead: view, draft: draftView(draft, zone) };
}

/** New: how long the line is, and that nobody has to do anything. */
async function queuedSituation(
  { database, assistants }: ContactViewDeps,
  view: ActiveLead,
  { portalId, assistantId, assignedAt }: Lead,
): Promise<Situation> {
  const where = { portalId, assistantId, stage: 'queued' as const, assignedAt: LessThan(assignedAt) };
  const before = await database.manager.countBy(LeadEntity, where);
  const most = (await assistants.find(portalId, assistantId))?.mostActive ?? null;
  const full =
    most === null ? '' : ` follows up at most ${most.toLocaleString('en-US')} contacts at once, and`;
  const line =
    before === 0 ? 'This contact is next' : `${before} ${before === 1 ? 'waits' : 'wait'} before this one`;
  return {
    kind: 'queued',
    lead: view,
    why: `${view.assistantName}${full} has no free place yet. ${line}; it starts by itself.`,
  };
}

function activeSituation(view: ActiveLead, lead: Lead): Situation {
  if (lead.stage === 'paused')
    return {
      kind: 'paused',
      lead: view,
      why: whyPaused(lead),
    };
  if (lead.state === 'OutOfOffice' && lead.wakeAt !== null)
    return { kind: 'out-of-office', lead: view, until: lead.wakeAt };
  return { kind: 'nurturing', lead: view };
}

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
