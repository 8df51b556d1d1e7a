import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LeadSort, ViewerView } from '../../cards/pages/contract.ts';
import { callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { callerName } from '../hubspot/records/caller-name.ts';
import { BatonError } from '../ground/errors.ts';
import { activityView } from './activity-view.ts';
import type { ActivityViewDeps } from './activity-view.ts';
import { askBulk, cancelBulk, listBulk, oneBulk, planBulk, refusedOf } from './bulk/bulk.ts';
import type { BulkDeps } from './bulk/bulk.ts';
import { csvLink, sendCsv } from './csv.ts';
import type { CsvDeps } from './csv.ts';
import {
  activityFilter,
  activityQuery,
  asked,
  cursor,
  leadFilter,
  leadQuery,
  reviewFilter,
} from './filters.ts';
import { leadsView } from './leads-view.ts';
import { overview } from './overview.ts';
import type { OverviewDeps } from './overview.ts';
import type { Viewer } from './viewer.ts';
import { viewerView } from './viewer-view.ts';
import { reviewRoutes } from './reviews/routes.ts';
import type { AddRoute, ReviewRouteDeps } from './reviews/routes.ts';
import type { ViewerViewDeps } from './viewer-view.ts';

export type PageDeps = OverviewDeps &
  ActivityViewDeps &
  BulkDeps &
  CsvDeps &
  ViewerViewDeps &
  ReviewRouteDeps;

const limit = z.coerce.number().int().min(1).max(100).default(50);
const sorts = [
  'name',
  'company',
  'state',
  'next-email',
  'last-answer',
  'since',
] as const satisfies LeadSort[];

const overviewQuery = z.strictObject({ span: z.enum(['day', 'week', 'month']).default('day') });
const leadsQuery = leadFilter.extend({
  sort: z.enum(sorts).default('since'),
  direction: z.enum(['ascending', 'descending']).optional(),
  after: cursor(z.object({ value: z.union([z.string(), z.number()]), contactId: z.string() })).optional(),
  limit,
});
const activityListQuery = activityFilter.extend({
  after: cursor(z.object({ at: z.number(), id: z.string() })).optional(),
  limit,
});
const csvBody = z.object({ filter: leadFilter });
const contactId = z.string().regex(/^\d{1,20}$/, 'is no contact id');
/** A filter is of the page that it is asked on. */
const fits = ({ action, on }: { action: { kind: string }; on: object }): boolean =>
  action.kind === 'approve' ? !('filter' in on) : !('reviews' in on);
const MISFIT = 'This action is not of that page.';
const plannedBulk = z.object({
  action: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hand-back') }),
    z.object({ kind: z.literal('pause') }),
    z.object({ kind: z.literal('resume') }),
    z.object({ kind: z.literal('stop') }),
    z.object({ kind: z.literal('picked-up') }),
    z.object({ kind: z.literal('change-assistant'), assistantId: z.string().min(1).max(64) }),
    z.object({ kind: z.literal('approve') }),
  ]),
  on: z.union([
    z.strictObject({ contactIds: z.array(contactId).min(1).max(1_000) }),
    z.strictObject({ filter: leadFilter }),
    z.strictObject({ reviews: reviewFilter }),
  ]),
  requestId: z.string().min(1).max(100).optional(),
});
const bulkPlanBody = plannedBulk.refine(fits, MISFIT);
const bulkBody = plannedBulk.required({ requestId: true }).refine(fits, MISFIT);
const refusedQuery = z.strictObject({ after: contactId.optional() });
const nothing = z.object({});

/** The routes of Baton's pages; the contract with them is src/cards/pages/contract.ts. */
export function pageRoutes(deps: PageDeps): Route[] {
  const seen =
    (work: (viewer: Viewer, request: Request, caller: Caller) => Promise<unknown>) =>
    async (request: Request): Promise<unknown> => {
      const caller = callerOf(request);
      return work(await deps.viewerOf(caller), request, caller);
    };
  const route = (
    described: Pick<Route, 'path' | 'summary' | 'answers'> & Partial<Route>,
    work: Parameters<typeof seen>[0],
  ): Route => ({ method: 'get', access: 'page', handlers: [answer(seen(work))], ...described });
  return [
    ...viewRoutes(deps, route),
    ...bulkRoutes(deps, route),
    ...reviewRoutes(deps, route),
    csvFile(deps),
  ];
}

