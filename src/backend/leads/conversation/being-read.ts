import { Between, LessThan } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import { DAY, MINUTE } from '../../ground/clock.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { BeingReadEntity } from './being-read-entity.ts';
import type { BeingRead } from './being-read-entity.ts';

/** A model has 20 s, and others may be before it. */
const HOLD_MS = 2 * MINUTE;

type Answer = Omit<BeingRead, 'until'>;

/** From now on nothing is sent to this contact, until `isRead` or for two minutes. @param now epoch ms */
export async function holdMails(tx: Tx, answer: Answer, now: number): Promise<void> {
  // Left behind by who died, where the contact went into another one.
  await tx.delete(BeingReadEntity, { portalId: answer.portalId, until: LessThan(now - DAY) });
  const row = { ...answer, until: now + HOLD_MS };
  await tx.upsert(BeingReadEntity, row, ['portalId', 'contactId', 'mailId']);
}

export const isRead = async (tx: Tx, answer: Answer): Promise<void> =>
  void (await tx.delete(BeingReadEntity, answer));

/** Is there an answer that nobody has understood yet? It may be a no. */
export const isBeingRead = (
  tx: Tx,
  portalId: PortalId,
  contactId: ContactId,
  now: number,
): Promise<boolean> =>
  // One that lies further ahead than any is from before the clock was set back.
  tx.existsBy(BeingReadEntity, { portalId, contactId, until: Between(now + 1, now + HOLD_MS) });
