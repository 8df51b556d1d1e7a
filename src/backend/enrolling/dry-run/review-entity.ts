import { EntitySchema } from 'typeorm';
import type { CampaignReview, ReviewedMail } from '../../../cards/campaigns/contract.ts';
import { integer, json, key, text, time, varchar } from '../../database/columns.ts';
import type { CampaignId, PortalId } from '../../ground/identifiers.ts';
import type { LeftOut } from '../../leads/enrolling/consider.ts';

/** What a dry run has found so far. */
export interface ReviewSum {
  enrolled: number;
  leftOut: Partial<Record<LeftOut, number>>;
  emails: number;
  /** Contacts without an owner of flesh and blood: their owner history is read too. */
  unowned: number;
  /** Contacts by when their emails leave ("2026-12-07T09:05 …", of the account's zone), as if nothing held them up. */
  chains: Readonly<Record<string, number>>;
  mails: readonly ReviewedMail[];
}

/** The latest dry run of a campaign. */
export interface CampaignReviewRow {
  portalId: PortalId;
  campaignId: CampaignId;
  id: string;
  requestId: string;
  state: CampaignReview['state'];
  /** The page of the list that comes next; null: the first. */
  after: string | null;
  looked: number;
  total: number | null;
  sum: ReviewSum;
  startedAt: number;
  endedAt: number | null;
  problem: string | null;
}

export const CampaignReviewEntity = new EntitySchema<CampaignReviewRow>({
  name: 'CampaignReview',
  tableName: 'campaign_review',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    id: varchar(),
    requestId: varchar({ name: 'request_id' }),
    state: varchar(),
    after: varchar({ nullable: true }),
    looked: integer(),
    total: integer({ nullable: true }),
    sum: json(),
    startedAt: time({ name: 'started_at' }),
    endedAt: time({ name: 'ended_at', nullable: true }),
    problem: text({ nullable: true }),
  },
});
