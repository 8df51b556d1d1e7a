import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { CardView, Unchanged } from '../../../cards/contact/contract.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { assistantId, contactId } from '../../ground/identifiers.ts';
import { callerOf } from '../../http/caller.ts';
import { answer, checked, jsonBody } from '../../http/routes.ts';
import type { Route } from '../../http/routes.ts';
import { act, liftLegal } from './act.ts';
import type { ActDeps } from './act.ts';
import { saveContext } from './context.ts';
import type { SaveContextDeps } from './context.ts';
import { handOver } from './hand-over.ts';
import type { HandOverDeps } from './hand-over.ts';
import { preview } from './preview.ts';
import type { PreviewDeps } from './preview.ts';
import { createCardVersion } from './version.ts';
import { createContactView } from './view.ts';
import type { ContactViewDeps } from './view.ts';

export type CardDeps = ActDeps & SaveContextDeps & HandOverDeps & PreviewDeps & ContactViewDeps;

const contextChange = z.object({ context: z.string().max(65_536), base: z.string() });
const handOverBody = z.object({ assistantId: z.string().min(1), confirmed: z.boolean().default(false) });
const nothing = z.object({});
const previewBody = z.object({ context: z.string().max(65_536) });
const cardQuery = z.object({ since: z.string().optional() });
const previewQuery = z.object({ context: z.string().max(65_536).optional() });

const path = '/api/contacts/:contactId';

const idOf = (request: Request) => {
  const id = request.params['contactId'];
  if (typeof id !== 'string' || !/^\d+$/.test(id))
    throw new BatonError('REQUEST_INVALID', 'The contact id is a number.');
  return contactId(id);
};

/** Found out while asking for the version: the view says that somebody has to connect again. */
function unlessDisconnected(error: unknown): string {
  if (isBatonError(error, 'PORTAL_DISCONNECTED')) return '';
  throw error;
}

/** The routes of the contact card; the contract with it is src/cards/contact/contract.ts. */
export function cardRoutes(deps: CardDeps): Route[] {
  const view = createContactView(deps);
  const versionOf = createCardVersion(deps);
  const viewAfter = (work?: (request: Request) => Promise<void>): RequestHandler =>
    answer(async (request): Promise<CardView | Unchanged> => {
      await work?.(request);
      const { portalId } = callerOf(request);
      // Before the view: what changes between the two is found by the next look.
      const version = await versionOf(portalId, idOf(request)).catch(unlessDisconnected);
      if (!work && version !== '' && request.query['since'] === version)
        return { kind: 'unchanged', version };
      return { ...(await view(portalId, idOf(request))), version };
    });
  const base = { access: 'signed', answers: 'CardView' } as const;
  const actions = [
    ['hand-back', 'hand-back-asked', 'Hands the contact back now'],
    ['pause', 'pause-asked', 'Stops sending until resumed'],
    ['resume', 'resume-asked', 'Goes on where it stopped'],
  ] as const;
  return [
    {
      ...base,
      method: 'get',
      path: `${path}/card`,
      summary: 'What the contact card shows, or that it still is the version named',
      query: cardQuery,
      answers: 'CardView or Unchanged',
      handlers: [viewAfter()],
    },
    {
      ...base,
      method: 'put',
      path: `${path}/context`,
      summary: 'Saves the Context; 409 with `current` if it changed meanwhile',
      body: contextChange,
      handlers: [
        viewAfter((request) =>
          saveContext(deps, callerOf(request), idOf(request), jsonBody(request, contextChange)),
        ),
      ],
    },
    {
      ...base,
      method: 'post',
      path: `${path}/hand-over`,
      summary: 'Hands the contact to an assistant',
      body: handOverBody,
      handlers: [
        viewAfter((request) => {
          const { assistantId: id, confirmed } = jsonBody(request, handOverBody);
          const to = assistantId(id);
          return handOver(deps, callerOf(request), idOf(request), { to, confirmed });
        }),
      ],
    },
    {
      ...base,
      method: 'post',
      path: `${path}/lift-legal`,
      access: 'admin',
      summary: 'Lets a person be written to again after a legal matter',
      body: nothing,
      handlers: [viewAfter((request) => liftLegal(deps, callerOf(request), idOf(request)))],
    },
    ...previewRoutes(deps),
    ...actions.map(([name, action, summary]): Route => ({
      ...base,
      method: 'post',
      path: `${path}/${name}`,
      summary,
      body: nothing,
      handlers: [viewAfter((request) => act(deps, callerOf(request), idOf(request), action))],
    })),
  ];
}

/** What the next email would be: with the Context as it is, or with one that is not saved yet. */
function previewRoutes(deps: CardDeps): Route[] {
  const base = { path: `${path}/next-email`, access: 'signed', answers: 'EmailPreview' } as const;
  return [
    {
      ...base,
      method: 'get',
      summary: 'The next email as it would be written now',
      query: previewQuery,
      handlers: [
        answer((request) => {
          const { context } = checked(previewQuery, { context: request.query['context'] }, 'query');
          return preview(deps, callerOf(request), idOf(request), context);
        }),
      ],
    },
    {
      ...base,
      method: 'post',
      summary: 'The same for an unsaved Context too long for a URL',
      body: previewBody,
      handlers: [
        answer((request) =>
          preview(deps, callerOf(request), idOf(request), jsonBody(request, previewBody).context),
        ),
      ],
    },
  ];
}
