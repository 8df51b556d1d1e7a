import type { Tx } from '../database/database.ts';
import { JournalEntity } from './journal-entity.ts';
import type { JournalRow } from './journal-entity.ts';

/** How far the journal was read, and what keeps it from being read. @param app the client id of the app */
export async function journalState(tx: Tx, app: string): Promise<Readonly<JournalRow>> {
  const nothing = { cursor: null, nextAt: 0, readAt: null, refusedReason: null };
  const fresh = { app, ...nothing, subscribedAt: null, subscribedFor: null, unsubscribed: {} };
  return (await tx.findOneBy(JournalEntity, { app })) ?? fresh;
}
