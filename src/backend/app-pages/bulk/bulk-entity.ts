import { EntitySchema } from 'typeorm';
import type { BulkAction, BulkJob, LeadFilter, ReviewFilter } from '../../../cards/pages/contract.ts';
import { integer, json, key, text, time, varchar } from '../../database/columns.ts';
import type { ContactId, PortalId, UserId } from '../../ground/identifiers.ts';

/** Whose leads were meant. Forgotten once they are listed: it may hold a name that somebody searched for. */
export interface BulkTarget {
  contactIds?: readonly string[];
  filter?: LeadFilter;
  reviews?: ReviewFilter;
  /** Whose contacts are "mine", see `seenBy`. */
  own?: readonly string[];
  /** Of who asked, at that time: see `Viewer`. */
  sight: readonly string[] | null;
}

/** An action on many leads, asked for by a person. */
export interface BulkRow {
  portalId: PortalId;
  id: string;
  /** The page's own name for the click: the same click is one job. */
  requestId: string;
  action: BulkAction;
  target: BulkTarget | null;
  /** waiting: its leads are being listed. */
  state: BulkJob['state'];
  total: number;
  done: number;
  refused: number;
  askedBy: string;
  askedByUser: UserId;
  askedAt: number;
  endedAt: number | null;
  problem: string | null;
}

export const BulkEntity = new EntitySchema<BulkRow>({
  name: 'BulkAction',
  tableName: 'bulk_action',
  columns: {
    portalId: key({ name: 'portal_id' }),
    id: key(),
    requestId: varchar({ name: 'request_id' }),
    action: json(),
    target: json({ nullable: true }),
    state: varchar(),
    total: integer(),
    done: integer(),
    refused: integer(),
    askedBy: varchar({ name: 'asked_by' }),
    askedByUser: varchar({ name: 'asked_by_user' }),
    askedAt: time({ name: 'asked_at' }),
    endedAt: time({ name: 'ended_at', nullable: true }),
    problem: text({ nullable: true }),
  },
  indices: [
    { name: 'bulk_action_request', columns: ['portalId', 'askedByUser', 'requestId'], unique: true },
    { name: 'bulk_action_asked', columns: ['portalId', 'askedAt'] },
  ],
});

/** One lead of a bulk action: at most once done, whatever dies meanwhile. */
export interface BulkLeadRow {
  portalId: PortalId;
  bulkId: string;
  contactId: ContactId;
  state: 'waiting' | 'done' | 'refused';
  reason: string | null;
}

export const BulkLeadEntity = new EntitySchema<BulkLeadRow>({
  name: 'BulkLead',
  tableName: 'bulk_lead',
  columns: {
    portalId: key({ name: 'portal_id' }),
    bulkId: key({ name: 'bulk_id' }),
    contactId: key({ name: 'contact_id' }),
    state: varchar(),
    reason: text({ nullable: true }),
  },
  indices: [{ name: 'bulk_lead_state', columns: ['portalId', 'bulkId', 'state', 'contactId'] }],
});
