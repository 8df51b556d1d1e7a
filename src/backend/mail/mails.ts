import { createHash } from 'node:crypto';
import { In, LessThan, LessThanOrEqual, Not } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import { eraseFiles } from './files/files.ts';
import { eraseEngagement } from './engagement/engagement.ts';
import { MailEntity, NO_ROUND } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import type { ReplyClass } from '../replies/types.ts';

/** Keeps a mail that came in. Resolves to false if it is there already: the same answer fetched twice is one mail. */
export async function keepIncoming(tx: Tx, mail: Mail): Promise<boolean> {
  const { portalId, mailId } = mail;
  if (await isKept(tx, portalId, mailId)) return false;
  await tx.insert(MailEntity, mail);
  return true;
}

/** Whether a mail that came in is kept already. */
export const isKept = (tx: Tx, portalId: PortalId, mailId: string): Promise<boolean> =>
  tx.existsBy(MailEntity, { portalId, mailId });

/** The latest mail that was sent to a contact in a round; '' before the first. */
export async function textLastSent(
  tx: Tx,
  portalId: PortalId,
  contactId: ContactId,
  round: number,
): Promise<string> {
  const latest = await tx.findOne(MailEntity, {
    where: { portalId, contactId, round, direction: 'out', state: In(['sending', 'sent', 'unconfirmed']) },
    order: { at: 'DESC' },
  });
  return latest?.text ?? '';
}

/** The step of the mail of a round that a delivery report names; null: it names none, or none that is a step. */
export async function stepReportedOn(
  tx: Tx,
  portalId: PortalId,
  messageId: string | null,
  round: number,
): Promise<number | null> {
  if (messageId === null) return null;
  const mail = await tx.findOneBy(MailEntity, { portalId, messageId, round });
  return mail && mail.kind !== 'brochure' ? mail.step : null;
}

/** What came from a contact at a moment, epoch ms. */
export const answersAt = (
  { manager }: Database,
  portalId: PortalId,
  contactId: ContactId,
  at: number,
): Promise<Mail[]> => manager.findBy(MailEntity, { portalId, contactId, direction: 'in', at });

/** Contacts with a mail that is due until a moment (epoch ms), those waiting longest first. */
export async function contactsOfDueMails(
  database: Database,
  portalId: PortalId,
  until: number,
  limit: number,
): Promise<ContactId[]> {
  const mails = await database.manager.find(MailEntity, {
    select: { contactId: true },
    where: { portalId, state: 'due', at: LessThanOrEqual(until) },
    order: { at: 'ASC' },
    take: limit,
  });
  return mails.map(({ contactId }) => contactId);
}

/** The mails of a contact that went into another one. `round`: what its current round is called there. */
export async function moveMails(
  tx: Tx,
  portalId: PortalId,
  move: { from: ContactId; to: ContactId; currentRound: number; round: number },
): Promise<void> {
  const { from, to, currentRound, round } = move;
  await tx.update(MailEntity, { portalId, contactId: from, round: currentRound }, { round });
  await tx.update(MailEntity, { portalId, contactId: from }, { contactId: to });
}

/** Mails to these contacts of which it is not known yet whether they arrived. */
export const mailsBeingSent = (tx: Tx, portalId: PortalId, ids: readonly ContactId[]): Promise<Mail[]> =>
  tx.findBy(MailEntity, { portalId, contactId: In([...ids]), state: 'sending' });

/** The mails of a contact that went into another one whose own conversation goes on. */
export async function foldMails(tx: Tx, portalId: PortalId, from: ContactId, to: ContactId): Promise<void> {
  await tx.update(MailEntity, { portalId, contactId: from }, { contactId: to, round: NO_ROUND });
}

/** Every address other than the assistants' that a contact's mails went to or came from, lower-cased. */
export async function addressesOf(
  database: Database,
  portalId: PortalId,
  contactId: ContactId,
): Promise<Set<string>> {
  const mails = await database.manager.find(MailEntity, {
    select: { direction: true, fromAddress: true, toAddress: true },
    where: { portalId, contactId, kind: Not('forward') },
  });
  const addresses = mails.map((mail) => (mail.direction === 'in' ? mail.fromAddress : mail.toAddress));
  return new Set(addresses.filter((address) => address !== '').map((address) => address.toLowerCase()));
}

const erased = {
  subject: '',
  text: '',
  fromAddress: '',
  toAddress: '',
  error: null,
  messageId: null,
  inReplyTo: null,
  claims: null,
} satisfies Partial<Mail>;

/**
 * Takes every personal word out of a contact's mails; that there were mails remains. Message-IDs go as well: they
 * name the person's mail server, and no later answer may find the conversation by them.
 */
export async function eraseMails(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
  const open = { portalId, contactId, state: In(['due', 'held', 'sending']) };
  await tx.update(MailEntity, open, { state: 'cancelled' });
  await tx.update(MailEntity, { portalId, contactId }, erased);
  const out = await tx.find(MailEntity, {
    select: { mailId: true },
    where: { portalId, contactId, direction: 'out' },
  });
  await eraseEngagement(
    tx,
    portalId,
    out.map(({ mailId }) => mailId),
  );
  const named = await tx.find(MailEntity, {
    select: { mailId: true },
    where: [
      { portalId, contactId, direction: 'in' },
      { portalId, contactId, kind: 'forward' },
    ],
  });
  await eraseFiles(
    tx,
    portalId,
    named.map(({ mailId }) => mailId),
  );
  for (const { mailId } of named) {
    const unnamed = `in-${createHash('sha256').update(mailId).digest('hex')}`;
    await tx.update(MailEntity, { portalId, mailId }, { mailId: unnamed });
  }
}

/** Of each of these contacts, what its latest answer meant, and when it came (epoch ms). A bounce is no answer. */
export async function lastAnswers(
  tx: Tx,
  portalId: PortalId,
  ids: readonly ContactId[],
): Promise<Map<ContactId, { lastAnswer: ReplyClass; lastAnswerAt: number }>> {
  const answers = await tx.find(MailEntity, {
    select: { contactId: true, replyClass: true, at: true },
    where: { portalId, contactId: In([...ids]), direction: 'in' },
    order: { at: 'ASC' },
  });
  const known = answers.flatMap(({ contactId, replyClass, at }) =>
    replyClass === null || replyClass === 'Bounce' || replyClass === 'SoftBounce'
      ? []
      : [[contactId, { lastAnswer: replyClass, lastAnswerAt: at }] as const],
  );
  return new Map(known);
}

/** How many mails of an account should have left before a moment (epoch ms) and have not. */
export const countOverdue = ({ manager }: Database, portalId: PortalId, before: number): Promise<number> =>
  manager.countBy(MailEntity, { portalId, state: In(['due', 'sending']), at: LessThan(before) });

/** Mails by id; those that are not there are absent. */
export async function mailsById(
  database: Database,
  portalId: PortalId,
  ids: readonly string[],
): Promise<Mail[]> {
  return ids.length === 0 ? [] : database.manager.findBy(MailEntity, { portalId, mailId: In([...ids]) });
}
