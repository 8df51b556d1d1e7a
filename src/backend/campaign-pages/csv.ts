import type { Response } from 'express';
import { z } from 'zod';
import type { CsvView } from '../../cards/pages/contract.ts';
import { csvLinkOf, readCsvLink, sendCsvFile } from '../app-pages/csv-link.ts';
import type { CsvLinkDeps } from '../app-pages/csv-link.ts';
import { line } from '../app-pages/csv.ts';
import type { Viewer, ViewerOf } from '../app-pages/viewer.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { campaignId as toCampaignId } from '../ground/identifiers.ts';
import { membersView } from './members-view.ts';
import { campaignReport } from './report.ts';
import type { ViewDeps } from './view.ts';

export interface CsvDeps extends ViewDeps, CsvLinkDeps {
  viewerOf: ViewerOf;
}

export type CsvOf = 'members' | 'report';

/** Contacts that are in memory at once. */
const CHUNK = 100;

const file = {
  name: 'campaign-csv',
  asked: z.object({ campaign: z.string(), what: z.enum(['members', 'report']) }),
  fileName: ({ what }: { what: CsvOf }) => `baton-campaign-${what}`,
};

/** A link under which contacts or report of a campaign are a file, see `csvLinkOf`. */
export async function csvLink(
  deps: CsvDeps,
  viewer: Viewer,
  campaign: Campaign,
  what: CsvOf,
): Promise<CsvView> {
  const { portalId, campaignId } = campaign;
  const rows =
    what === 'members'
      ? (await membersView(deps, viewer, campaign, { limit: 1 })).total
      : (await campaignReport(deps, campaign, 'day')).steps.length;
  const asked = { campaign: campaignId, what };
  return csvLinkOf(deps, file, { portalId, userId: viewer.userId, rows, asked });
}

/** Sends the file that a link promises. @throws BatonError NOT_FOUND for a link that is old or not Baton's */
export async function sendCsv(deps: CsvDeps, token: string, response: Response): Promise<void> {
  const { portalId, userId, asked } = readCsvLink(deps, file, token);
  const viewer = await deps.viewerOf({ portalId, userId });
  const campaign = await deps.campaigns.one(portalId, toCampaignId(asked.campaign));
  const lines = asked.what === 'members' ? memberLines(deps, viewer, campaign) : reportLines(deps, campaign);
  await sendCsvFile(deps, file, asked, lines, response);
}

const date = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

async function* memberLines(deps: CsvDeps, viewer: Viewer, campaign: Campaign): AsyncGenerator<string> {
  yield line([
    'Contact id',
    'Name',
    'Email',
    'Company',
    'State',
    'Standing',
    'Next email (UTC)',
    'Since (UTC)',
  ]);
  let after: string | null = '';
  while (after !== null) {
    const page = await membersView(deps, viewer, campaign, { after, limit: CHUNK });
    yield page.members
      .map((one) =>
        line([
          one.contactId,
          one.name,
          one.email,
          one.company,
          one.leadState ?? one.state,
          one.standing,
          date(one.nextEmailAt),
          date(one.at),
        ]),
      )
      .join('');
    after = page.next;
  }
}

async function* reportLines(deps: CsvDeps, campaign: Campaign): AsyncGenerator<string> {
  yield line([
    'Email',
    'Version of the sequence',
    'Sent',
    'Delivered',
    'Opened',
    'Replied',
    'Positive',
    'Meetings',
    'Unsubscribed',
    'Bounced',
  ]);
  for (const step of (await campaignReport(deps, campaign, 'day')).steps) {
    const { version, sent, delivered, opened, replied, positive, meetings, optedOut, bounced } = step;
    const counts = [version, sent, delivered, opened ?? '', replied, positive, meetings, optedOut, bounced];
    yield line([step.name, ...counts.map(String)]);
  }
}
