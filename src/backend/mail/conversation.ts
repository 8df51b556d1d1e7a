import { Between, In, Not } from 'typeorm';
import type { Assistant } from '../assistants/assistants.ts';
import type { Database } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import type { Earlier, IncomingMail } from '../mail-server/types.ts';

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
  const threads = await conversations(assistants, (assistant) => threadOf(database, assistant, named));
  if (threads[0]) return threads[0];
  if (await answersForward(database, assistants, named)) return undefined;
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
    kind: Not('forward'),
  });
  return mails[0]?.contactId;
}

/** What an owner, their program or their mail server says to a forward is no answer of anybody Baton writes to. */
const answersForward = async (
  { manager }: Database,
  assistants: readonly Assistant[],
  messageIds: readonly string[],
): Promise<boolean> =>
  messageIds.length > 0 &&
  manager.existsBy(MailEntity, {
    portalId: In(assistants.map(({ portalId }) => portalId)),
    messageId: In([...messageIds]),
    kind: 'forward',
  });

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
    where: {
      portalId,
      contactId,
      kind: Not('forward'),
      state: In(['sending', 'sent', 'unconfirmed', 'received']),
    },
    order: { at: 'DESC' },
    take: MAX_EARLIER,
  });
  const texts = (direction: Mail['direction']): string[] =>
    mails.filter((mail) => mail.direction === direction).map(({ text }) => text);
  return { sent: texts('out'), received: texts('in') };
}

/** All mails of a contact's conversations, newest first. */
export const mailsOfContact = (
  database: Database,
  portalId: PortalId,
  contactId: ContactId,
  limit: number,
): Promise<Mail[]> =>
  database.manager.find(MailEntity, {
    where: { portalId, contactId, kind: Not('forward') },
    order: { at: 'DESC' },
    take: limit,
  });
