import { EntitySchema } from 'typeorm';
import { flag, integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { Claim, SourceTexts } from '../facts/types.ts';
import type { Classification } from '../replies/types.ts';
import type { Footer } from '../writing/types.ts';
import type { AssistantId, ContactId, PortalId, UserId } from '../ground/identifiers.ts';

/**
 * draft: an email that a person decides about before it leaves; answer: what came from a contact and is in doubt.
 *
 * waiting → of a draft: approved (as written) or edited (approved with other words), then sent; skipped; expired (nobody
 * decided, and nothing leaves by itself); rewriting (a person wants it written anew: it waits again whatever the
 * assistant's setting). → of an answer: replying (in the assistant's name, on its way), then replied; forwarded; finished.
 * cancelled: settled by what happened meanwhile.
 */
export type ReviewState =
  | 'waiting' | 'rewriting' | 'approved' | 'edited' | 'sent' | 'skipped' | 'expired' | 'cancelled'
  | 'replying' | 'replied' | 'forwarded' | 'finished'; // prettier-ignore

/** Of the work, a person still has something to decide. */
export const openStates: readonly ReviewState[] = ['waiting', 'expired'];

/** What a text was written from, in the values of that moment. */
export type Inputs = Readonly<Record<Exclude<InputName, 'fields'>, string> & { fields?: string }>;
export type InputName =
  | 'context'
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'jobTitle'
  | 'email'
  | 'assistant'
  | 'step'
  | 'priorOwner'
  | 'fields'
  | 'footer';

export interface Change {
  what: InputName;
  from: string;
  to: string;
}

/** An email as it waits, with all that a decision about it needs. */
export interface DraftContent {
  /** Of the step: en, de … */
  lang: string;
  subject: string;
  /** What a person reads and may change: greeting to signature. */
  letter: string;
  /** The whole mail. It leaves as it stands here. */
  text: string;
  html: string;
  unsubscribeUrl: string;
  /** What the law asks for below the letter, as it stands in the mail. */
  footer: Footer;
  claims: readonly Claim[];
  sources: SourceTexts;
  inputs: Inputs;
  /** What became different after somebody had approved it. */
  changes: readonly Change[];
  mailKind: 'step' | 'later' | 'brochure';
  step: number;
  stepName: string;
  /** Why it waits, in words. */
  why: string;
  /** Who wrote it where the sequence lets the assistant write, and why, in words; absent: the sequence. */
  writtenBy?: string;
  /** Who said that marked claims are right. */
  standsBy: string | null;
}

/** Text that is to leave in the assistant's name, by hand. */
export interface ReplyContent {
  subject: string;
  letter: string;
  text: string;
  html: string;
  unsubscribeUrl: string;
}

export interface AnswerContent {
  /** What Baton would have guessed. */
  guess: Classification;
  /** The assistant's reply, once a person gave one. */
  reply: ReplyContent | null;
  /** How it was settled, in words; null: not yet. */
  outcome: string | null;
  /** Why a reply did not leave, in words. */
  problem: string | null;
}

interface ReviewBase {
  portalId: PortalId;
  id: string;
  contactId: ContactId;
  assistantId: AssistantId;
  round: number;
  /** The mail that waits, or the answer. */
  mailId: string;
  state: ReviewState;
  /** Counts every change: who decides says of which one. */
  version: number;
  /** A claim of the text stands in no source. */
  marked: boolean;
  /** Since when a person is asked, epoch ms. */
  at: number;
  /** When the owner is told by task; null: was, or need not be. */
  remindAt: number | null;
  expiresAt: number | null;
  /** Who may see it beside the admins, as with activity. */
  seenBy: string;
  /** Who looks at it, since when; for a quarter of an hour. */
  takenBy: UserId | null;
  takenByName: string | null;
  takenAt: number | null;
  settledBy: string | null;
  settledAt: number | null;
}

export type DraftReview = ReviewBase & { kind: 'draft'; content: DraftContent };
export type AnswerReview = ReviewBase & { kind: 'answer'; content: AnswerContent };
export type Review = DraftReview | AnswerReview;

/** As TypeORM needs it: a union has no columns. */
export type ReviewRow = ReviewBase & { kind: Review['kind']; content: DraftContent | AnswerContent };

export const ReviewEntity = new EntitySchema<ReviewRow>({
  name: 'Review',
  tableName: 'review',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    kind: varchar(),
    contactId: varchar({ name: 'contact_id' }),
    assistantId: varchar({ name: 'assistant_id' }),
    round: integer(),
    mailId: varchar({ name: 'mail_id' }),
    state: varchar(),
    version: integer(),
    marked: flag(),
    at: time(),
    remindAt: time({ name: 'remind_at', nullable: true }),
    expiresAt: time({ name: 'expires_at', nullable: true }),
    seenBy: varchar({ name: 'seen_by' }),
    takenBy: varchar({ name: 'taken_by', nullable: true }),
    takenByName: text({ name: 'taken_by_name', nullable: true }),
    takenAt: time({ name: 'taken_at', nullable: true }),
    settledBy: text({ name: 'settled_by', nullable: true }),
    settledAt: time({ name: 'settled_at', nullable: true }),
    content: json(),
  },
  indices: [
    { name: 'review_open', columns: ['portalId', 'state', 'at', 'id'] },
    { name: 'review_waiting', columns: ['portalId', 'at', 'id'], where: "state IN ('waiting', 'expired')" },
    { name: 'review_contact', columns: ['portalId', 'contactId'] },
    { name: 'review_remind', columns: ['state', 'remindAt'] },
    { name: 'review_expire', columns: ['state', 'expiresAt'] },
  ],
});
