import type { Tx } from '../database/database.ts';
import type { ContactId, PortalId } from '../identifiers.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';

/** Keeps a mail that came in. Resolves to false if it is there already: the same answer fetched twice is one mail. */
export async function keepIncoming(tx: Tx, mail: Mail): Promise<boolean> {
  const { portalId, mailId } = mail;
  if (await tx.findOneBy(MailEntity, { portalId, mailId })) return false;
  await tx.insert(MailEntity, mail);
  return true;
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

const erased = { subject: '', text: '', fromAddress: '', toAddress: '', error: null, inReplyTo: null };

/** Takes every personal word out of a contact's mails; that there were mails remains. */
export async function eraseMails(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> {
  await tx.update(MailEntity, { portalId, contactId }, erased);
}
