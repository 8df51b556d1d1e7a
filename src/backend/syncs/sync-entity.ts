import { EntitySchema } from 'typeorm';
import { flag, integer, json, key, text, time, varchar } from '../database/columns.ts';

/** One sync of an account, and who works on it now. */
export interface SyncRow {
  portalId: string;
  /** Short and random: it stands in every row of the journal. */
  syncId: string;
  name: string;
  /** The key that its rows are hashed and sealed with, sealed with the installation's. */
  sealedKey: string;
  /** The process that runs it, and until when it may without a sign of life, epoch ms. */
  lease: string | null;
  leaseUntil: number;
  /** The number that the next new row gets. */
  nextRow: number;
  createdAt: number;
}

export type RunKind = 'run' | 'undo';
/** interrupted: its process died; what it had not written, the next run writes. */
export type RunState = 'running' | 'done' | 'stopped' | 'interrupted';

export interface RunFigures {
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  skipped: number;
  failed: number;
  calls: number;
}

export interface RunRow extends RunFigures {
  portalId: string;
  runId: string;
  syncId: string;
  /** 1, 2, 3 … of one sync. */
  number: number;
  kind: RunKind;
  state: RunState;
  /** Of kind, object and match at that time: what its changes are undone by. */
  target: RunTarget;
  startedAt: number;
  finishedAt: number | null;
  /** Why it stopped, in words. */
  reason: string | null;
  /** The run that undid it. */
  undoneBy: string | null;
}

export interface RunTarget {
  kind: 'object' | 'list' | 'event';
  object: string;
  /** Lists: its id. */
  listId?: string;
  /** Undo: the run that it undoes. */
  of?: string;
}

/** What a sync knows of one row of its source. Nothing of the row can be read from it. */
export interface JournalRow {
  portalId: string;
  syncId: string;
  /** Keyed hash of the row's key. */
  keyHash: string;
  rowNumber: number;
  /** Keyed hash of what was written last; null: it was not, or must be again. */
  rowHash: string | null;
  /** Keyed hash of the value that finds the record. */
  matchHash: string | null;
  /** The same of the value that the record was last written with; null: it was not written, or not with this value. */
  writtenMatch: string | null;
  /** The record that Baton wrote for the row. */
  recordId: string | null;
  /** Since when a write is under way whose answer is not stored, epoch ms. */
  doubtAt: number | null;
}

/** An association that a sync made: what was there before is not among them. */
export interface SyncLinkRow {
  portalId: string;
  syncId: string;
  keyHash: string;
  toObject: string;
  toId: string;
  typeId: number;
  category: string;
  fromId: string;
  runId: string;
}

/** A record that a sync made to link others to, while HubSpot's search may not show it yet. */
export interface SyncMadeRow {
  portalId: string;
  syncId: string;
  /** Keyed hash of its object and of the value that finds it. */
  valueHash: string;
  /** null: whether it was made is not known. */
  recordId: string | null;
  /** Epoch ms. */
  at: number;
}

export type ChangeState = 'planned' | 'done' | 'failed' | 'skipped';

/** One row's part in one run: what is to be done, what was done, or why not. Kept for undo and history. */
export interface ChangeRow {
  portalId: string;
  runId: string;
  seq: number;
  syncId: string;
  keyHash: string | null;
  action: string;
  state: ChangeState;
  recordId: string | null;
  created: boolean;
  rowHash: string | null;
  code: string | null;
  /** Sealed JSON, see `Payload`. */
  sealed: string;
  doneAt: number | null;
}

const ofAccount = { portalId: key({ name: 'portal_id' }) };
const figures = {
  created: integer(),
  updated: integer(),
  unchanged: integer(),
  removed: integer(),
  skipped: integer(),
  failed: integer(),
  calls: integer(),
};

