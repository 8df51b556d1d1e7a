import { EntitySchema } from 'typeorm';
import type { CampaignDraft, CampaignStatus } from '../../cards/campaigns/contract.ts';
import { flag, integer, json, key, time, varchar } from '../database/columns.ts';
import type { CampaignId, ContactId, PortalId, UserId } from '../ground/identifiers.ts';
import type { ReplyClass } from '../replies/types.ts';

/** What a person decided about a campaign, by version. */
export interface CampaignVersionRow {
  portalId: PortalId;
  campaignId: CampaignId;
  /** 1, 2, 3 … */
  version: number;
  content: CampaignDraft;
  /** In words. */
  changedBy: string;
  changedAt: number;
}

/** A campaign as it is now. */
export interface Campaign extends CampaignVersionRow {
  name: string;
  status: CampaignStatus;
  creator: string;
  createdBy: UserId;
  createdAt: number;
  startedAt: number | null;
  /** Completed or archived. */
  endedAt: number | null;
  /** The page's own name for the click that made it: the same click makes one. */
  requestId: string;
}

const columns = {
  portalId: key({ name: 'portal_id' }),
  campaignId: key({ name: 'campaign_id' }),
  content: json(),
  changedBy: varchar({ name: 'changed_by' }),
  changedAt: time({ name: 'changed_at' }),
};

export const CampaignEntity = new EntitySchema<Campaign>({
  name: 'Campaign',
  tableName: 'campaign',
  columns: {
    ...columns,
    version: integer(),
    name: varchar(),
    status: varchar(),
    creator: varchar(),
    createdBy: varchar({ name: 'created_by' }),
    createdAt: time({ name: 'created_at' }),
    startedAt: time({ name: 'started_at', nullable: true }),
    endedAt: time({ name: 'ended_at', nullable: true }),
    requestId: varchar({ name: 'request_id' }),
  },
  indices: [
    { name: 'campaign_request', columns: ['portalId', 'createdBy', 'requestId'], unique: true },
    { name: 'campaign_status', columns: ['status'] },
  ],
});

export const CampaignVersionEntity = new EntitySchema<CampaignVersionRow>({
  name: 'CampaignVersion',
  tableName: 'campaign_version',
  columns: { ...columns, version: integer({ primary: true }) },
});

/** A place in the day of a campaign with a daily cap: an email has one, however often it is tried that day. */
export interface CampaignPlace {
  portalId: PortalId;
  campaignId: CampaignId;
  /** ISO date in the zone of the account. */
  day: string;
  mailId: string;
}

export const CampaignPlaceEntity = new EntitySchema<CampaignPlace>({
  name: 'CampaignPlace',
  tableName: 'campaign_place',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    day: key(),
    mailId: key({ name: 'mail_id' }),
  },
});

/** What a report counts. */
export const happeningKinds = [
  'enrolled',
  'sent',
  'opened',
  'replied',
  'meeting',
  'handed_back',
  'opted_out',
  'bounced',
] as const;
export type HappeningKind = (typeof happeningKinds)[number];

/** Something that came of a campaign with a contact, once for each kind and step of a round. */
export interface Happening {
  portalId: PortalId;
  campaignId: CampaignId;
  /** Of the lead, see `roundKey`: it stays when contacts are merged. Another word once the person is erased. */
  roundKey: string;
  /** "": the person was erased. */
  contactId: ContactId | '';
  kind: HappeningKind;
  /** Of the email, 0-based; of what followed an email, that email; -1: before the first. */
  step: number;
  /** Of the sequence. */
  version: number;
  /** Of a reply; null else. */
  answer: ReplyClass | null;
  at: number;
  /** It is in the counts, see `CampaignCount`. */
  counted: boolean;
}

export const HappeningEntity = new EntitySchema<Happening>({
  name: 'CampaignHappening',
  tableName: 'campaign_happening',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    roundKey: key({ name: 'round_key' }),
    contactId: varchar({ name: 'contact_id' }),
    kind: key(),
    step: integer({ primary: true }),
    version: integer(),
    answer: varchar({ nullable: true }),
    at: time(),
    counted: flag({ default: false }),
  },
  indices: [
    {
      name: 'campaign_happening_new',
      columns: ['portalId', 'campaignId', 'roundKey'],
      where: 'counted = false',
    },
    { name: 'campaign_happening_at', columns: ['portalId', 'campaignId', 'kind', 'at'] },
    { name: 'campaign_happening_contact', columns: ['portalId', 'contactId'] },
  ],
});
