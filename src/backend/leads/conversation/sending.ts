import { In } from 'typeorm';
import type { Assistants } from '../../assistants/assistants.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import type { FieldMapping } from '../../field-mapping/open.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { HubSpot, Lane } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { waitsForLater } from '../deciding/rules/waiting.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Engagement } from '../../mail/engagement/engagement.ts';
import type { Prepared } from '../../mail/outbox.ts';
import type { DraftReview } from '../../reviews/review-entity.ts';
import { askOrSend, draftsOf } from '../approval/asking.ts';
import type { About, AskingDeps } from '../approval/asking.ts';
import { stepOf } from './compose.ts';
import { askForFields } from '../fields/go-on.ts';
import { withFields } from '../fields/of-lead.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { contextOf, factsOf, ownerOf } from '../contact/contact-properties.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import { LeadEntity, ownerDuring } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { FollowMerges } from '../contact/merging.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { eventsOf } from '../contact/pick-up.ts';
import type { Sighting } from '../contact/pick-up.ts';
import { isBeingRead } from './being-read.ts';
import type { MayLeave } from '../lead/may-leave.ts';
import { readOptedOut, withOptOut } from './preferences.ts';
import type { OptedOut } from './preferences.ts';
import type { Reading, Readings } from './readings.ts';
import { isProactive } from '../../mail/pace/plan.ts';
import { isFirst, verifyFirst } from '../verifying/verify.ts';
import type { VerifyDeps } from '../verifying/verify.ts';
import { byCampaign, dayIsFull, isPaused, isQuiet } from '../enrolling/campaign-gate.ts';
import type { CampaignGateDeps } from '../enrolling/campaign-gate.ts';
import { mayTrack } from './interest.ts';
import { holdMail, reasonToWait } from './waiting.ts';

export interface SendingDeps extends AskingDeps, Pick<VerifyDeps, 'mailServers'> {
  jobs: Pick<Jobs, 'enqueue'>;
  campaigns: CampaignGateDeps['campaigns'];
  hubspot: HubSpot;
  readings: Readings;
  assistants: Assistants;
  findObstacles: FindObstacles;
  applyEvent: ApplyEvent;
  followMerges: FollowMerges;
  engagement: Pick<Engagement, 'track'>;
  fieldMapping: Pick<FieldMapping, 'print' | 'why'>;
}

/**
 * The guard before every mail: looks at owner, opt-out and Context as HubSpot shows them, tells the lead what changed,
 * and only then writes the mail. If HubSpot cannot be asked, nothing is sent.
 */
export function createPrepare(deps: SendingDeps) {
  return async (portalId: PortalId, mails: readonly Mail[]): Promise<Map<string, Prepared>> => {
    const prepared = new Map<string, Prepared>();
    const ids = [...new Set(mails.map((mail) => mail.contactId))];
    const leads = await leadsOf(deps.database, portalId, ids);
    const drafts = await draftsOf(deps, portalId, mails);
    // What a contact asked for goes before what nobody waits for.
    const lane = mails.every(isProactive) ? 'assignment' : 'interactive';
    const readings = await readOrWait(deps, portalId, ids, lane, {
      leads,
      approved: approvedAt(mails, drafts),
    });
    if (isBatonError(readings)) {
      const reason = waitsForAdmin(readings) ? readings.message : 'HubSpot cannot be asked';
      for (const mail of mails) prepared.set(mail.mailId, { verdict: 'wait', reason });
      return prepared;
    }
    const records = new Map([...readings].map(([id, { record }]) => [id, record]));
    await deps.followMerges(portalId, records);
    const obstacles = await deps.findObstacles(portalId, [...records.values()]);
    const open = [...records.values()].filter(({ id }) => !obstacles.has(id));
    const optedOut = await readOptedOut(deps, portalId, open, lane);
    const now = await leadsOf(deps.database, portalId, ids);
    // Together, so that a slow name server is waited for once.
    const first = [...now.values()].filter(isFirst);
    await Promise.all(first.map(({ email }) => deps.mailServers.doubtOf(email ?? '')));
    for (const mail of mails) {
      const reading = readings.get(mail.contactId);
      const looked = { reading, obstacle: null, draft: drafts.get(mail.mailId) ?? null };
      const known = reading ? (obstacles.get(reading.record.id) ?? null) : null;
      prepared.set(
        mail.mailId,
        await orWait(optedOut, reading, known, (obstacle) =>
          prepareOne(deps, mail, now.get(mail.contactId), { ...looked, obstacle }),
        ),
      );
    }
    return prepared;
  };
}

