import { In } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { Database, Tx } from '../../database/database.ts';
import type { Outbox } from '../../hubspot/types.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import { DAY, MINUTE } from '../../ground/clock.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import type { Config } from '../../ground/config.ts';
import { keepFiles } from '../../mail/files/files.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { keepIncoming, stepReportedOn } from '../../mail/mails.ts';
import type { SendOutcome } from '../../mail/outbox.ts';
import type { ReceivedMail } from '../../mail/inbox.ts';
import type { PhrasesRoom } from '../../phrases/open.ts';
import { textToHtml } from '../../mail-server/html.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Opinion } from '../../replies/second-opinion/finding.ts';
import { weigh } from '../../replies/second-opinion/weigh.ts';
import { asReply, tellsNothing, understand } from '../../replies/understand.ts';
import type { Classify } from '../../replies/types.ts';
import type { Settings } from '../../settings/settings.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import { draftIdOf } from '../approval/asking.ts';
import type { ApplyEvent } from '../lead/apply.ts';
import { LeadAddressEntity } from '../contact/address-entity.ts';
import { lockLead } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { WITHOUT_HURRY_MS } from '../lead/patience.ts';
import { authorOf, seenClass } from '../telling/answers.ts';
import { contactName } from '../telling/words.ts';
import { isActive } from '../deciding/states.ts';
import { keepAnswer } from '../list/keep.ts';
import { isRead } from './being-read.ts';
import { withKeyword } from '../enrolling/keyword.ts';
import { keysOf, mailIdOf, readingOf } from './consult.ts';
import { shownText } from '../../unsubscribe/shown-text.ts';

interface Deps {
  outbox: Outbox;
  settings: Pick<Settings, 'get'>;
  applyEvent: ApplyEvent;
  classify: Classify;
  campaigns: Pick<Campaigns, 'find'>;
  phrases: Pick<PhrasesRoom, 'taught' | 'used'>;
  clock: Clock;
  config: { mail: Pick<Config['mail'], 'files'> };
}

/** A mail left, or was refused for good: logged on the contact (A9) and told to the lead, in one transaction. */
export function createOnMailOutcome(
  deps: Pick<Deps, 'outbox' | 'settings' | 'applyEvent'> & { reviews: Pick<Reviews, 'find' | 'change'> },
) {
  return async (tx: Tx, mail: Mail, outcome: SendOutcome): Promise<void> => {
    const { portalId, contactId } = mail;
    const lead = await lockLead(tx, portalId, contactId);
    if (!lead) return;
    await logOutgoing(deps, tx, mail, lead, outcome);
    if (outcome.kind === 'sent') await draftSent(deps, tx, mail);
    // Left in a round that is over, or in a conversation that a merge ended: it is no step of this one.
    if (mail.round !== lead.round) return;
    const occurrence = { portalId, contactId, at: mail.at, trigger: 'Mail server', mailId: mail.mailId };
    const event =
      outcome.kind === 'rejected'
        ? ({ type: 'mail-rejected', what: outcome.what, answer: outcome.answer } as const)
        : ({
            type: 'mail-sent',
            kind: mail.kind === 'later' || mail.kind === 'brochure' ? mail.kind : 'step',
            step: mail.step,
            certain: outcome.certain,
            subject: mail.subject,
          } as const);
    await deps.applyEvent(tx, occurrence, event);
  };
}

/** What was approved has left: nothing takes it back any more. */
async function draftSent(
  { reviews }: { reviews: Pick<Reviews, 'find' | 'change'> },
  tx: Tx,
  mail: Mail,
): Promise<void> {
  const review = await reviews.find(mail.portalId, draftIdOf(mail), tx);
  if (isDraft(review) && (review.state === 'approved' || review.state === 'edited'))
    await reviews.change(tx, review, { state: 'sent' });
}

/** A9: a mail that left, or was refused for good, on the contact in HubSpot, unless an admin does not want it there. */
export async function logOutgoing(
  deps: Pick<Deps, 'outbox' | 'settings'>,
  tx: Tx,
  mail: Mail,
  lead: Lead,
  outcome: SendOutcome,
): Promise<void> {
  if (!(await deps.settings.get(mail.portalId, tx)).emailActivity.on) return;
  await deps.outbox.createEmail(tx, {
    portalId: mail.portalId,
    contactId: mail.contactId,
    lane: 'bulk',
    // Emails of campaigns leave one by one all day: they are logged together. Nobody waits for it.
    everyMs: WITHOUT_HURRY_MS,
    ...(lead.campaignId === null ? {} : { withinMs: WITHOUT_HURRY_MS }),
    key: `email-${mail.mailId}`,
    at: mail.at,
    direction: 'EMAIL',
    status: outcome.kind === 'sent' ? 'SENT' : outcome.what === 'address' ? 'BOUNCED' : 'FAILED',
    subject: mail.subject,
    text: shownText(mail.text),
    html: textToHtml(shownText(mail.text)),
    from: { email: mail.fromAddress },
    to: { email: mail.toAddress, name: contactName(lead) },
    messageId: mail.messageId ?? '',
    ownerId: lead.assistantOwnerId,
  });
}

