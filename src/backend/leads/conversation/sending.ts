import { In } from 'typeorm';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { UnsubscribeLinks } from '../../unsubscribe/unsubscribe-links.ts';
import type { Database, Tx } from '../../database/database.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { waitsForLater } from '../deciding/rules/waiting.ts';
import { threadSoFar } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { messageIdFor } from '../../mail-server/message-id.ts';
import type { Prepared } from '../../mail/outbox.ts';
import type { OutgoingMail } from '../../mail-server/types.ts';
import { brochureStep } from '../../writing/answer-steps.ts';
import type { SequenceStep } from '../../writing/types.ts';
import { writeMail } from '../../writing/write-mail.ts';
import { lockLead } from '../lead/apply.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { contextOf, factsOf, ownerOf } from '../contact/contact-properties.ts';
import { ownerName } from '../../hubspot/records/owner-name.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { FollowMerges } from '../contact/merging.ts';
import type { FindObstacles } from '../contact/obstacles.ts';
import { eventsOf } from '../contact/pick-up.ts';
import type { Sighting } from '../contact/pick-up.ts';
import { isBeingRead } from './being-read.ts';
import type { Reading, Readings } from './readings.ts';

export interface SendingDeps {
  database: Database;
  hubspot: HubSpot;
  readings: Readings;
  assistants: Assistants;
  findObstacles: FindObstacles;
  applyEvent: ApplyEvent;
  followMerges: FollowMerges;
  unsubscribeLinks: UnsubscribeLinks;
  clock: Clock;
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
    const readings = await readOrWait(deps, portalId, ids, leads);
    if (!readings) {
      for (const mail of mails)
        prepared.set(mail.mailId, { verdict: 'wait', reason: 'HubSpot cannot be asked' });
      return prepared;
    }
    const records = new Map([...readings].map(([id, { record }]) => [id, record]));
    await deps.followMerges(portalId, records);
    const obstacles = await deps.findObstacles(portalId, [...records.values()]);
    const now = await leadsOf(deps.database, portalId, ids);
    for (const mail of mails) {
      const reading = readings.get(mail.contactId);
      const obstacle = reading ? (obstacles.get(reading.record.id) ?? null) : null;
      prepared.set(mail.mailId, await prepareOne(deps, mail, now.get(mail.contactId), reading, obstacle));
    }
    return prepared;
  };
}

async function leadsOf(database: Database, portalId: PortalId, ids: ContactId[]) {
  const leads = await database.manager.findBy(LeadEntity, { portalId, contactId: In(ids) });
  return new Map(leads.map((lead) => [lead.contactId, lead]));
}

/** What is known of a lead since then is newer than any earlier reading. */
const newestOf = (lead: Lead | undefined): number => Math.max(lead?.ownerReadAt ?? 0, lead?.contextAt ?? 0);

async function readOrWait(
  deps: SendingDeps,
  portalId: PortalId,
  ids: readonly ContactId[],
  leads: ReadonlyMap<ContactId, Lead>,
) {
  try {
    return await deps.readings.of(
      portalId,
      ids.map((id) => ({ contactId: id, notBefore: newestOf(leads.get(id)) })),
    );
  } catch (error) {
    if (isBatonError(error)) return undefined;
    throw error;
  }
}

async function prepareOne(
  deps: SendingDeps,
  mail: Mail,
  lead: Lead | undefined,
  reading: Reading | undefined,
  obstacle: Sighting['obstacle'],
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
  const assistant = await deps.assistants.find(mail.portalId, mail.assistantId);
  if (!assistant) return { verdict: 'drop', reason: 'the assistant is gone' };
  return writeOne(deps, mail, { ...lead, ownContext: contextOf(record), facts: factsOf(record) }, assistant);
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
    owner === lead.assistantOwnerId ? await deps.assistants.find(portalId, lead.assistantId) : undefined;
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

async function writeOne(deps: SendingDeps, mail: Mail, lead: Lead, assistant: Assistant): Promise<Prepared> {
  try {
    const account = deps.assistants.mailbox(assistant);
    return { verdict: 'send', account, mail: await compose(deps, mail, lead, assistant) };
  } catch (error) {
    if (isBatonError(error)) return { verdict: 'wait', reason: error.message };
    throw error;
  }
}

async function compose(
  deps: SendingDeps,
  mail: Mail,
  lead: Lead,
  assistant: Assistant,
): Promise<OutgoingMail> {
  const thread = await threadSoFar(deps.database, lead.portalId, lead.contactId, lead.round);
  const to = lead.facts.email ?? '';
  const unsubscribeUrl = deps.unsubscribeLinks.urlFor({
    portalId: lead.portalId,
    contactId: lead.contactId,
    address: to,
  });
  const written = await writeStep(lead, assistant, {
    step: stepOf(mail, lead),
    stepIndex: mail.step,
    threadSubject: thread[0]?.subject ?? null,
    unsubscribeUrl,
  });
  const references = thread.flatMap((earlier) => (earlier.messageId ? [earlier.messageId] : []));
  return {
    ...written,
    messageId: messageIdFor(lead.portalId, mail.mailId, assistant.email.split('@')[1] ?? 'localhost'),
    from: { email: assistant.email, name: assistant.name },
    to: { email: to, name: [lead.facts.firstName, lead.facts.lastName].filter(Boolean).join(' ') },
    inReplyTo: references.at(-1) ?? null,
    references,
    unsubscribeUrl,
    date: deps.clock.now(),
  };
}

const stepOf = (mail: Mail, lead: Lead): SequenceStep => {
  const step = mail.kind === 'brochure' ? brochureStep : lead.steps[mail.step];
  if (!step) throw new Error(`Lead ${lead.contactId} has no step ${mail.step}.`);
  return step;
};

interface StepInput {
  step: SequenceStep;
  stepIndex: number;
  threadSubject: string | null;
  unsubscribeUrl: string | null;
}

/** The text of a step for a lead as it stands: what is sent, and what the card previews. */
export const writeStep = (lead: Lead, assistant: Assistant, input: StepInput) =>
  writeMail({
    ...input,
    assistant,
    contact: { ...lead.facts, email: lead.facts.email ?? '' },
    context: lead.ownContext ?? assistant.defaultContext,
    ownContext: lead.ownContext !== null,
    priorOwnerName: lead.priorOwnerName,
  });

/**
 * Last look before a mail leaves, in the transaction that marks it: a pause or an answer may have come in between. While
 * an answer is being read, the mail stays due.
 */
export const createStillWanted =
  (clock: Clock) =>
  async (tx: Tx, mail: Mail): Promise<boolean> => {
    const { portalId, contactId } = mail;
    const lead = await lockLead(tx, portalId, contactId);
    if (lead?.stage !== 'nurturing' || lead.round !== mail.round) return false;
    if (await isBeingRead(tx, portalId, contactId, clock.now())) return false;
    if (mail.kind === 'brochure') return true;
    return lead.step === mail.step && (mail.kind === 'later') === waitsForLater(lead);
  };
