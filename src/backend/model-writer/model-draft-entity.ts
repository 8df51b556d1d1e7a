import { EntitySchema } from 'typeorm';
import { integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { AssistantId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { Material, Written } from './material.ts';

/**
 * What a model was asked to write, and what came of it. asked → written, or given-up: then somebody else writes, for
 * good. dismissed: a person does not want it. The key is what it is written from: the same is never written twice.
 */
export interface ModelDraft {
  portalId: PortalId;
  /** Of the email or the answer: contact, round and step. */
  draftId: string;
  /** SHA-256 of the material. */
  inputHash: string;
  contactId: ContactId;
  assistantId: AssistantId;
  round: number;
  /** Of the email that it is for; null: for none that leaves by itself. */
  mailId: string | null;
  /** Who may see it beside the admins, as with activity. */
  seenBy: string;
  /** In the words of the sequence: "First email". */
  name: string;
  material: Material;
  state: 'asked' | 'written' | 'given-up' | 'dismissed';
  /** Questions so far: counted before each is asked, so that those count whose process died. */
  tries: number;
  askedAt: number;
  /** Somebody asks the model until then, unless they died; epoch ms. */
  busyUntil: number;
  written: Written | null;
  /** Of given-up, and of the last answer that was of no use: in words. */
  why: string | null;
  settledAt: number | null;
}

export const ModelDraftEntity = new EntitySchema<ModelDraft>({
  name: 'ModelDraft',
  tableName: 'model_draft',
  columns: {
    portalId: key({ name: 'portal_id' }),
    draftId: key({ name: 'draft_id' }),
    inputHash: key({ name: 'input_hash' }),
    contactId: varchar({ name: 'contact_id' }),
    assistantId: varchar({ name: 'assistant_id' }),
    round: integer(),
    mailId: varchar({ name: 'mail_id', nullable: true }),
    seenBy: varchar({ name: 'seen_by' }),
    name: text(),
    material: json(),
    state: varchar(),
    tries: integer(),
    askedAt: time({ name: 'asked_at' }),
    busyUntil: time({ name: 'busy_until' }),
    written: json({ nullable: true }),
    why: text({ nullable: true }),
    settledAt: time({ name: 'settled_at', nullable: true }),
  },
  indices: [
    { name: 'model_draft_contact', columns: ['portalId', 'contactId'] },
    { name: 'model_draft_asked', columns: ['askedAt'] },
  ],
});
