import { z } from 'zod';
import { addressOf, callerOf } from '../http/caller.ts';
import { answer, checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { Exclusions } from './exclusions.ts';

const LONGEST_TEXT = 900_000;
const addition = z.object({
  text: z.string().trim().min(1, 'Paste at least one address or domain.').max(LONGEST_TEXT),
  reason: z.string().trim().max(200, 'The reason is too long: 200 characters at most.').default(''),
});
const removal = z.object({ pattern: z.string().max(300) });
const wanted = z.object({
  search: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(0).max(100_000).default(0),
});

/** What an admin does with exclusions; the contract is src/cards/exclusions/contract.ts. */
export function exclusionRoutes(exclusions: Exclusions): Route[] {
  const path = '/api/exclusions';
  return [
    {
      method: 'get',
      path,
      summary: 'Addresses and domains that are never written to',
      access: 'admin',
      answers: 'ExclusionsView',
      handlers: [
        answer((request) =>
          exclusions.view(callerOf(request).portalId, checked(wanted, request.query, 'query')),
        ),
      ],
    },
    {
      method: 'post',
      path,
      summary: 'Adds one, or a pasted list',
      access: 'admin',
      body: addition,
      answers: 'ExclusionsAdded',
      handlers: [
        answer((request) => {
          const caller = callerOf(request);
          return exclusions.add(caller.portalId, { ...jsonBody(request, addition), by: addressOf(caller) });
        }),
      ],
    },
    {
      method: 'post',
      path: `${path}/remove`,
      summary: 'Lets one be written to again',
      access: 'admin',
      body: removal,
      answers: 'ExclusionsView',
      handlers: [
        answer(async (request) => {
          const { portalId } = callerOf(request);
          await exclusions.remove(portalId, jsonBody(request, removal).pattern);
          return exclusions.view(portalId, { search: '', page: 0 });
        }),
      ],
    },
  ];
}
