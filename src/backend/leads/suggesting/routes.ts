import { z } from 'zod';
import { callerOf } from '../../http/caller.ts';
import type { Route } from '../../http/routes.ts';
import { contactIdOf, contactPath } from '../card/contact-path.ts';
import type { ViewAfter } from '../card/contact-path.ts';
import { dismissSuggestion, suggestAnew } from './act.ts';
import type { ActDeps } from './act.ts';

const nothing = z.object({});

/** What a person says of an answer that a language model suggests; it is sent as any reply. */
export function suggestionRoutes(deps: ActDeps, viewAfter: ViewAfter): Route[] {
  const base = { method: 'post', access: 'signed', answers: 'CardView', body: nothing } as const;
  return [
    {
      ...base,
      path: `${contactPath}/suggestion/again`,
      summary: 'A language model is asked anew for an answer to what the contact asks',
      handlers: [viewAfter((request) => suggestAnew(deps, callerOf(request), contactIdOf(request)))],
    },
    {
      ...base,
      path: `${contactPath}/suggestion/dismiss`,
      summary: 'The suggested answer is not shown any more',
      handlers: [viewAfter((request) => dismissSuggestion(deps, callerOf(request), contactIdOf(request)))],
    },
  ];
}