export const SyncEntity = new EntitySchema<SyncRow>({
  name: 'Sync',
  tableName: 'sync',
  columns: {
    ...ofAccount,
    syncId: key({ name: 'sync_id' }),
    name: varchar(),
    sealedKey: text({ name: 'sealed_key' }),
    lease: varchar({ nullable: true }),
    leaseUntil: time({ name: 'lease_until' }),
    nextRow: integer({ name: 'next_row' }),
    createdAt: time({ name: 'created_at' }),
  },
  indices: [{ name: 'sync_name', columns: ['portalId', 'name'], unique: true }],
});

export const SyncRunEntity = new EntitySchema<RunRow>({
  name: 'SyncRun',
  tableName: 'sync_run',
  columns: {
    ...ofAccount,
    runId: key({ name: 'run_id' }),
    syncId: varchar({ name: 'sync_id' }),
    number: integer(),
    kind: varchar(),
    state: varchar(),
    target: json(),
    startedAt: time({ name: 'started_at' }),
    finishedAt: time({ name: 'finished_at', nullable: true }),
    reason: text({ nullable: true }),
    undoneBy: varchar({ name: 'undone_by', nullable: true }),
    ...figures,
  },
  indices: [{ name: 'sync_run_of', columns: ['portalId', 'syncId', 'number'], unique: true }],
});

export const SyncJournalEntity = new EntitySchema<JournalRow>({
  name: 'SyncJournal',
  tableName: 'sync_journal',
  columns: {
    ...ofAccount,
    syncId: key({ name: 'sync_id' }),
    keyHash: key({ name: 'key_hash' }),
    rowNumber: integer({ name: 'row_number' }),
    rowHash: varchar({ name: 'row_hash', nullable: true }),
    matchHash: varchar({ name: 'match_hash', nullable: true }),
    writtenMatch: varchar({ name: 'written_match', nullable: true }),
    recordId: varchar({ name: 'record_id', nullable: true }),
    doubtAt: time({ name: 'doubt_at', nullable: true }),
  },
  indices: [
    { name: 'sync_journal_number', columns: ['portalId', 'syncId', 'rowNumber'] },
    { name: 'sync_journal_match', columns: ['portalId', 'syncId', 'matchHash'] },
    { name: 'sync_journal_record', columns: ['portalId', 'recordId'] },
  ],
});

export const SyncChangeEntity = new EntitySchema<ChangeRow>({
  name: 'SyncChange',
  tableName: 'sync_change',
  columns: {
    ...ofAccount,
    runId: key({ name: 'run_id' }),
    seq: integer({ primary: true }),
    syncId: varchar({ name: 'sync_id' }),
    keyHash: varchar({ name: 'key_hash', nullable: true }),
    action: varchar(),
    state: varchar(),
    recordId: varchar({ name: 'record_id', nullable: true }),
    created: flag(),
    rowHash: varchar({ name: 'row_hash', nullable: true }),
    code: varchar({ nullable: true }),
    sealed: text(),
    doneAt: time({ name: 'done_at', nullable: true }),
  },
  indices: [{ name: 'sync_change_record', columns: ['portalId', 'recordId'] }],
});

export const SyncLinkEntity = new EntitySchema<SyncLinkRow>({
  name: 'SyncLink',
  tableName: 'sync_link',
  columns: {
    ...ofAccount,
    syncId: key({ name: 'sync_id' }),
    keyHash: key({ name: 'key_hash' }),
    toObject: key({ name: 'to_object' }),
    toId: key({ name: 'to_id' }),
    typeId: integer({ name: 'type_id', primary: true }),
    category: varchar(),
    fromId: varchar({ name: 'from_id' }),
    runId: varchar({ name: 'run_id' }),
  },
  indices: [{ name: 'sync_link_run', columns: ['portalId', 'syncId', 'runId'] }],
});

export const SyncMadeEntity = new EntitySchema<SyncMadeRow>({
  name: 'SyncMade',
  tableName: 'sync_made',
  columns: {
    ...ofAccount,
    syncId: key({ name: 'sync_id' }),
    valueHash: key({ name: 'value_hash' }),
    recordId: varchar({ name: 'record_id', nullable: true }),
    at: time(),
  },
});
