import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Viewer } from '../app-pages/viewer.ts';
import { asked } from '../app-pages/filters.ts';
import type { Campaign } from '../campaigns/campaign-entity.ts';
import { campaignDraft } from '../campaigns/draft.ts';
import { again, edit, enroll, move, reviewEdit, start, tryOn, turn, undo } from '../enrolling/decide.ts';
import { countVersions } from '../enrolling/members.ts';
import { campaignId, contactId } from '../ground/identifiers.ts';
import { callerOf } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { callerName } from '../hubspot/records/caller-name.ts';
import { csvLink, sendCsv } from './csv.ts';
import type { CsvDeps } from './csv.ts';
import { campaignReport } from './report.ts';
import { membersView } from './members-view.ts';
import { campaignChoices, campaignDetail, campaignsView, listsView } from './view.ts';
import { reviewRoutes } from './review-routes.ts';
import type { ReviewDeps } from './review-view.ts';

type Deps = ReviewDeps & CsvDeps;

const all = '/api/campaigns';
const one = `${all}/:campaignId`;

const requestId = z.string().min(1).max(100);
const offset = z.coerce.number().int().min(0).max(1_000_000).optional();
const words = z.string().trim().max(200).optional();
const status = z.enum(['draft', 'running', 'paused', 'completed', 'archived']);
const anId = z
  .string()
  .regex(/^\d{1,20}$/, 'is no contact id')
  .transform(contactId);