/** An answer came: stored once by its Message-ID, logged, understood, and told to the lead. */
export function createOnReceived(deps: Deps) {
  return async (tx: Tx, received: ReceivedMail, opinion: Opinion | null): Promise<void> => {
    const { portalId, contactId, assistant, mail } = received;
    const lead = await lockLead(tx, portalId, contactId);
    if (!lead || lead.mergedInto) throw mergedMeanwhile();
    if (lead.subState === 'erased') return;
    const mailId = mailIdOf(received);
    const at = believable(mail.date, deps.clock.now());
    const when = await readingOf(tx, deps.phrases, received, lead, at);
    const read = weigh(understand(mail, when, deps.classify), asReply(mail, when), opinion);
    const reply = await withKeyword(deps.campaigns, tx, lead, read, asReply(mail, when).text);
    const replyClass = seenClass(reply);
    const row = { ...incomingRow(received, lead, assistant), mailId, at, replyClass };
    await isRead(tx, keysOf(received));
    if (!(await keepIncoming(tx, row))) return;
    if (reply.taught) await deps.phrases.used(tx, portalId, reply.taught.phraseId, deps.clock.now());
    await logIncoming(deps, tx, received, lead, at);
    if (mail.bounce === null && !tellsNothing(mail) && authorOf(replyClass) !== 'mail-server')
      await keepAnswer(tx, lead, replyClass, at);
    if (!tellsNothing(mail) && authorOf(replyClass) === 'contact')
      await keepFiles(tx, { portalId, mailId, at }, mail.files, deps.config.mail.files);
    if (tellsNothing(mail)) return;
    const about = await stepReportedOn(tx, portalId, mail.bounce?.originalMessageId ?? null, lead.round);
    const trigger = `Email from ${mail.from.email}`;
    await deps.applyEvent(
      tx,
      { portalId, contactId, at: deps.clock.now(), trigger, mailId },
      { type: 'replied', reply, text: mail.text, at, about },
    );
  };
}

/** The mail stays stored, and finds the lead where it is now when it is looked at again. */
const mergedMeanwhile = (): BatonError =>
  new BatonError('CONFLICT', 'The contact of a mail was merged while the mail was read.', {
    retry: 'backoff',
  });

/**
 * The Date header is the sender's word, in whole seconds: it counts when it tells of a real delay. Otherwise the
 * arrival does, so that an answer never stands before the mail it answers.
 */
const believable = (date: number, now: number): number =>
  date < now - MINUTE && date > now - 2 * DAY ? date : now;

const incomingRow = (
  { portalId, contactId, mail }: ReceivedMail,
  lead: Lead,
  assistant: Assistant,
): Omit<Mail, 'mailId' | 'at' | 'replyClass'> => ({
  portalId,
  contactId,
  assistantId: assistant.assistantId,
  direction: 'in',
  kind: 'reply',
  round: lead.round,
  step: lead.step,
  state: 'received',
  leasedUntil: 0,
  attempts: 0,
  messageId: mail.messageId,
  inReplyTo: mail.inReplyTo,
  fromAddress: mail.from.email,
  toAddress: assistant.email,
  subject: mail.subject,
  text: mail.text,
  form: mail.certain ? 'certain' : mail.autoSubmitted ? 'program' : 'person',
  error: null,
});

async function logIncoming(
  deps: Deps,
  tx: Tx,
  received: ReceivedMail,
  lead: Lead,
  at: number,
): Promise<void> {
  if (!(await deps.settings.get(received.portalId, tx)).emailActivity.on) return;
  const { mail, assistant } = received;
  await deps.outbox.createEmail(tx, {
    portalId: received.portalId,
    contactId: received.contactId,
    lane: 'interactive',
    key: `email-in-${mail.messageId}`,
    at,
    direction: 'INCOMING_EMAIL',
    status: 'SENT',
    subject: mail.subject,
    text: shownText(mail.fullText),
    html: textToHtml(shownText(mail.fullText)),
    from: { email: mail.from.email, name: mail.from.name },
    to: { email: assistant.email, name: assistant.name },
    messageId: mail.messageId,
    ownerId: lead.assistantOwnerId,
  });
}

/**
 * The contact of the latest lead with this address and assistant: an answer that names no thread. A further address of
 * the person counts where no lead is written to under it.
 */
export const createLeadOfAddress = (database: Database) => async (assistant: Assistant, email: string) => {
  const { portalId, assistantId } = assistant;
  const find = (where: FindOptionsWhere<Lead>): Promise<Lead[]> =>
    database.manager.find(LeadEntity, {
      where: { ...where, portalId, assistantId },
      order: { assignedAt: 'DESC' },
    });
  let leads = await find({ email });
  if (leads.length === 0) {
    const further = await database.manager.findBy(LeadAddressEntity, { portalId, address: email });
    const ids = further.map(({ contactId }) => contactId);
    leads = ids.length === 0 ? [] : await find({ contactId: In(ids) });
  }
  const latest = leads.find((lead) => isActive(lead.stage)) ?? leads[0];
  return latest?.mergedInto ?? latest?.contactId;
};
