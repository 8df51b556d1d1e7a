import { Between, In, LessThan, Not, Raw } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import type { Assistant, Assistants } from '../assistants/assistants.ts';
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
  if (await answersForward(database, assistants, named)) return undefined;
  const known = await conversations(
    assistants,
    async (assistant) =>
      (await lastSentTo(database, mail, assistant)) ?? (await leadOfAddress(assistant, senderOf(mail))),
  );
  return new Set(known.map(({ portalId }) => portalId)).size === 1 ? known[0] : undefined;
}

/**
 * Whose conversation a provider's notification belongs to that names no sender: by the mail it names and the person it
 * is about, else by what was sent to that person last. Nothing if mails to several contacts fit.
 */
export async function findNotified(
  database: Database,
  assistants: Pick<Assistants, 'find'>,
  mail: IncomingMail,
): Promise<Conversation | undefined> {
  if (!mail.posted || mail.about === null) return undefined;
  const sent = await sentTo(database, mail, {});
  const named = sent.filter(({ messageId }) => messageId !== null && messageId === idOf(mail));
  const [mine, ...others] = named.length > 0 ? named : sent;
  if (!mine || others.some((one) => one.portalId !== mine.portalId || one.contactId !== mine.contactId))
    return undefined;
  const assistant = await assistants.find(mine.portalId, mine.assistantId);
  return assistant && { portalId: mine.portalId, contactId: mine.contactId, assistant };
}

const idOf = (mail: IncomingMail): string | null => mail.bounce?.originalMessageId ?? mail.inReplyTo;

/** Who was written to last at the address that a report or complaint is about; a lead may have another one by now. */
async function lastSentTo(
  database: Database,
  mail: IncomingMail,
  { portalId, assistantId }: Assistant,
): Promise<ContactId | undefined> {
  if (mail.about === null) return undefined;
  const [last] = await sentTo(database, mail, { portalId, assistantId });
  return last?.contactId;
}

const HOUR = 3_600_000;
/** A report comes within days, a complaint when the mail is read. */
const MAX_AGE = 30 * 24 * HOUR;
/** So many mails to one address are looked at. */
const MAX_SENT = 50;

/** Mails that left for the person it is about before it came, the newest first. */
const sentTo = (
  { manager }: Database,
  { about, date }: IncomingMail,
  by: Partial<Pick<Mail, 'portalId' | 'assistantId'>>,
): Promise<Mail[]> =>
  manager.find(MailEntity, {
    where: {
      ...by,
      direction: 'out',
      state: In(['sending', 'sent', 'unconfirmed']),
      // Clocks differ.
      at: Between(date - MAX_AGE, date + HOUR),
      toAddress: Raw((column) => `LOWER(${column}) = :about`, { about }),
    },
    order: { at: 'DESC' },
    take: MAX_SENT,
  });

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

/** The latest answers of an account whose words are still there, newest first. What a mail server wrote is none. */
export const latestAnswers = ({ manager }: Database, portalId: PortalId, limit: number): Promise<Mail[]> =>
  manager.find(MailEntity, { where: answersOf(portalId), order: { at: 'DESC' }, take: limit });

/** Those of them, in any order. */
export const theseAnswers = (
  { manager }: Database,
  portalId: PortalId,
  mailIds: readonly string[],
): Promise<Mail[]> => manager.findBy(MailEntity, { ...answersOf(portalId), mailId: In([...mailIds]) });

const answersOf = (portalId: PortalId): FindOptionsWhere<Mail> => ({
  portalId,
  state: 'received',
  text: Not(''),
  replyClass: Not(In(['Bounce', 'SoftBounce'] satisfies ReplyClass[])),
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
