import type { Request } from 'express';
import { z } from 'zod';
import type { DraftCheck, ReviewDetail } from '../../../cards/pages/contract.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Caller } from '../../http/caller.ts';
import { jsonBody } from '../../http/routes.ts';
import type { Route } from '../../http/routes.ts';
import { callerName } from '../../hubspot/records/caller-name.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import type { Approvals, By, Seen } from '../../leads/approval/decide.ts';
import { claimView } from '../../leads/approval/view.ts';
import { chosenOutcomes } from '../../leads/deciding/events.ts';
import { isActive } from '../../leads/deciding/states.ts';
import type { Leads } from '../../leads/leads.ts';
import type { Settling } from '../../leads/reviewing/settle.ts';
import { isDraft } from '../../reviews/reviews.ts';
import type { Reviews } from '../../reviews/reviews.ts';
import type { Review } from '../../reviews/review-entity.ts';
import { asked, cursor, reviewFilter, reviewQuery } from '../filters.ts';
import type { NamesOf } from '../names.ts';
import type { Viewer } from '../viewer.ts';
import { reviewDetail, reviewsView } from './view.ts';
import type { ReviewViewDeps } from './view.ts';

export interface ReviewRouteDeps extends ReviewViewDeps {
  hubspot: Pick<HubSpot, 'owners'>;
  reviews: Pick<Reviews, 'page' | 'count' | 'find' | 'take' | 'draftsWaitingOf'>;
  leads: Pick<Leads, 'find' | 'tell'> & { approvals: Approvals; settling: Settling };
  namesOf: NamesOf;
}

/** Adds a route of the pages: behind the look at who asks. */
export type AddRoute = (
  described: Pick<Route, 'path' | 'summary' | 'answers'> & Partial<Route>,
  work: (viewer: Viewer, request: Request, caller: Caller) => Promise<unknown>,
) => Route;

