import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { integer, key, time } from '../../database/columns.ts';
import type { PortalId } from '../../ground/identifiers.ts';

/** What a mailbox of an account did on one day. Counted in the transaction that marks a mail as sending. */
export interface MailboxDay {
  portalId: PortalId;
  /** SHA-256 of the mailbox's name: assistants that share it share its day. */
  mailbox: string;
  /** ISO date in the account's zone. */
  day: string;
  /** Mails that left, or may have. */
  sent: number;
  /** Mails that were put off to another day. */
  held: number;
  /** Reports of dead addresses and refusals that came on this day. */
  bounced: number;
  /** People who marked a mail as spam. */
  complained: number;
  /** No mail that nobody waits for leaves before, epoch ms. */
  nextAt: number;
}

export const MailboxDayEntity = new EntitySchema<MailboxDay>({
  name: 'MailboxDay',
  tableName: 'mailbox_day',
  columns: {
    portalId: key({ name: 'portal_id' }),
    mailbox: key(),
    day: key(),
    sent: integer({ default: 0 }),
    held: integer({ default: 0 }),
    bounced: integer({ default: 0 }),
    complained: integer({ default: 0 }),
    nextAt: time({ name: 'next_at', default: 0 }),
  },
});

/** What mailboxes send a day. */
export class MailboxDay1764719000001 implements MigrationInterface {
  readonly name = 'MailboxDay1764719000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE mailbox_day (portal_id varchar NOT NULL, mailbox varchar NOT NULL, day varchar NOT NULL,
        sent integer NOT NULL DEFAULT 0, held integer NOT NULL DEFAULT 0, bounced integer NOT NULL DEFAULT 0,
        complained integer NOT NULL DEFAULT 0, next_at bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (portal_id, mailbox, day))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mailbox_day');
  }
}