const listQuery = z.strictObject({
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(status))
    .optional(),
  search: words,
  after: offset,
});
const searchQuery = z.strictObject({ search: words, after: offset });
const filter = {
  state: z.string().max(40).optional(),
  reason: z.string().max(40).optional(),
  search: words,
};
const membersQuery = z.strictObject({
  ...filter,
  after: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const reportQuery = z.strictObject({ span: z.enum(['day', 'week', 'month']).default('day') });
const draftBody = z.object({ draft: campaignDraft });
const newBody = draftBody.extend({ requestId });
const editBody = draftBody.extend({ from: z.number().int().min(1) });
const asking = z.object({ requestId });
const startBody = asking.extend({ first: z.enum(['all', 'tenth']) });
const testBody = asking.extend({ contactId: anId });
const cloneBody = asking.extend({ name: z.string().trim().min(1).max(120) });
const on = z.union([
  z.strictObject({ contactIds: z.array(anId).min(1).max(1_000) }),
  z.strictObject({ filter: z.strictObject(filter) }),
]);
const onBody = asking.extend({ on });
const undoBody = asking.extend({ on: on.optional() });
const moveBody = onBody.extend({
  to: z.string().min(1).max(64).transform(campaignId),
});

/** What the page Campaigns asks; the contract with it is src/cards/campaigns/contract.ts. */
export const campaignRoutes = (deps: Deps): Route[] => [
  ...readRoutes(deps),
  ...csvRoutes(deps),
  ...makeRoutes(deps),
  ...decideRoutes(deps),
];

const campaignOf = ({ campaigns }: Deps, request: Request): Promise<Campaign> =>
  campaigns.one(callerOf(request).portalId, campaignId(String(request.params['campaignId'])));

const detail = async (deps: Deps, request: Request, viewer: Viewer) =>
  campaignDetail(deps, await campaignOf(deps, request), viewer.role === 'admin');

function readRoutes(deps: Deps): Route[] {
  const read = (
    path: string,
    summary: string,
    answers: string,
    work: (viewer: Viewer, request: Request) => Promise<unknown>,
    query?: z.ZodType,
  ): Route => ({
    method: 'get',
    access: 'page',
    path,
    summary,
    answers,
    ...(query ? { query } : {}),
    handlers: [answer(async (request) => work(await deps.viewerOf(callerOf(request)), request))],
  });
  return [
    read(
      all,
      'Campaigns, one page',
      'CampaignsView',
      ({ portal }, request) => campaignsView(deps, portal.portalId, asked(listQuery, request)),
      listQuery,
    ),
    read(`${all}/choices`, 'What a campaign can be made of', 'CampaignChoices', ({ portal }) =>
      campaignChoices(deps, portal.portalId),
    ),
    read(
      `${all}/lists`,
      'Lists of the HubSpot account',
      'ListsView',
      ({ portal }, request) => listsView(deps, portal.portalId, asked(searchQuery, request)),
      searchQuery,
    ),
    read(one, 'A campaign, how it stands, and what goes on', 'CampaignDetail', (viewer, request) =>
      detail(deps, request, viewer),
    ),
    read(
      `${one}/members`,
      'Contacts of a campaign, one page',
      'MembersView',
      async (viewer, request) =>
        membersView(deps, viewer, await campaignOf(deps, request), asked(membersQuery, request)),
      membersQuery,
    ),
    read(
      `${one}/report`,
      'What came of a campaign',
      'CampaignReport',
      async (_viewer, request) =>
        campaignReport(deps, await campaignOf(deps, request), asked(reportQuery, request).span),
      reportQuery,
    ),
    read(
      `${one}/versions`,
      'What a campaign was before',
      '{ versions: CampaignVersion[] }',
      (_viewer, request) => versionsOf(deps, request),
    ),
  ];
}

const csvBody = z.object({ what: z.enum(['members', 'report']) });

function csvRoutes(deps: Deps): Route[] {
  return [
    {
      method: 'post',
      access: 'page',
      path: `${one}/csv`,
      summary: 'A link under which the contacts or the report of a campaign are a CSV file',
      body: csvBody,
      answers: 'CsvView',
      handlers: [
        answer(async (request) => {
          const viewer = await deps.viewerOf(callerOf(request));
          return csvLink(deps, viewer, await campaignOf(deps, request), jsonBody(request, csvBody).what);
        }),
      ],
    },
    {
      method: 'get',
      access: 'link',
      path: '/t/campaign-csv/:token',
      summary: 'The file of an export',
      answers: 'A CSV file',
      handlers: [
        (request: Request, response: Response) => sendCsv(deps, String(request.params['token']), response),
      ],
    },
  ];
}

async function versionsOf(deps: Deps, request: Request) {
  const { portalId, campaignId: id } = await campaignOf(deps, request);
  const versions = await deps.campaigns.versions(portalId, id);
  const contacts = await countVersions(deps.database, { portalId, campaignId: id });
  return {
    versions: versions.map(({ version, content, changedBy, changedAt }) => ({
      version,
      draft: content,
      changedBy,
      changedAt,
      contacts: contacts.get(version) ?? 0,
    })),
  };
}

type Worker = (request: Request, campaign: Campaign, by: string) => Promise<unknown>;

/** A route for admins about one campaign, which answers with it as it stands then. */
function decision(deps: Deps, path: string, summary: string, body: z.ZodType, work: Worker): Route {
  return {
    method: 'post',
    access: 'admin',
    path: `${one}${path}`,
    summary,
    body,
    answers: 'CampaignDetail',
    handlers: [
      answer(async (request) => {
        const caller = callerOf(request);
        await work(request, await campaignOf(deps, request), await callerName(deps.hubspot, caller));
        return campaignDetail(deps, await campaignOf(deps, request), true);
      }),
    ],
  };
}

function makeRoutes(deps: Deps): Route[] {
  const add = async (request: Request, draft: Campaign['content'], id: string) => {
    const caller = callerOf(request);
    const by = { userId: caller.userId, name: await callerName(deps.hubspot, caller) };
    return { id: await deps.campaigns.add(caller.portalId, { draft, requestId: id, by }) };
  };
  return [
    {
      method: 'post',
      access: 'admin',
      path: all,
      summary: 'Makes a campaign, as a draft',
      body: newBody,
      answers: '{ id }',
      handlers: [
        answer((request) => {
          const { draft, requestId: id } = jsonBody(request, newBody);
          return add(request, draft, id);
        }),
      ],
    },
    {
      method: 'post',
      access: 'admin',
      path: `${one}/clone`,
      summary: 'Makes a draft like a campaign',
      body: cloneBody,
      answers: '{ id }',
      handlers: [
        answer(async (request) => {
          const { name, requestId: id } = jsonBody(request, cloneBody);
          const { content } = await campaignOf(deps, request);
          return add(request, { ...content, name, startAt: null, endAt: null }, id);
        }),
      ],
    },
    {
      ...decision(deps, '', 'Changes a campaign', editBody, async (request, campaign, by) =>
        edit(deps, campaign, { ...jsonBody(request, editBody), by }),
      ),
      method: 'put',
    },
    ...reviewRoutes(deps, (request) => campaignOf(deps, request)),
    {
      method: 'post',
      access: 'admin',
      path: `${one}/edit-review`,
      summary: 'Whom an edit touches; changes nothing',
      body: draftBody,
      answers: 'EditReview',
      handlers: [
        answer(async (request) =>
          reviewEdit(deps, await campaignOf(deps, request), jsonBody(request, draftBody).draft),
        ),
      ],
    },
  ];
}

const turnWords = {
  pause: 'Pauses a campaign and all contacts under way',
  resume: 'Lets a paused campaign go on',
  stop: 'Ends a campaign: contacts under way go back to their owners',
  complete: 'Enrolls nobody any more; contacts under way go on',
  archive: 'Puts a campaign away',
} as const;

function decideRoutes(deps: Deps): Route[] {
  const askedBy = (request: Request, by: string) => ({ by, requestId: jsonBody(request, asking).requestId });
  const turns = Object.keys(turnWords) as (keyof typeof turnWords)[];
  return [
    decision(
      deps,
      '/start',
      'Starts a campaign: its list is read and contacts are enrolled',
      startBody,
      (request, campaign, by) =>
        start(deps, campaign, jsonBody(request, startBody).first, askedBy(request, by)),
    ),
    decision(deps, '/enroll', 'Reads the list of a running campaign now', asking, (request, campaign, by) =>
      enroll(deps, campaign, askedBy(request, by)),
    ),
    decision(deps, '/test', 'Enrolls one contact', testBody, (request, campaign, by) =>
      tryOn(deps, campaign, jsonBody(request, testBody).contactId, askedBy(request, by)),
    ),
    ...turns.map((act) =>
      decision(deps, `/${act}`, turnWords[act], asking, (request, campaign, by) =>
        turn(deps, campaign, act, askedBy(request, by)),
      ),
    ),
    decision(deps, '/undo', 'Takes out again to whom nothing was sent', undoBody, (request, campaign, by) =>
      undo(deps, campaign, jsonBody(request, undoBody).on ?? null, askedBy(request, by)),
    ),
    decision(
      deps,
      '/again',
      'Looks again at contacts that were left out, or are through',
      onBody,
      (request, campaign, by) => again(deps, campaign, jsonBody(request, onBody).on, askedBy(request, by)),
    ),
    decision(deps, '/move', 'Moves contacts to another campaign', moveBody, async (request, campaign, by) => {
      const { on: meant, to } = jsonBody(request, moveBody);
      const other = await deps.campaigns.one(campaign.portalId, to);
      return move(deps, campaign, { on: meant, to: other }, askedBy(request, by));
    }),
    decision(
      deps,
      '/runs/:run/cancel',
      'Cancels long work; what was done stays done',
      z.object({}),
      (request, campaign) =>
        deps.runs.cancel(campaign.portalId, campaign.campaignId, String(request.params['run'])),
    ),
  ];
}
