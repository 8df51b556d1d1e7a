import { Between, In, LessThan, Not } from 'typeorm';
import type { Assistant } from '../assistants/assistants.ts';
import type { Database } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import type { Earlier, IncomingMail } from '../mail-server/types.ts';
import type { ReplyClass } from '../replies/types.ts';

/** The contact whose lead has this address and assistant, the latest first. */
export type LeadOfAddress = (assistant: Assistant, email: string) => Promise<ContactId | undefined>;

export interface Conversation {
  portalId: PortalId;
  contactId: ContactId;
  assistant: Assistant;
}

/**
 * Whose conversation an incoming mail belongs to: the thread it names, else its sender's address. Message-IDs come
 * from outside, so a thread counts only where the mail was addressed to the assistant who wrote in it. An address that
 * fits conversations of several accounts, whose assistants share theirs, tells nothing: no account may read what was
 * written to another.
 */
export async function findConversation(
  database: Database,
  assistants: readonly Assistant[],
  mail: IncomingMail,
  leadOfAddress: LeadOfAddress,
): Promise<Conversation | undefined> {
  const named = [mail.bounce?.originalMessageId, mail.inReplyTo, ...mail.references].filter(
    (id) => id !== null && id !== undefined,
  );
  const [thread] = await conversations(assistants, (assistant) => threadOf(database, assistant, named));
  if (thread) return thread;
  const known = await conversations(assistants, (assistant) => leadOfAddress(assistant, senderOf(mail)));
  return new Set(known.map(({ portalId }) => portalId)).size === 1 ? known[0] : undefined;
}

async function conversations(
  assistants: readonly Assistant[],
  contactOf: (assistant: Assistant) => Promise<ContactId | undefined>,
): Promise<Conversation[]> {
  const found: Conversation[] = [];
  for (const assistant of assistants) {
    const contactId = await contactOf(assistant);
    if (contactId) found.push({ portalId: assistant.portalId, contactId, assistant });
  }
  return found;
}

/** A report comes from a mail server: the person it is about counts. */
export const senderOf = (mail: IncomingMail): string => (mail.about ?? mail.from.email).toLowerCase();

async function threadOf(
  database: Database,
  assistant: Assistant,
  messageIds: readonly string[],
): Promise<ContactId | undefined> {
  if (messageIds.length === 0) return undefined;
  const { portalId, assistantId } = assistant;
  const mails = await database.manager.findBy(MailEntity, {
    portalId,
    assistantId,
    messageId: In([...messageIds]),
  });
  return mails[0]?.contactId;
}

type ThreadUntil = (
  database: Database,
  portalId: PortalId,
  contactId: ContactId,
  round: number,
) => Promise<Mail[]>;

const threadFrom =
  (firstOf: (round: number) => number): ThreadUntil =>
  ({ manager }, portalId, contactId, round) =>
    manager.find(MailEntity, {
      where: {
        portalId,
        contactId,
        round: Between(firstOf(round), round),
        state: In(['sent', 'unconfirmed', 'received']),
      },
      order: { at: 'ASC' },
    });

/** Mails of a contact's current round that left or came, oldest first. */
export const threadOfRound = threadFrom((round) => round);

/** The same of all rounds until now: what the next mail answers to. */
export const threadSoFar = threadFrom(() => 1);

/** So many mails of a conversation are held against an answer. */
const MAX_EARLIER = 60;

/** What was written to a contact and came from it, so that an answer's own words can be told from what it quotes. */
export async function earlierMails(
  database: Database,
  { portalId, contactId }: Conversation,
): Promise<Earlier> {
  const mails = await database.manager.find(MailEntity, {
    select: { direction: true, text: true },
    where: { portalId, contactId, state: In(['sending', 'sent', 'unconfirmed', 'received']) },
    order: { at: 'DESC' },
    take: MAX_EARLIER,
  });
  const texts = (direction: Mail['direction']): string[] =>
    mails.filter((mail) => mail.direction === direction).map(({ text }) => text);
  return { sent: texts('out'), received: texts('in') };
}

/** The latest answers of an account whose words are still there, newest first. What a mail server wrote is none. */
export const latestAnswers = ({ manager }: Database, portalId: PortalId, limit: number): Promise<Mail[]> =>
  manager.find(MailEntity, {
    where: {
      portalId,
      state: 'received',
      text: Not(''),
      replyClass: Not(In(['Bounce', 'SoftBounce'] satisfies ReplyClass[])),
    },
    order: { at: 'DESC' },
    take: limit,
  });

/** The mail of a round that an answer followed; '': there is none. */
export async function textBefore({ manager }: Database, answer: Mail): Promise<string> {
  const { portalId, contactId, round, at } = answer;
  const before = await manager.findOne(MailEntity, {
    where: {
      portalId,
      contactId,
      round,
      at: LessThan(at),
      direction: 'out',
      state: In(['sent', 'unconfirmed']),
    },
    order: { at: 'DESC' },
  });
  return before?.text ?? '';
}

/** All mails of a contact, newest first. */
export const mailsOfContact = (
  database: Database,
  portalId: PortalId,
  contactId: ContactId,
  limit: number,
): Promise<Mail[]> =>
  database.manager.find(MailEntity, { where: { portalId, contactId }, order: { at: 'DESC' }, take: limit });