const listQuery = reviewFilter.extend({
  after: cursor(z.object({ at: z.number(), id: z.string() })).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
const subject = z.string().trim().min(1, 'Give the email a subject.').max(250);
const letter = z.string().trim().min(1, 'The email has no text.').max(20_000);
const version = z.number().int();
const standsBy = z.boolean().default(false);
const nothing = z.object({});
const decideBody = z.object({ version });
const wordsBody = z.object({ subject, letter });
const approveBody = z
  .object({ version, subject: subject.optional(), letter: letter.optional(), standsBy })
  .refine((body) => (body.subject === undefined) === (body.letter === undefined), 'Send subject and letter.');
const replyBody = wordsBody.extend({ version, standsBy });
const finishBody = z.object({ version, outcome: z.enum(chosenOutcomes) });

const path = '/api/pages/reviews';

/** What a person does with what Baton asks. */
export function reviewRoutes(deps: ReviewRouteDeps, route: AddRoute): Route[] {
  return [...lookRoutes(deps, route), ...draftRoutes(deps, route), ...answerRoutes(deps, route)];
}

function lookRoutes(deps: ReviewRouteDeps, route: AddRoute): Route[] {
  return [
    route(
      {
        path,
        summary: 'What waits for a person, oldest first, one page',
        query: listQuery,
        answers: 'ReviewsView',
      },
      async (viewer, request) => {
        const { after, limit, ...filter } = asked(listQuery, request);
        const query = reviewQuery(filter, viewer);
        const names = await deps.namesOf(viewer.portal.portalId);
        return reviewsView(deps, names, viewer, query, { limit, ...(after ? { after } : {}) });
      },
    ),
    route(
      { path: `${path}/count`, summary: 'How much waits for a person', answers: '{ count }' },
      async ({ portal, sight }) => ({ count: await deps.reviews.count(portal.portalId, { sight }) }),
    ),
    route(
      { path: `${path}/:id`, summary: 'One of it, with all that a decision needs', answers: 'ReviewDetail' },
      async (viewer, request) => detail(deps, viewer, await reviewOf(deps, viewer, request)),
    ),
    route(
      {
        method: 'post',
        path: `${path}/:id/take`,
        summary: 'Others see who is on it, for 15 minutes',
        body: nothing,
        answers: 'ReviewDetail',
      },
      async (viewer, request, caller) => {
        const { portalId, id } = await reviewOf(deps, viewer, request);
        const name = await callerName(deps.hubspot, caller);
        await deps.reviews.take(portalId, id, { userId: viewer.userId, name });
        return detail(deps, viewer, await reviewOf(deps, viewer, request));
      },
    ),
  ];
}

/** A decision, and what the page shows then. */
const deciding =
  (
    deps: ReviewRouteDeps,
    work: (review: Review, request: Request, by: By) => Promise<unknown>,
  ): ((viewer: Viewer, request: Request, caller: Caller) => Promise<ReviewDetail>) =>
  async (viewer, request, caller) => {
    const review = await reviewOf(deps, viewer, request);
    await work(review, request, { name: await callerName(deps.hubspot, caller), trigger: 'Reviews' });
    return detail(deps, viewer, await reviewOf(deps, viewer, request));
  };

const seenIn = ({ portalId, id }: Review, seen: { version: number }): Seen => ({
  portalId,
  id,
  version: seen.version,
});

function draftRoutes(deps: ReviewRouteDeps, route: AddRoute): Route[] {
  const { approvals } = deps.leads;
  const base = { method: 'post', answers: 'ReviewDetail' } as const;
  return [
    route(
      {
        ...base,
        path: `${path}/:id/approve`,
        summary: 'The email leaves, as it is or with other words',
        body: approveBody,
      },
      deciding(deps, (review, request, by) => {
        const { subject: title, letter: text, standsBy: stands, ...seen } = jsonBody(request, approveBody);
        const edited =
          title === undefined || text === undefined ? undefined : { subject: title, letter: text };
        return approvals.approve(seenIn(review, seen), { edited, standsBy: stands }, by);
      }),
    ),
    route(
      { ...base, path: `${path}/:id/skip`, summary: 'The sequence goes on without it', body: decideBody },
      deciding(deps, (review, request, by) =>
        approvals.skip(seenIn(review, jsonBody(request, decideBody)), by),
      ),
    ),
    route(
      { ...base, path: `${path}/:id/write-again`, summary: 'The email is written anew', body: decideBody },
      deciding(deps, (review, request, by) =>
        approvals.writeAgain(seenIn(review, jsonBody(request, decideBody)), by),
      ),
    ),
    route(
      {
        ...base,
        path: `${path}/:id/take-over`,
        summary: 'The contact goes back to a person, and the email is not sent',
        body: decideBody,
      },
      deciding(deps, (review, _request, by) => takeOver(deps, review, by)),
    ),
  ];
}

async function takeOver({ leads }: ReviewRouteDeps, { portalId, contactId }: Review, by: By): Promise<void> {
  const lead = await leads.find(portalId, contactId);
  if (!lead || !isActive(lead.stage))
    throw new BatonError('CONFLICT', 'No assistant works on this contact any more.');
  await leads.tell(portalId, contactId, by.trigger, { type: 'hand-back-asked', by: by.name });
}

function answerRoutes(deps: ReviewRouteDeps, route: AddRoute): Route[] {
  const { settling, approvals } = deps.leads;
  const base = { method: 'post', answers: 'ReviewDetail' } as const;
  return [
    route(
      {
        ...base,
        path: `${path}/:id/check`,
        summary: 'What of a text stands in which source',
        body: wordsBody,
        answers: '{ claims: ClaimView[] }',
      },
      async (viewer, request): Promise<DraftCheck> => {
        const review = await reviewOf(deps, viewer, request);
        const words = jsonBody(request, wordsBody);
        const { claims, sources } = isDraft(review)
          ? { claims: await approvals.check(review, words), sources: review.content.sources }
          : await settling.check(review, words);
        return { claims: claims.map((claim) => claimView(claim, sources, viewer.portal.timeZone)) };
      },
    ),
    route(
      {
        ...base,
        path: `${path}/:id/suggest-again`,
        summary: 'Has the suggested answer written anew by the language model',
        body: nothing,
      },
      deciding(deps, async (review) => {
        if (isDraft(review)) throw new BatonError('REQUEST_INVALID', 'Only an answer is answered.');
        await deps.reviewed.suggestAgain(review);
      }),
    ),
    route(
      { ...base, path: `${path}/:id/reply`, summary: 'Answers in the assistant’s name', body: replyBody },
      deciding(deps, (review, request, by) => {
        const { version: seen, ...reply } = jsonBody(request, replyBody);
        return settling.reply(seenIn(review, { version: seen }), reply, by);
      }),
    ),
    route(
      {
        ...base,
        path: `${path}/:id/forward`,
        summary: 'The owner gets a task with the answer',
        body: decideBody,
      },
      deciding(deps, (review, request, by) =>
        settling.forward(seenIn(review, jsonBody(request, decideBody)), by),
      ),
    ),
    route(
      { ...base, path: `${path}/:id/finish`, summary: 'Says what the answer means', body: finishBody },
      deciding(deps, (review, request, by) => {
        const { version: seen, outcome } = jsonBody(request, finishBody);
        return settling.finish(seenIn(review, { version: seen }), outcome, by);
      }),
    ),
  ];
}

/** @throws BatonError NOT_FOUND also for one that the person may not see */
async function reviewOf(deps: ReviewRouteDeps, viewer: Viewer, request: Request): Promise<Review> {
  const { id } = request.params;
  const review =
    typeof id === 'string' && id.length <= 200 ? await deps.reviews.find(viewer.portal.portalId, id) : null;
  if (!review || (viewer.sight && !viewer.sight.includes(review.seenBy)))
    throw new BatonError('NOT_FOUND', 'This does not wait any more.');
  return review;
}

const detail = async (deps: ReviewRouteDeps, viewer: Viewer, review: Review): Promise<ReviewDetail> =>
  reviewDetail(deps, await deps.namesOf(viewer.portal.portalId), viewer, review);
