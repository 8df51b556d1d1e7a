import { EntitySchema } from 'typeorm';
import type { TrialState } from '../../cards/model-trial/contract.ts';
import { integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { ProviderSettings } from '../model-provider/provider-settings.ts';
import type { ReplyClass } from '../replies/types.ts';

/** The latest test of a language model on an account's past replies. */
export interface TrialRow {
  portalId: PortalId;
  id: string;
  state: TrialState;
  /** The model as it was when the test began, whatever is set since. */
  settings: ProviderSettings;
  /** As long as the test may go on. null: it needs none, or is over. */
  sealedKey: string | null;
  /** In a row. */
  failures: number;
  problem: string | null;
  askedBy: string;
  askedAt: number;
  endedAt: number | null;
}

export const TrialEntity = new EntitySchema<TrialRow>({
  name: 'ModelTrial',
  tableName: 'model_trial',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: varchar(),
    state: varchar(),
    settings: json(),
    sealedKey: text({ name: 'sealed_key', nullable: true }),
    failures: integer(),
    problem: text({ nullable: true }),
    askedBy: varchar({ name: 'asked_by' }),
    askedAt: time({ name: 'asked_at' }),
    endedAt: time({ name: 'ended_at', nullable: true }),
  },
});

/** One reply of a test. Its words stay where mails are kept. */
export interface TrialReplyRow {
  portalId: PortalId;
  trialId: string;
  mailId: string;
  contactId: ContactId;
  /** Its turn. */
  place: number;
  attempts: number;
  /** Epoch ms until which somebody is asking about it. */
  claimedUntil: number;
  result: TrialResult | null;
}

export interface TrialResult {
  baton: { class: ReplyClass; confidence: number; doubtful: boolean };
  model: { class: ReplyClass; confidence: number; sentence: string } | null;
  settled: boolean;
  why: string | null;
  /** null: it was not asked, or the provider did not tell. */
  tokens: number | null;
  cost: number | null;
  ms: number | null;
}

export const TrialReplyEntity = new EntitySchema<TrialReplyRow>({
  name: 'ModelTrialReply',
  tableName: 'model_trial_reply',
  columns: {
    portalId: key({ name: 'portal_id' }),
    trialId: key({ name: 'trial_id' }),
    mailId: key({ name: 'mail_id' }),
    contactId: varchar({ name: 'contact_id' }),
    place: integer(),
    attempts: integer(),
    claimedUntil: time({ name: 'claimed_until' }),
    result: json({ nullable: true }),
  },
  indices: [{ name: 'model_trial_reply_contact', columns: ['portalId', 'contactId'] }],
});
