import type { Request } from 'express';
import { z } from 'zod';
import { asked } from '../app-pages/filters.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { contactId } from '../ground/identifiers.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { leftOutWords } from '../leads/enrolling/consider.ts';
import type { LeftOut } from '../leads/enrolling/consider.ts';
import { leftOutView, reviewView } from './review-view.ts';
import type { ReviewDeps } from './review-view.ts';

const asking = z.object({ requestId: z.string().min(1).max(100) });
const leftOutQuery = z.strictObject({
  reason: z.enum(Object.keys(leftOutWords) as [LeftOut, ...LeftOut[]]).optional(),
  after: z
    .string()
    .regex(/^\d{1,20}$/, 'is no contact id')
    .transform(contactId)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const path = '/api/campaigns/:campaignId/review';

/** The dry run. Its emails and names are of contacts whoever owns them: for admins only. */
export function reviewRoutes(deps: ReviewDeps, campaignOf: (request: Request) => Promise<Campaign>): Route[] {
  const route = (
    method: 'get' | 'post',
    more: string,
    summary: string,
    work: (campaign: Campaign, request: Request) => Promise<unknown>,
    body?: z.ZodType,
  ): Route => ({
    method,
    access: 'admin',
    path: `${path}${more}`,
    summary,
    ...(body ? { body } : {}),
    answers: 'CampaignReview',
    handlers: [
      answer(async (request) => {
        const campaign = await campaignOf(request);
        await work(campaign, request);
        return reviewView(deps, campaign);
      }),
    ],
  });
  return [
    route('get', '', 'The latest dry run of a campaign', async () => undefined),
    route(
      'post',
      '',
      'Tries a campaign on its list; nothing is sent or written to HubSpot',
      (campaign, request) => deps.dryRuns.ask(campaign, jsonBody(request, asking).requestId),
      asking,
    ),
    route(
      'post',
      '/cancel',
      'Cancels the dry run',
      (campaign) => deps.dryRuns.cancel(campaign),
      z.object({}),
    ),
    {
      method: 'get',
      access: 'admin',
      path: `${path}/left-out`,
      summary: 'Whom the latest dry run would leave out, one page',
      query: leftOutQuery,
      answers: 'LeftOutView',
      handlers: [
        answer(async (request) => leftOutView(deps, await campaignOf(request), asked(leftOutQuery, request))),
      ],
    },
  ];
}
