import { EntitySchema } from 'typeorm';
import type { CampaignRun, MemberFilter, MemberState } from '../../cards/campaigns/contract.ts';
import { integer, json, key, text, time, varchar } from '../database/columns.ts';
import type { CampaignId, ContactId, PortalId } from '../ground/identifiers.ts';
import type { LeftOut } from '../leads/enrolling/consider.ts';

/** A contact that a campaign found in its list, or was given, and what it decided about it. */
export interface MemberRow {
  portalId: PortalId;
  campaignId: CampaignId;
  contactId: ContactId;
  state: MemberState;
  /** Why it was left out; null else. */
  reason: LeftOut | null;
  /** Name, address and company as last read, for who looks at the campaign; "": not known. */
  name: string;
  email: string;
  company: string;
  /** What a search finds it by, see `wordsIn`. */
  words: string;
  /** The version of the campaign that it was enrolled by; null: it was not. */
  version: number | null;
  /** When it was last seen in the list, epoch ms; 0: it was given by a person. */
  seenAt: number;
  /** When that was decided, epoch ms. */
  at: number;
}

export const MemberEntity = new EntitySchema<MemberRow>({
  name: 'CampaignMember',
  tableName: 'campaign_member',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    contactId: key({ name: 'contact_id' }),
    state: varchar(),
    reason: varchar({ nullable: true }),
    name: varchar(),
    email: varchar(),
    company: varchar(),
    words: text({ default: '' }),
    version: integer({ nullable: true }),
    seenAt: time({ name: 'seen_at' }),
    at: time(),
  },
  indices: [
    { name: 'campaign_member_state', columns: ['portalId', 'campaignId', 'state', 'reason', 'contactId'] },
    { name: 'campaign_member_contact', columns: ['portalId', 'contactId'] },
    { name: 'campaign_member_version', columns: ['portalId', 'campaignId', 'state', 'version'] },
    // What a filter asks, in the order of a page, without a look at each row.
    {
      name: 'campaign_member_page',
      columns: ['portalId', 'campaignId', 'contactId', 'state', 'reason', 'words'],
    },
  ],
});

/** Long work on a campaign. It goes on where it was, whatever dies meanwhile. */
export interface RunRow {
  portalId: PortalId;
  campaignId: CampaignId;
  id: string;
  /** The page's own name for the click: the same click is one run. */
  requestId: string;
  kind: CampaignRun['kind'];
  state: CampaignRun['state'];
  target: RunTarget;
  /** Where it goes on: a page of the list, or the contact id after which it does; null: at the beginning. */
  cursor: string | null;
  total: number | null;
  done: number;
  refused: number;
  askedBy: string;
  askedAt: number;
  endedAt: number | null;
  problem: string | null;
}

export interface RunTarget {
  /** Of these contacts only. */
  contactIds?: readonly ContactId[];
  /** Of all contacts that match. */
  filter?: MemberFilter;
  /** Not more than so many are enrolled. */
  limit?: number;
  /** Where they go. */
  to?: CampaignId;
  /** In words, for the timeline. */
  why?: string;
  /** The list was read to its end. */
  read?: true;
}

export const RunEntity = new EntitySchema<RunRow>({
  name: 'CampaignRun',
  tableName: 'campaign_run',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    id: key(),
    requestId: varchar({ name: 'request_id' }),
    kind: varchar(),
    state: varchar(),
    target: json(),
    cursor: varchar({ nullable: true }),
    total: integer({ nullable: true }),
    done: integer(),
    refused: integer(),
    askedBy: varchar({ name: 'asked_by' }),
    askedAt: time({ name: 'asked_at' }),
    endedAt: time({ name: 'ended_at', nullable: true }),
    problem: text({ nullable: true }),
  },
  indices: [
    { name: 'campaign_run_request', columns: ['portalId', 'campaignId', 'kind', 'requestId'], unique: true },
    { name: 'campaign_run_state', columns: ['state'] },
  ],
});

/** How far the list of a campaign was read for who joined and who left. */
export interface ReadingRow {
  portalId: PortalId;
  campaignId: CampaignId;
  listId: string;
  /** The page of joined members that was read last. */
  after: string | null;
  /** When it is looked at next, and when it was last compared as a whole, epoch ms. */
  lookAt: number;
  comparedAt: number;
  /** When joined members were last read, epoch ms. */
  readAt: number;
  /** What HubSpot said of the list right before, see `Lists.signs`: when it was read, and when it was compared. */
  sign: string | null;
  comparedSign: string | null;
  /** What keeps it from being read, one sentence that says what to do; null: nothing. */
  problem: string | null;
}

export const ReadingEntity = new EntitySchema<ReadingRow>({
  name: 'CampaignReading',
  tableName: 'campaign_reading',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    listId: varchar({ name: 'list_id' }),
    after: varchar({ nullable: true }),
    lookAt: time({ name: 'look_at' }),
    comparedAt: time({ name: 'compared_at' }),
    readAt: time({ name: 'read_at', default: 0 }),
    sign: varchar({ nullable: true }),
    comparedSign: varchar({ name: 'compared_sign', nullable: true }),
    problem: text({ nullable: true }),
  },
  indices: [{ name: 'campaign_reading_look', columns: ['lookAt'] }],
});