/** Nothing is decided about a contact of whom HubSpot did not say whether it opted out. */
async function orWait(
  optedOut: OptedOut,
  reading: Reading | undefined,
  known: Sighting['obstacle'],
  decide: (obstacle: Sighting['obstacle']) => Promise<Prepared>,
): Promise<Prepared> {
  const obstacle = reading ? withOptOut(optedOut, reading.record.id, known) : known;
  if (isBatonError(obstacle))
    return { verdict: 'wait', reason: `opt-outs cannot be read: ${obstacle.message}` };
  return decide(obstacle);
}

async function leadsOf(database: Database, portalId: PortalId, ids: ContactId[]) {
  const leads = await database.manager.findBy(LeadEntity, { portalId, contactId: In(ids) });
  return new Map(leads.map((lead) => [lead.contactId, lead]));
}

/** What is known of a lead since then is newer than any earlier reading. */
const newestOf = (lead: Lead | undefined): number => Math.max(lead?.ownerReadAt ?? 0, lead?.contextAt ?? 0);

const waitsForAdmin = ({ code }: BatonError): boolean =>
  code === 'API_BUDGET_USED' || code === 'DATA_SYNC_OFF';

/** Resolves to why HubSpot cannot be asked, if it cannot. What was read before data sync was switched off is not used. */
async function readOrWait(
  deps: SendingDeps,
  portalId: PortalId,
  ids: readonly ContactId[],
  lane: Lane,
  { leads, approved }: { leads: ReadonlyMap<ContactId, Lead>; approved: ReadonlyMap<ContactId, number> },
) {
  try {
    const { dataSync } = await deps.settings.get(portalId);
    if (!dataSync.on) return new BatonError('DATA_SYNC_OFF');
    return await deps.readings.of(
      portalId,
      ids.map((id) => ({
        contactId: id,
        notBefore: Math.max(newestOf(leads.get(id)), approved.get(id) ?? 0),
      })),
      lane,
    );
  } catch (error) {
    if (isBatonError(error)) return error;
    throw error;
  }
}

/** A person decided while time went by: what was read before that is too old, epoch ms. */
const approvedAt = (
  mails: readonly Mail[],
  drafts: ReadonlyMap<string, DraftReview>,
): ReadonlyMap<ContactId, number> =>
  new Map(mails.map((mail) => [mail.contactId, drafts.get(mail.mailId)?.settledAt ?? 0]));

interface Looked {
  reading: Reading | undefined;
  obstacle: Sighting['obstacle'];
  draft: DraftReview | null;
}

async function prepareOne(
  deps: SendingDeps,
  mail: Mail,
  lead: Lead | undefined,
  { reading, obstacle, draft }: Looked,
): Promise<Prepared> {
  const record = reading?.record;
  const merged = !lead || lead.mergedInto !== null || (record && record.id !== mail.contactId);
  // The mail, if it is still wanted, is found at the contact that remains next time.
  if (merged) return { verdict: 'wait', reason: 'the contact went into another one' };
  if (lead.round !== mail.round || lead.stage === 'closed')
    return { verdict: 'drop', reason: 'the lead moved on' };
  if (lead.takingOver) return { verdict: 'wait', reason: 'the assistant is not the owner yet' };
  if (reading && reading.readAt < newestOf(lead))
    return { verdict: 'wait', reason: 'the contact changed this very moment' };
  const stopped = await tellLead(deps, lead, reading, obstacle);
  if (stopped || !record) return { verdict: 'drop', reason: 'the contact must not be written to' };
  const known = { ...lead, ownContext: contextOf(record), facts: factsOf(record) };
  const closed = await byCampaign(deps, known, mail);
  if (closed) return closed;
  const quiet = isProactive(mail) ? await isQuiet(deps, known, mail) : null;
  if (quiet) return quiet;
  const doubted = isProactive(mail) ? await verifyFirst(deps, mail, known) : null;
  if (doubted) return doubted;
  const held = isProactive(mail) ? await reasonToWait(deps, known) : null;
  if (held) {
    await holdMail(deps, mail, held);
    return { verdict: 'drop', reason: held.text };
  }
  const full = isProactive(mail) ? await dayIsFull(deps, known, mail) : null;
  if (full) return full;
  const assistant = await deps.assistants.find(mail.portalId, mail.assistantId);
  if (!assistant) return { verdict: 'drop', reason: 'the assistant is gone' };
  const sources = { contact: record.properties, company: reading.company ?? null };
  const writing = await withFields(deps, known, [stepOf(mail, known)], sources);
  return writeOne(deps, { mail, draft, lead: writing, assistant, record });
}

