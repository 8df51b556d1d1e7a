import { EntitySchema } from 'typeorm';
import { integer, key, time } from '../database/columns.ts';
import type { CampaignId, PortalId } from '../ground/identifiers.ts';
import type { ReplyClass } from '../replies/types.ts';
import type { HappeningKind } from './campaign-entity.ts';

/**
 * How often something came of a campaign, so that a page does not count a hundred thousand rows. `what`: of `step`, by
 * version, step and answer; of `hour`, by the beginning of the hour, epoch ms; of `first`, who replied, by the version of
 * the first email.
 */
export interface CampaignCount {
  portalId: PortalId;
  campaignId: CampaignId;
  what: 'step' | 'hour' | 'first';
  kind: HappeningKind;
  version: number;
  step: number;
  /** "": none. */
  answer: ReplyClass | '';
  hour: number;
  times: number;
  /** Contacts to whom this came for the first time. */
  contacts: number;
}

export const CampaignCountEntity = new EntitySchema<CampaignCount>({
  name: 'CampaignCount',
  tableName: 'campaign_count',
  columns: {
    portalId: key({ name: 'portal_id' }),
    campaignId: key({ name: 'campaign_id' }),
    what: key(),
    kind: key(),
    version: integer({ primary: true }),
    step: integer({ primary: true }),
    answer: key(),
    hour: time({ primary: true }),
    times: integer(),
    contacts: integer(),
  },
});
