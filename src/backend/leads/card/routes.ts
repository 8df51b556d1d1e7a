import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import { answer, checked, jsonBody } from '../../http/routes.ts';
import type { RouteTable } from '../../http/routes.ts';
import { callerOf } from '../../hubspot/incoming/caller.ts';
import { assistantId, contactId } from '../../ground/identifiers.ts';
import type { ContactActions } from './contact-actions.ts';
import type { BuildContactView } from './view.ts';

interface Deps {
  view: BuildContactView;
  actions: ContactActions;
}

const contextChange = z.object({ context: z.string().max(65_536), base: z.string() });
const handOver = z.object({ assistantId: z.string().min(1) });
const nothing = z.object({});
const previewBody = z.object({ context: z.string().max(65_536) });
const previewQuery = z.object({ context: z.string().max(65_536).optional() });

const path = '/api/contacts/:contactId';

const idOf = (request: Request) => {
  const id = request.params['contactId'];
  if (typeof id !== 'string' || !/^\d+$/.test(id))
    throw new BatonError('REQUEST_INVALID', 'The contact id is a number.');
  return contactId(id);
};

/** The routes of the contact card; the contract with it is src/cards/contact/contract.ts. */
export function addContactRoutes(table: RouteTable, guard: RequestHandler[], deps: Deps): void {
  const base = { guard: 'hubspot-signature', answers: 'CardView' } as const;
  const viewAfter = (work?: (request: Request) => Promise<void>) =>
    answer(async (request) => {
      await work?.(request);
      return deps.view(callerOf(request).portalId, idOf(request));
    });

  table.add(
    { ...base, method: 'get', path: `${path}/card`, summary: 'What the contact card shows' },
    ...guard,
    viewAfter(),
  );
  table.add(
    {
      ...base,
      method: 'put',
      path: `${path}/context`,
      summary: 'Saves the Context; 409 with `current` if it changed meanwhile',
      body: contextChange,
    },
    ...guard,
    viewAfter((request) =>
      deps.actions.saveContext(callerOf(request), idOf(request), jsonBody(request, contextChange)),
    ),
  );
  table.add(
    {
      ...base,
      method: 'post',
      path: `${path}/hand-over`,
      summary: 'Hands the contact to an assistant',
      body: handOver,
    },
    ...guard,
    viewAfter((request) =>
      deps.actions.handOver(
        callerOf(request),
        idOf(request),
        assistantId(jsonBody(request, handOver).assistantId),
      ),
    ),
  );
  addPreviewRoutes(table, guard, deps);
  for (const [name, action, summary] of [
    ['hand-back', 'hand-back-asked', 'Hands the contact back now'],
    ['pause', 'pause-asked', 'Stops sending until resumed'],
    ['resume', 'resume-asked', 'Goes on where it stopped'],
  ] as const) {
    table.add(
      { ...base, method: 'post', path: `${path}/${name}`, summary, body: nothing },
      ...guard,
      viewAfter((request) => deps.actions.act(callerOf(request), idOf(request), action)),
    );
  }
}

/** What the next email would be: with the Context as it is, or with one that is not saved yet. */
function addPreviewRoutes(table: RouteTable, guard: RequestHandler[], { actions }: Deps): void {
  const base = { guard: 'hubspot-signature', answers: 'EmailPreview' } as const;
  table.add(
    {
      ...base,
      method: 'get',
      path: `${path}/next-email`,
      summary: 'The next email as it would be written now',
      query: previewQuery,
    },
    ...guard,
    answer((request) => {
      const { context } = checked(previewQuery, { context: request.query['context'] }, 'query');
      return actions.preview(callerOf(request), idOf(request), context);
    }),
  );
  table.add(
    {
      ...base,
      method: 'post',
      path: `${path}/next-email`,
      summary: 'The same for an unsaved Context too long for a URL',
      body: previewBody,
    },
    ...guard,
    answer((request) =>
      actions.preview(callerOf(request), idOf(request), jsonBody(request, previewBody).context),
    ),
  );
}
