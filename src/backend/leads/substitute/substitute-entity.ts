import { createHash } from 'node:crypto';
import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { integer, key, text, time, varchar } from '../../database/columns.ts';
import type { AssistantId, ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';

/**
 * Somebody whom an absence notice named, and to whom an assistant writes unless the owner says no. One row a person and
 * account for good: nobody is written to twice because others name them too, and a no stands.
 */
export interface Substitute {
  portalId: PortalId;
  /** SHA-256 of the address: the row outlives the person's privacy deletion, so it does not name the person. */
  person: string;
  /** Lower-cased; null: erased. */
  email: string | null;
  name: string | null;
  /** Who is away. */
  absentId: ContactId;
  /** The round of who is away: see `roundKey`. */
  round: string;
  /** The next email to who is away, when it was announced: after another one they are back. */
  step: number;
  /** When the notice came, epoch ms. */
  noticeAt: number;
  assistantId: AssistantId;
  /** Who was told, and may say no: the owner of who is away. */
  ownerId: OwnerId;
  ownerName: string;
  announcedAt: number;
  /** When the assistant gets the contact, epoch ms. */
  dueAt: number;
  /** When somebody has to look at it again, epoch ms; null: nothing is to be done. */
  lookAt: number | null;
  /** creating: HubSpot has no contact of theirs, and makes one; refused: a person said no; dropped: something came between. */
  stage: 'announced' | 'creating' | 'written' | 'refused' | 'dropped';
  /** The person's contact in HubSpot; null: not known. */
  contactId: ContactId | null;
  /** Why nothing is written to them, in a sentence; null: nothing speaks against it. */
  reason: string | null;
}

/** By what a named person is known in an account, without naming them. `email`: lower-cased. */
export const personKey = (portalId: PortalId, email: string): string =>
  createHash('sha256').update(`${portalId}\n${email}`).digest('hex');

export const SubstituteEntity = new EntitySchema<Substitute>({
  name: 'Substitute',
  tableName: 'substitute',
  columns: {
    portalId: key({ name: 'portal_id' }),
    person: key(),
    email: varchar({ nullable: true }),
    name: varchar({ nullable: true }),
    absentId: varchar({ name: 'absent_id' }),
    round: varchar(),
    step: integer(),
    noticeAt: time({ name: 'notice_at' }),
    assistantId: varchar({ name: 'assistant_id' }),
    ownerId: varchar({ name: 'owner_id' }),
    ownerName: varchar({ name: 'owner_name' }),
    announcedAt: time({ name: 'announced_at' }),
    dueAt: time({ name: 'due_at' }),
    lookAt: time({ name: 'look_at', nullable: true }),
    stage: varchar(),
    contactId: varchar({ name: 'contact_id', nullable: true }),
    reason: text({ nullable: true }),
  },
  indices: [
    { name: 'substitute_look', columns: ['lookAt'], where: 'look_at IS NOT NULL' },
    { name: 'substitute_absent', columns: ['portalId', 'absentId'] },
    { name: 'substitute_contact', columns: ['portalId', 'contactId'] },
  ],
});

/** Whom absence notices name, and who is written to unless the owner says no. */
export class Substitute1764716000000 implements MigrationInterface {
  readonly name = 'Substitute1764716000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE substitute (portal_id varchar NOT NULL, person varchar NOT NULL, email varchar, name varchar,
        absent_id varchar NOT NULL, round varchar NOT NULL, step integer NOT NULL, notice_at bigint NOT NULL,
        assistant_id varchar NOT NULL, owner_id varchar NOT NULL, owner_name varchar NOT NULL,
        announced_at bigint NOT NULL, due_at bigint NOT NULL, look_at bigint, stage varchar NOT NULL, contact_id varchar, reason text,
        PRIMARY KEY (portal_id, person))`,
    );
    await queryRunner.query('CREATE INDEX substitute_look ON substitute (look_at) WHERE look_at IS NOT NULL');
    await queryRunner.query('CREATE INDEX substitute_absent ON substitute (portal_id, absent_id)');
    await queryRunner.query('CREATE INDEX substitute_contact ON substitute (portal_id, contact_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE substitute');
  }
}
