import type { Request } from 'express';
import { z } from 'zod';
import type { KnowledgeFound, KnowledgeText } from '../../cards/knowledge/contract.ts';
import { assistantId as toAssistantId } from '../ground/identifiers.ts';
import { beginningOf, storable } from '../ground/text.ts';
import { addressOf, callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { answer, checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { itemChange, newItem } from './checks.ts';
import type { Items } from './items.ts';
import type { SearchDeps } from './searching/search.ts';
import type { UploadLinks } from './upload/upload-links.ts';
import { itemView, knowledgeQuery, knowledgeView } from './view.ts';
import type { ViewDeps } from './view.ts';

type Deps = ViewDeps & SearchDeps & { items: Items; links: UploadLinks };

const all = '/api/knowledge';
const items = `${all}/items`;
const one = `${items}/:itemId`;
const idOf = (request: Request): string => storable(String(request.params['itemId']));
const nothing = z.object({});

const searchQuery = z.object({
  words: z.string().max(1_000),
  assistant: z.string().max(64).optional(),
});
const SHOWN_PASSAGES = 5;
/** Characters of a text that a page shows; more than an admin can write there. */
const SHOWN_TEXT = 100_000;

/** What people of an account do with its knowledge; the contract is src/cards/knowledge/contract.ts. */
export const knowledgeRoutes = (deps: Deps): Route[] => [...lookRoutes(deps), ...changeRoutes(deps)];

const asked = (work: (request: Request, caller: Caller) => Promise<unknown>) => [
  answer((request) => work(request, callerOf(request))),
];

const lookRoutes = (deps: Deps): Route[] => [
  {
    method: 'get',
    path: all,
    summary: 'What the assistants know, one page',
    access: 'signed',
    query: knowledgeQuery,
    answers: 'KnowledgeView',
    handlers: asked((request, { portalId }) =>
      knowledgeView(deps, portalId, checked(knowledgeQuery, request.query, 'query')),
    ),
  },
  {
    method: 'get',
    path: `${all}/search`,
    summary: 'The passages of the knowledge that answer a question',
    access: 'signed',
    query: searchQuery,
    answers: 'KnowledgeFound',
    handlers: asked(async (request, { portalId }): Promise<KnowledgeFound> => {
      const { words, assistant } = checked(searchQuery, request.query, 'query');
      const of = assistant === undefined ? null : toAssistantId(assistant);
      const { search } = await import('./searching/search.ts');
      const found = await search(deps, portalId, of, { question: words, limit: SHOWN_PASSAGES });
      return {
        passages: found.map(({ itemId: id, title, asOf, text, score }) => ({ id, title, asOf, text, score })),
      };
    }),
  },
  {
    method: 'get',
    path: one,
    summary: 'What an item of the knowledge says',
    access: 'signed',
    answers: 'KnowledgeText',
    handlers: asked(async (request, { portalId }): Promise<KnowledgeText> => {
      const text = await deps.items.text(portalId, idOf(request));
      return { id: idOf(request), text: beginningOf(text, SHOWN_TEXT), whole: text.length <= SHOWN_TEXT };
    }),
  },
];

const changeRoutes = (deps: Deps): Route[] => [
  {
    method: 'post',
    path: items,
    summary: 'Adds a text or a link to the knowledge',
    access: 'admin',
    body: newItem,
    answers: 'KnowledgeItemView',
    handlers: asked(async (request, caller) =>
      itemView(deps, await deps.items.add(caller.portalId, jsonBody(request, newItem), addressOf(caller))),
    ),
  },
  {
    method: 'post',
    path: `${all}/upload-link`,
    summary: 'A link under which files can be sent for half an hour',
    access: 'admin',
    body: nothing,
    answers: 'UploadLink',
    handlers: asked(async (_request, caller) =>
      deps.links.create({ portalId: caller.portalId, userId: caller.userId, name: addressOf(caller) }),
    ),
  },
  {
    method: 'put',
    path: one,
    summary: 'Changes an item of the knowledge',
    access: 'admin',
    body: itemChange,
    answers: 'KnowledgeItemView',
    handlers: asked(async (request, { portalId }) =>
      itemView(deps, await deps.items.change(portalId, idOf(request), jsonBody(request, itemChange))),
    ),
  },
  {
    method: 'delete',
    path: one,
    summary: 'Removes an item from the knowledge',
    access: 'admin',
    answers: 'An empty object',
    handlers: asked(async (request, { portalId }) => {
      await deps.items.remove(portalId, idOf(request));
      return {};
    }),
  },
  {
    method: 'post',
    path: `${one}/read`,
    summary: 'Reads a link again',
    access: 'admin',
    body: nothing,
    answers: 'KnowledgeItemView',
    handlers: asked(async (request, { portalId }) =>
      itemView(deps, await deps.items.readAgain(portalId, idOf(request))),
    ),
  },
];
