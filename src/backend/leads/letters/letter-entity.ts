import { EntitySchema } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { integer, json, key, text, time, varchar } from '../../database/columns.ts';
import type { AssistantId, ContactId, OwnerId, PortalId } from '../../ground/identifiers.ts';
import type { ReplyContent } from '../../reviews/review-entity.ts';

/** An email that a person has the assistant send: an answer of their own, or one that introduces them. */
export interface Letter {
  portalId: PortalId;
  /** Of the mail, too. */
  id: string;
  contactId: ContactId;
  assistantId: AssistantId;
  round: number;
  purpose: 'answer' | 'introduction';
  /** on-its-way until it left, or could not: then `problem` says why. */
  state: 'on-its-way' | 'sent' | 'not-sent';
  at: number;
  /** Who wrote it, in words. */
  by: string;
  /** Is told by task should it not leave; null: HubSpot knows them as no owner. */
  writerOwnerId: OwnerId | null;
  content: ReplyContent;
  problem: string | null;
}

export const LetterEntity = new EntitySchema<Letter>({
  name: 'Letter',
  tableName: 'letter',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    contactId: varchar({ name: 'contact_id' }),
    assistantId: varchar({ name: 'assistant_id' }),
    round: integer(),
    purpose: varchar(),
    state: varchar(),
    at: time(),
    by: text({ name: 'written_by' }),
    writerOwnerId: varchar({ name: 'writer_owner_id', nullable: true }),
    content: json(),
    problem: text({ nullable: true }),
  },
  indices: [{ name: 'letter_contact', columns: ['portalId', 'contactId', 'state'] }],
});

/** Emails that people have assistants send. */
export class Letters1764731001000 implements MigrationInterface {
  readonly name = 'Letters1764731001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE letter (portal_id varchar NOT NULL, id varchar NOT NULL, contact_id varchar NOT NULL,
        assistant_id varchar NOT NULL, round integer NOT NULL, purpose varchar NOT NULL, state varchar NOT NULL,
        at bigint NOT NULL, written_by text NOT NULL, writer_owner_id varchar, content text NOT NULL, problem text,
        PRIMARY KEY (portal_id, id))`,
    );
    await queryRunner.query('CREATE INDEX letter_contact ON letter (portal_id, contact_id, state)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE letter');
  }
}
