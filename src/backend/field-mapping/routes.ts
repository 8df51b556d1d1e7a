import type { Request } from 'express';
import { z } from 'zod';
import { callerOf } from '../http/caller.ts';
import { answer, checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { storable } from '../ground/text.ts';
import { callerName } from '../hubspot/records/caller-name.ts';
import { addField, changeField, fieldWords, newField, removeField } from './fields.ts';
import { previewFields } from './preview.ts';
import type { SearchProperties } from './search.ts';
import { fieldsView } from './view.ts';

type Deps = Parameters<typeof fieldsView>[0] &
  Parameters<typeof previewFields>[0] & { search: SearchProperties };

const wanted = z.object({
  object: z.enum(['contact', 'company']),
  search: z.string().trim().max(100).default(''),
});
const previewAsk = z.object({
  contact: z.string().trim().min(1, 'Enter an email address or a record ID.').max(320),
  field: newField.nullable(),
});

const all = '/api/fields';
const one = `${all}/:tag`;
const tagOf = (request: Request): string => storable(String(request.params['tag']));

/** What an admin does with fields; the contract is src/cards/fields/contract.ts. */
export function fieldRoutes(deps: Deps): Route[] {
  const admin = { access: 'admin' } as const;
  const view = { ...admin, answers: 'FieldsView' };
  /** A route that answers with the whole section after its work. */
  const changing = (work: (request: Request) => Promise<void>) => [
    answer(async (request) => {
      await work(request);
      return fieldsView(deps, callerOf(request).portalId);
    }),
  ];
  const by = (request: Request): Promise<string> => callerName(deps.hubspot, callerOf(request));
  return [
    {
      ...view,
      method: 'get',
      path: all,
      summary: 'The properties that emails may print',
      handlers: changing(async () => {}),
    },
    {
      ...admin,
      method: 'get',
      path: `${all}/properties`,
      summary: 'Properties of the account by their name',
      query: wanted,
      answers: 'PropertiesFound',
      handlers: [
        answer((request) => deps.search(callerOf(request).portalId, checked(wanted, request.query, 'query'))),
      ],
    },
    {
      ...view,
      method: 'post',
      path: all,
      summary: 'Maps a property to a tag',
      body: newField,
      handlers: changing(async (request) =>
        addField(deps, callerOf(request).portalId, jsonBody(request, newField), await by(request)),
      ),
    },
    {
      ...view,
      method: 'put',
      path: one,
      summary: 'Changes how a field is printed',
      body: fieldWords,
      handlers: changing(async (request) =>
        changeField(
          deps,
          callerOf(request).portalId,
          tagOf(request),
          jsonBody(request, fieldWords),
          await by(request),
        ),
      ),
    },
    {
      ...view,
      method: 'delete',
      path: one,
      summary: 'Removes a field that no sequence prints',
      handlers: changing((request) => removeField(deps, callerOf(request).portalId, tagOf(request))),
    },
    {
      ...admin,
      method: 'post',
      path: `${all}/preview`,
      summary: 'What the fields say of a contact; changes nothing',
      body: previewAsk,
      answers: 'FieldsPreview',
      handlers: [
        answer((request) => {
          const { contact, field } = jsonBody(request, previewAsk);
          return previewFields(deps, callerOf(request).portalId, contact, field);
        }),
      ],
    },
  ];
}