function viewRoutes(deps: PageDeps, route: AddRoute): Route[] {
  return [
    route(
      {
        path: '/api/pages/viewer',
        summary: 'Who looks, what they see, what filters offer',
        answers: 'ViewerView',
      },
      (viewer): Promise<ViewerView> => viewerView(deps, viewer),
    ),
    route(
      {
        path: '/api/pages/overview',
        summary: 'What needs a person, what happened, where leads stand',
        query: overviewQuery,
        answers: 'OverviewView',
      },
      (viewer, request) => overview(deps, viewer, asked(overviewQuery, request).span),
    ),
    route(
      { path: '/api/pages/leads', summary: 'Leads, one page', query: leadsQuery, answers: 'LeadsView' },
      async ({ portal, sight }, request) => {
        const { sort, direction, after, limit: size, ...filter } = asked(leadsQuery, request);
        const { portalId, timeZone: zone } = portal;
        const query = leadQuery(filter, sight, { now: deps.clock.now(), zone });
        const page = {
          sort,
          direction: direction ?? (sort === 'since' || sort === 'last-answer' ? 'descending' : 'ascending'),
          limit: size,
          ...(after ? { after } : {}),
        } as const;
        return leadsView(deps, await deps.namesOf(portalId), portalId, query, page);
      },
    ),
    route(
      {
        path: '/api/pages/activity',
        summary: 'What Baton did, newest first, one page',
        query: activityListQuery,
        answers: 'ActivityView',
      },
      async ({ portal, sight }, request) => {
        const { after, limit: size, ...filter } = asked(activityListQuery, request);
        const query = { ...activityQuery(filter, sight), limit: size, ...(after ? { after } : {}) };
        return activityView(deps, await deps.namesOf(portal.portalId), portal.portalId, query);
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/pages/leads/csv',
        summary: 'A link under which the leads that match are a CSV file',
        body: csvBody,
        answers: 'CsvView',
      },
      (viewer, request) => csvLink(deps, viewer, jsonBody(request, csvBody).filter),
    ),
  ];
}

const idOf = (request: Request): string => {
  const { id } = request.params;
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) throw new BatonError('NOT_FOUND');
  return id;
};

function bulkRoutes(deps: PageDeps, route: AddRoute): Route[] {
  const path = '/api/pages/bulk';
  return [
    route(
      {
        method: 'post',
        path: `${path}/plan`,
        summary: 'What a bulk action would do, in numbers',
        body: bulkPlanBody,
        answers: 'BulkPlan',
      },
      (viewer, request) => planBulk(deps, viewer, jsonBody(request, bulkPlanBody)),
    ),
    route(
      { method: 'post', path, summary: 'Starts a bulk action', body: bulkBody, answers: 'BulkJob' },
      async (viewer, request, caller) =>
        askBulk(deps, viewer, await callerName(deps.hubspot, caller), jsonBody(request, bulkBody)),
    ),
    route({ path, summary: 'Bulk actions of the last days', answers: '{ jobs: BulkJob[] }' }, (viewer) =>
      listBulk(deps, viewer),
    ),
    route(
      { path: `${path}/:id`, summary: 'How far a bulk action is', answers: 'BulkJob' },
      (viewer, request) => oneBulk(deps, viewer, idOf(request)),
    ),
    route(
      {
        path: `${path}/:id/refused`,
        summary: 'Which leads a bulk action left as they are, and why',
        query: refusedQuery,
        answers: 'BulkRefusedView',
      },
      (viewer, request) => refusedOf(deps, viewer, idOf(request), asked(refusedQuery, request).after),
    ),
    route(
      {
        method: 'post',
        path: `${path}/:id/cancel`,
        summary: 'Ends a bulk action where it is',
        body: nothing,
        answers: 'BulkJob',
      },
      (viewer, request) => cancelBulk(deps, viewer, idOf(request)),
    ),
  ];
}

const csvFile = (deps: PageDeps): Route => ({
  method: 'get',
  path: '/t/leads-csv/:token',
  summary: 'The file of an export',
  access: 'link',
  answers: 'A CSV file',
  handlers: [
    (request: Request, response: Response) => sendCsv(deps, request.params['token'] as string, response),
  ],
});
