import { EntitySchema } from 'typeorm';
import { key, varchar } from '../../database/columns.ts';
import type { CampaignId, ContactId, PortalId } from '../../ground/identifiers.ts';
import type { LeftOut } from '../../leads/enrolling/consider.ts';

/** A contact that a dry run would leave out, and why. */
export interface LeftOutRow {
  portalId: PortalId;
  campaignId: CampaignId;
  /** Of the dry run. */
  reviewId: string;
  contactId: ContactId;
  reason: LeftOut;
  /** Name, address and company as HubSpot had them then; "": not known. */
  name: string;
  email: string;
  company: string;
}

export const LeftOutEntity = new EntitySchema<LeftOutRow>({
  name: 'CampaignReviewLeftOut',
  tableName: 'campaign_review_left_out',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    reviewId: key({ name: 'review_id' }),
    contactId: key({ name: 'contact_id' }),
    reason: varchar(),
    name: varchar(),
    email: varchar(),
    company: varchar(),
  },
  indices: [
    {
      name: 'campaign_review_left_out_reason',
      columns: ['portalId', 'campaignId', 'reviewId', 'reason', 'contactId'],
    },
    { name: 'campaign_review_left_out_contact', columns: ['portalId', 'contactId'] },
  ],
});
