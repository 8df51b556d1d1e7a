import type { Tx } from '../../database/database.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { BeingReadEntity } from './being-read-entity.ts';

/** A model has 20 s, and others may be before it. */
const HOLD_MS = 2 * MINUTE;

/** From now on nothing is sent to this contact, until `isRead` or for two minutes. @param now epoch ms */
export const holdMails = async (
  tx: Tx,
  portalId: PortalId,
  contactId: ContactId,
  now: number,
): Promise<void> =>
  void (await tx.upsert(BeingReadEntity, { portalId, contactId, until: now + HOLD_MS }, [
    'portalId',
    'contactId',
  ]));

export const isRead = async (tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void> =>
  void (await tx.delete(BeingReadEntity, { portalId, contactId }));

/** Is there an answer that nobody has understood yet? It may be a no. */
export async function isBeingRead(
  tx: Tx,
  portalId: PortalId,
  contactId: ContactId,
  now: number,
): Promise<boolean> {
  const row = await tx.findOneBy(BeingReadEntity, { portalId, contactId });
  // One that lies further ahead than any is from before the clock was set back.
  return row !== null && row.until > now && row.until <= now + HOLD_MS;
}
