import type { Activity } from '../../activity/activity.ts';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database, Tx } from '../../database/database.ts';
import { escapeHtml } from '../../ground/html.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { HubSpot, Outbox } from '../../hubspot/types.ts';
import { answerIdOf } from '../../mail/files/forward-mail.ts';
import { filesForwarded, filesOfMails, toSend } from '../../mail/files/files.ts';
import type { KnownFile } from '../../mail/files/files.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { mailsById } from '../../mail/mails.ts';
import type { Prepared, SendOutcome } from '../../mail/outbox.ts';
import { textToHtml } from '../../mail-server/html.ts';
import { messageIdFor } from '../../mail-server/message-id.ts';
import type { OutgoingMail } from '../../mail-server/types.ts';
import type { Settings } from '../../settings/settings.ts';
import { oneByOne } from '../conversation/one-by-one.ts';
import { findDestination } from '../hand-back/destination.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { seenBy } from '../list/line.ts';
import { filesWords } from '../telling/files.ts';
import { contactName, inZone, paragraphs } from '../telling/words.ts';
import { addressFor } from './forward.ts';
import type { ForwardDeps } from './forward.ts';

interface Deps extends LinkDeps, Pick<ForwardDeps, 'mail'> {
  hubspot: HubSpot;
  settings: Settings;
  database: Database;
  assistants: Assistants;
  clock: Clock;
}

/** Writes the mails that bring files to owners. What was erased, or has expired, goes nowhere. */
export const createPrepareForwards = (deps: Deps) =>
  oneByOne((portalId, forward) => prepareForward(deps, portalId, forward));

async function prepareForward(deps: Deps, portalId: PortalId, forward: Mail): Promise<Prepared> {
  const { contactId, assistantId } = forward;
  const { manager } = deps.database;
  const files = await filesOfMails(manager, portalId, [answerIdOf(forward)]);
  const [answer] = await mailsById(deps.database, portalId, [answerIdOf(forward)]);
  const lead = await manager.findOneBy(LeadEntity, { portalId, contactId });
  const assistant = await deps.assistants.find(portalId, assistantId);
  if (!answer || !lead || !assistant || !files.some(isWaiting))
    return { verdict: 'drop', reason: 'the files or the assistant are not there any more' };
  const url = await contactUrl(deps, portalId, contactId);
  const to = await addressNow(deps, lead, forward);
  const mail = compose(deps, { forward, answer, lead, assistant, files, url, to });
  return { verdict: 'send', account: deps.assistants.mailbox(assistant), mail };
}

/** Who was to get them may have given the contact away since. */
async function addressNow(deps: Deps, lead: Lead, { toAddress }: Mail): Promise<string> {
  const { told } = await findDestination(deps, lead);
  return (told && (await addressFor(deps, lead, told))) ?? toAddress;
}

const isWaiting = ({ state }: KnownFile): boolean => state === 'kept';

interface Parts {
  forward: Mail;
  answer: Mail;
  lead: Lead;
  assistant: Assistant;
  files: readonly KnownFile[];
  url: string;
  to: string;
}

/** It names no thread: whoever answers it is in no conversation of the contact. */
function compose({ database, clock }: Deps, { forward, ...about }: Parts): OutgoingMail {
  const { answer, assistant, files, to } = about;
  const text = textFor(about);
  return {
    messageId: messageIdFor(forward.portalId, forward.mailId, assistant.email.split('@')[1] ?? 'localhost'),
    from: { email: assistant.email, name: assistant.name },
    to: { email: to, name: '' },
    subject: `Fwd: ${answer.subject}`,
    text,
    html: textToHtml(text),
    inReplyTo: null,
    references: [],
    unsubscribeUrl: null,
    date: clock.now(),
    files: files.filter(isWaiting).map((file) => toSend(database, file)),
    automatic: true,
  };
}

const textFor = ({ answer, lead, assistant, files, url }: Omit<Parts, 'forward' | 'to'>): string =>
  [
    `${contactName(lead)} (${answer.fromAddress}) wrote to ${assistant.name} on ${inZone(answer.at, lead.timeZone)}. What came with it is attached.`,
    filesWords(files, { assistantName: assistant.name, to: 'you' }) ?? '',
    `The contact in HubSpot: ${url}`,
    `This email comes from a program: nobody reads answers to it. The files are from outside; open only what you expect.`,
    answer.text.trim() === '' ? '' : `The answer:\n${answer.text.trim()}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** Last look, in the transaction that marks the mail: an erasure may have come in between. */
export const filesStillThere = async (tx: Tx, mail: Mail): Promise<boolean> =>
  (await filesOfMails(tx, mail.portalId, [answerIdOf(mail)])).some(isWaiting);

/** What became of a forward. One that is refused for good was promised in the note: another note takes it back. */
export function createOnForwardOutcome(deps: { outbox: Outbox; activity: Activity; assistants: Assistants }) {
  return async (tx: Tx, forward: Mail, outcome: SendOutcome): Promise<void> => {
    const { portalId, contactId, mailId, at, toAddress } = forward;
    if (outcome.kind === 'sent') return filesForwarded(tx, portalId, answerIdOf(forward), outcome.certain);
    const lead = await tx.findOneBy(LeadEntity, { portalId, contactId });
    if (!lead) return;
    const name = (await deps.assistants.find(portalId, lead.assistantId, tx))?.name ?? 'the assistant';
    const title = `Attachments could not be forwarded to ${toAddress}`;
    const detail = `${outcome.answer} They are in ${name}’s mailbox.`;
    const entry = { portalId, contactId, at, title, detail, mailId: null, assistantId: lead.assistantId };
    const why = { kind: 'not-sent', trigger: 'Mail server', rule: 'forward-refused' } as const;
    await deps.activity.record(tx, { ...entry, ...why, seenBy: seenBy(lead) });
    await deps.outbox.createNote(tx, {
      portalId,
      contactId,
      at,
      lane: 'interactive',
      key: `${mailId}-refused`,
      html: paragraphs(`<strong>${escapeHtml(title)}.</strong> ${escapeHtml(detail)}`),
      ownerId: lead.assistantOwnerId,
    });
  };
}
