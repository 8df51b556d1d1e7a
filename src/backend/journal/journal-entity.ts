import { EntitySchema } from 'typeorm';
import { json, key, text, time, varchar } from '../database/columns.ts';

/** How far HubSpot's journal was read. One row: the journal is the app's, over all accounts. */
export interface JournalRow {
  /** The client id of the app. */
  app: string;
  /** The last entry whose events are stored; null: none is. */
  cursor: string | null;
  /** When the next run is due, epoch ms. */
  nextAt: number;
  /** When the end was last reached, epoch ms. */
  readAt: number | null;
  /** Why HubSpot does not let the app read it; null: it does. */
  refusedReason: string | null;
  /** When the subscriptions were last looked at, and for which accounts (a hash of them). */
  subscribedAt: number | null;
  subscribedFor: string | null;
  /** Why an account could not be subscribed, by account. */
  unsubscribed: Record<string, string>;
}

export const JournalEntity = new EntitySchema<JournalRow>({
  name: 'Journal',
  tableName: 'journal',
  columns: {
    app: key(),
    cursor: varchar({ nullable: true }),
    nextAt: time({ name: 'next_at' }),
    readAt: time({ name: 'read_at', nullable: true }),
    refusedReason: text({ name: 'refused_reason', nullable: true }),
    subscribedAt: time({ name: 'subscribed_at', nullable: true }),
    subscribedFor: varchar({ name: 'subscribed_for', nullable: true }),
    unsubscribed: json(),
  },
});
