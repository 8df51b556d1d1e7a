import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { integer, json, key, time, varchar } from '../../database/columns.ts';
import type { PortalId } from '../../ground/identifiers.ts';

/** What stands in the addresses of a mail. */
export interface TrackedKey {
  portalId: PortalId;
  /** An HMAC of the mail's name, which tells nothing and that nobody guesses. */
  id: string;
}

/** A mail that tells when it is opened and which of its links are followed. */
export interface TrackedMail extends TrackedKey {
  mailId: string;
  /** Where its links lead, in their order. */
  links: readonly string[];
  /** When a person first did so, epoch ms; null: nobody yet. */
  openedAt: number | null;
  clickedAt: number | null;
}

/** The rule by which a visit is a machine's, see machine.ts; person: by none; '': not decided yet. */
export type Verdict =
  | ''
  | 'person'
  | 'head'
  | 'prefetch'
  | 'agent'
  | 'apple-privacy'
  | 'too-soon'
  | 'trap'
  | 'burst'
  | 'beside-a-scanner';

/** An opening or a click, whoever did it. No address and no program is kept: only what the rules made of them. */
export interface Visit {
  portalId: PortalId;
  trackedId: string;
  /** From 1, in the order in which they came. */
  number: number;
  kind: 'open' | 'click';
  /** Which link, from 1; 0: the one that no person sees. Of an opening: -1. */
  link: number;
  at: number;
  verdict: Verdict;
}

export const TrackedMailEntity = new EntitySchema<TrackedMail>({
  name: 'TrackedMail',
  tableName: 'tracked_mail',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    mailId: varchar({ name: 'mail_id' }),
    links: json(),
    openedAt: time({ name: 'opened_at', nullable: true }),
    clickedAt: time({ name: 'clicked_at', nullable: true }),
  },
  indices: [{ name: 'tracked_mail_mail', columns: ['portalId', 'mailId'] }],
});

export const VisitEntity = new EntitySchema<Visit>({
  name: 'MailVisit',
  tableName: 'mail_visit',
  columns: {
    portalId: key({ name: 'portal_id' }),
    trackedId: key({ name: 'tracked_id' }),
    number: { ...integer(), primary: true },
    kind: varchar(),
    link: integer(),
    at: time(),
    verdict: varchar(),
  },
});

/** Mails that tell when they are opened. */
export class Engagement1764735000000 implements MigrationInterface {
  readonly name = 'Engagement1764735000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE tracked_mail (portal_id varchar NOT NULL, id varchar NOT NULL, mail_id varchar NOT NULL,
        links text NOT NULL, opened_at bigint, clicked_at bigint, PRIMARY KEY (portal_id, id))`,
    );
    await queryRunner.query('CREATE INDEX tracked_mail_mail ON tracked_mail (portal_id, mail_id)');
    await queryRunner.query(
      `CREATE TABLE mail_visit (portal_id varchar NOT NULL, tracked_id varchar NOT NULL, number integer NOT NULL, kind varchar NOT NULL,
        link integer NOT NULL, at bigint NOT NULL, verdict varchar NOT NULL, PRIMARY KEY (portal_id, tracked_id, number))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail_visit');
    await queryRunner.query('DROP TABLE tracked_mail');
  }
}