/** Resolves to true when the lead ended by what was just read. */
async function tellLead(
  deps: SendingDeps,
  lead: Lead,
  reading: Reading | undefined,
  obstacle: Sighting['obstacle'],
): Promise<boolean> {
  const record = reading?.record;
  const { portalId, contactId } = lead;
  const owner = record ? ownerOf(record) : null;
  const assistant =
    owner === ownerDuring(lead) ? await deps.assistants.find(portalId, lead.assistantId) : undefined;
  const other = owner && !assistant ? await deps.hubspot.owners.byId(portalId, owner) : undefined;
  const sighting = {
    contactId,
    askedFor: contactId,
    record,
    owner,
    assistant,
    obstacle,
    readAt: reading?.readAt ?? deps.clock.now(),
    changedBy: null,
    ownerLabel: other ? ownerName(other) : null,
    prior: { ownerId: null, name: null, assignedBy: null },
    timeZone: { zone: lead.timeZone, from: lead.timeZoneFrom ?? 'account' } as const,
  };
  const events = eventsOf(lead, sighting);
  return deps.database.transaction(async (tx) => {
    let ended = false;
    for (const event of events) {
      const occurrence = { portalId, contactId, at: deps.clock.now(), trigger: 'Check before sending' };
      const { decision } = await deps.applyEvent(tx, occurrence, event);
      ended ||=
        event.type !== 'context-changed' ||
        (decision?.change.stage !== undefined && decision.change.stage !== 'nurturing');
    }
    return ended;
  });
}

async function writeOne(deps: SendingDeps, about: About): Promise<Prepared> {
  try {
    return await tracked(deps, about, await askOrSend(deps, about));
  } catch (error) {
    if (isBatonError(error, 'MERGE_FIELD_EMPTY') || isBatonError(error, 'TEMPLATE_INVALID'))
      return waitForPerson(deps, about.mail, await withCause(deps, about.mail.portalId, error));
    if (isBatonError(error)) return { verdict: 'wait', reason: error.message };
    throw error;
  }
}

/** The same words, which tell when they are read, where that is allowed. */
async function tracked(deps: SendingDeps, { mail, lead }: About, prepared: Prepared): Promise<Prepared> {
  if (prepared.verdict !== 'send') return prepared;
  const settings = await deps.settings.get(lead.portalId);
  if (!mayTrack(settings, lead)) return prepared;
  return { ...prepared, mail: await deps.engagement.track(mail, prepared.mail) };
}

interface Missing {
  /** In a sentence. */
  reason: string;
  /** The tag of a field of the account that says nothing of anybody; null: something else is missing. */
  field: string | null;
}

/** What is missing, and for a field of the account why it says nothing. */
async function withCause(
  { fieldMapping }: Pick<SendingDeps, 'fieldMapping'>,
  portalId: PortalId,
  { message, context }: BatonError,
): Promise<Missing> {
  const [, tag] = /^field\.(\w+)$/.exec(String(context['field'])) ?? [];
  const why = tag === undefined ? null : await fieldMapping.why(portalId, tag);
  if (tag === undefined || why === null) return { reason: message, field: null };
  return { reason: `${message} ${why}`, field: tag };
}

/** A mail with a hole never leaves: the lead pauses, and says what is missing. */
async function waitForPerson(deps: SendingDeps, mail: Mail, missing: Missing): Promise<Prepared> {
  const { portalId, contactId, step } = mail;
  const now = deps.clock.now();
  const occurrence = { portalId, contactId, at: now, trigger: 'Writing the email' };
  await deps.database.transaction(async (tx) => {
    await deps.applyEvent(tx, occurrence, { type: 'mail-unwritable', step, ...missing });
    // It may have been mended since the values were read, before anybody knew that this lead waits for it.
    if (missing.field !== null) await askForFields(deps, tx, portalId, now + MINUTE);
  });
  return { verdict: 'drop', reason: missing.reason };
}

/**
 * Last look before a mail leaves, in the transaction that marks it: a pause or an answer may have come in between. While
 * an answer is being read, the mail stays due.
 */
export const createStillWanted =
  ({
    clock,
    campaigns,
    mayLeave,
  }: {
    clock: Clock;
    campaigns: Pick<Campaigns, 'find'>;
    mayLeave: MayLeave;
  }) =>
  async (tx: Tx, mail: Mail): Promise<boolean> => {
    const { portalId, contactId } = mail;
    const lead = await lockLead(tx, portalId, contactId);
    if (lead?.stage !== 'nurturing' || lead.round !== mail.round) return false;
    if (await isBeingRead(tx, portalId, contactId, clock.now())) return false;
    if (!(await mayLeave(tx, lead, mail))) return false;
    if (await isPaused(campaigns, tx, lead)) return false;
    if (mail.kind === 'brochure') return true;
    return lead.step === mail.step && (mail.kind === 'later') === waitsForLater(lead);
  };
