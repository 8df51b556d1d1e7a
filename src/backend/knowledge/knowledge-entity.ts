import { EntitySchema } from 'typeorm';
import { flag, integer, key, text, time, varchar } from '../database/columns.ts';
import type { AssistantId, PortalId } from '../ground/identifiers.ts';

/** Something that the assistants of an account know: a text, a link or a file. What it says stands apart, see below. */
export interface KnowledgeItem {
  portalId: PortalId;
  itemId: string;
  /** null: every assistant of the account. */
  assistantId: AssistantId | null;
  kind: 'text' | 'link' | 'file';
  title: string;
  /** URL, or name of the file; empty for a text. */
  source: string;
  /** Of what it is made of: the same file, link or text twice is one item. */
  fingerprint: string;
  /** Title and source as they are searched for. */
  findable: string;
  /** ISO date from which the content is. */
  asOf: string;
  /** ISO date, the last day on which it counts, in the account's zone; null: for ever. */
  expiresOn: string | null;
  /** A link that is read again every week. */
  keepFresh: boolean;
  state: 'reading' | 'ready' | 'failed';
  /** What is wrong, in words for an admin. A ready item may have one: a link that is gone keeps what it said. */
  problem: string | null;
  /** Since when; epoch ms. */
  problemSince: number | null;
  /** What the last reading found new, in words. */
  changes: string | null;
  changesAt: number | null;
  /** When it is to be read, epoch ms; null: it is read. */
  readDueAt: number | null;
  /** Readings that were begun since the last one that ended well. */
  attempts: number;
  readAt: number | null;
  bytes: number;
  characters: number;
  passages: number;
  addedBy: string;
  addedAt: number;
  /** Counts the changes by people: two admins do not overwrite each other. */
  version: number;
}

/** What an item says, and the file until it is read. Apart, because lists of items do without. */
export interface KnowledgeContent {
  portalId: PortalId;
  itemId: string;
  text: string;
  /** base64; null once it is read. */
  file: string | null;
}

/** A part of an item's text that is found and shown by itself. Its words are in the word index, under `number`. */
export interface KnowledgePassage {
  portalId: PortalId;
  itemId: string;
  /** 0-based, in the order of the text. */
  ordinal: number;
  /** Chosen by chance, 48 bits: its name in the word index. */
  number: number;
  text: string;
}

/** An account that left: what it knew is deleted after a while. */
export interface KnowledgeLeaving {
  portalId: PortalId;
  since: number;
}

export const KnowledgeItemEntity = new EntitySchema<KnowledgeItem>({
  name: 'KnowledgeItem',
  tableName: 'knowledge_item',
  columns: {
    portalId: key({ name: 'portal_id' }),
    itemId: key({ name: 'item_id' }),
    assistantId: varchar({ name: 'assistant_id', nullable: true }),
    kind: varchar(),
    title: text(),
    source: text(),
    fingerprint: varchar(),
    findable: text(),
    asOf: varchar({ name: 'as_of' }),
    expiresOn: varchar({ name: 'expires_on', nullable: true }),
    keepFresh: flag({ name: 'keep_fresh' }),
    state: varchar(),
    problem: text({ nullable: true }),
    problemSince: time({ name: 'problem_since', nullable: true }),
    changes: text({ nullable: true }),
    changesAt: time({ name: 'changes_at', nullable: true }),
    readDueAt: time({ name: 'read_due_at', nullable: true }),
    attempts: integer(),
    readAt: time({ name: 'read_at', nullable: true }),
    bytes: integer(),
    characters: integer(),
    passages: integer(),
    addedBy: varchar({ name: 'added_by' }),
    addedAt: time({ name: 'added_at' }),
    version: integer(),
  },
  indices: [
    { name: 'knowledge_item_once', columns: ['portalId', 'fingerprint'], unique: true },
    { name: 'knowledge_item_due', columns: ['readDueAt'] },
  ],
});

export const KnowledgeContentEntity = new EntitySchema<KnowledgeContent>({
  name: 'KnowledgeContent',
  tableName: 'knowledge_content',
  columns: {
    portalId: key({ name: 'portal_id' }),
    itemId: key({ name: 'item_id' }),
    text: text(),
    file: text({ nullable: true }),
  },
});

export const KnowledgePassageEntity = new EntitySchema<KnowledgePassage>({
  name: 'KnowledgePassage',
  tableName: 'knowledge_passage',
  columns: {
    portalId: key({ name: 'portal_id' }),
    itemId: key({ name: 'item_id' }),
    ordinal: { type: 'integer', primary: true },
    number: time(),
    text: text(),
  },
  indices: [{ name: 'knowledge_passage_number', columns: ['portalId', 'number'] }],
});

export const KnowledgeLeavingEntity = new EntitySchema<KnowledgeLeaving>({
  name: 'KnowledgeLeaving',
  tableName: 'knowledge_leaving',
  columns: { portalId: key({ name: 'portal_id' }), since: time() },
});
