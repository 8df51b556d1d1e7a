import { EntitySchema } from 'typeorm';
import { integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SentClaim } from '../../cards/contact/contract.ts';
import type { AssistantId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { ReplyClass } from '../replies/types.ts';
import { TrackedMailEntity, VisitEntity } from './engagement/tracked-entity.ts';
import { MailFileEntity } from './files/file-entity.ts';

/**
 * due → sending → sent is the way of a mail out. `sending` is committed before the mail server is called: a process
 * that dies there leaves a row that is asked about before anything is sent again. `held`: a person has to release it.
 */
export type MailState =
  'due' | 'held' | 'sending' | 'sent' | 'unconfirmed' | 'cancelled' | 'refused' | 'failed' | 'received';

/** One mail of a conversation, out or in. */
export interface Mail {
  portalId: PortalId;
  /** Deterministic for mails out: contact, round, kind and step. */
  mailId: string;
  contactId: ContactId;
  assistantId: AssistantId;
  direction: 'out' | 'in';
  /**
   * reply: what came in; answer: what a person wrote back in the assistant's name; forward: what came with an answer, to
   * the owner: it is no part of the conversation.
   */
  kind: 'step' | 'later' | 'brochure' | 'reply' | 'answer' | 'forward';
  /** `NO_ROUND`: outside any conversation that goes on. */
  round: number;
  step: number;
  state: MailState;
  /** Epoch ms: when it may leave, when it left, or when it came. */
  at: number;
  leasedUntil: number;
  attempts: number;
  /** With angle brackets; null until a mail out is written. */
  messageId: string | null;
  inReplyTo: string | null;
  fromAddress: string;
  toAddress: string;
  subject: string;
  text: string;
  replyClass: ReplyClass | null;
  /** As what it came in; null: it went out, or is from before this was kept. */
  form: MailForm | null;
  error: string | null;
  /** Of a mail that left: what it says that has to stand somewhere, and where that stood; null or absent: not known. */
  claims?: readonly SentClaim[] | null;
}

/** person, program: its words tell what it means; certain: its form alone does, see `certain` of IncomingMail. */
export type MailForm = 'person' | 'program' | 'certain';

/** No round has this number: forwards, and mails of a conversation that a merge ended. */
export const NO_ROUND = 0;

export const MailEntity = new EntitySchema<Mail>({
  name: 'Mail',
  tableName: 'mail',
  columns: {
    portalId: key({ name: 'portal_id' }),
    mailId: key({ name: 'mail_id' }),
    contactId: varchar({ name: 'contact_id' }),
    assistantId: varchar({ name: 'assistant_id' }),
    direction: varchar(),
    kind: varchar(),
    round: integer(),
    step: integer(),
    state: varchar(),
    at: time(),
    leasedUntil: time({ name: 'leased_until' }),
    attempts: integer(),
    messageId: varchar({ name: 'message_id', nullable: true }),
    inReplyTo: varchar({ name: 'in_reply_to', nullable: true }),
    fromAddress: varchar({ name: 'from_address' }),
    toAddress: varchar({ name: 'to_address' }),
    subject: text(),
    text: text(),
    replyClass: varchar({ name: 'reply_class', nullable: true }),
    form: varchar({ nullable: true }),
    error: text({ nullable: true }),
    claims: json({ nullable: true }),
  },
  indices: [
    { name: 'mail_state', columns: ['state', 'at'] },
    { name: 'mail_contact', columns: ['portalId', 'contactId', 'at'] },
    { name: 'mail_message_id', columns: ['portalId', 'messageId'], unique: true },
  ],
});

/** Where it stood what a mail said when it left. */
export class MailClaims1764740000000 implements MigrationInterface {
  readonly name = 'MailClaims1764740000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail ADD COLUMN claims text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP COLUMN claims');
  }
}

/** A mail that arrived and is not understood yet. Deleted once it is: the conversation keeps what matters. */
export interface IncomingRow {
  /** SHA-256 of the raw message: the same delivery twice is one row. */
  id: string;
  /** Raw RFC 5322 message, base64. */
  raw: string;
  receivedAt: number;
}

export const IncomingEntity = new EntitySchema<IncomingRow>({
  name: 'IncomingMail',
  tableName: 'incoming_mail',
  columns: { id: key(), raw: text(), receivedAt: time({ name: 'received_at' }) },
});

/** How far an IMAP inbox has been read, and which process reads it. */
export interface CursorRow {
  /** SHA-256 of the mailbox's name. */
  account: string;
  /** "": nothing has been read. */
  cursor: string;
  /** A name of the process's turn; "": nobody's. */
  holder: string;
  leasedUntil: number;
}

export const CursorEntity = new EntitySchema<CursorRow>({
  name: 'MailboxCursor',
  tableName: 'mailbox_cursor',
  columns: {
    account: key(),
    cursor: varchar(),
    holder: varchar({ default: '' }),
    leasedUntil: time({ name: 'leased_until', default: 0 }),
  },
});

export const mailEntities = [
  MailEntity,
  IncomingEntity,
  CursorEntity,
  MailFileEntity,
  TrackedMailEntity,
  VisitEntity,
];
