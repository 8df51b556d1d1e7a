import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { mayRead, typeOf } from '../records/endpoints.ts';
import { presentRecord, seesEmailContent } from '../records/presentation.ts';
import { practisedSearch, searchRecords, searchSchema, type Search } from './search.ts';

export const searchEndpoints: readonly Endpoint[] = [
  accountEndpoint({
    method: 'POST',
    path: '/crm/objects/V/:type/search',
    answers: 200,
    scopes: mayRead,
    limit: 'search',
    maxCharacters: 3_000,
    body: searchSchema,
    practised: practisedSearch,
    run: search,
  }),
];

function search(call: AccountCall<Search>) {
  const type = typeOf(call);
  const wanted = call.body;
  const { total, page } = searchRecords(call.portal, type, wanted);
  const next = wanted.after + page.length;
  const selection = { properties: wanted.properties, emailContent: seesEmailContent(call) };
  const results = page.flatMap((indexed) => {
    const record = call.portal.table(type).get(indexed.id);
    // Results show what the index knows, which may be older than the record.
    return record
      ? [presentRecord(call.portal, { ...record, properties: { ...indexed.properties } }, selection)]
      : [];
  });
  return {
    total,
    results,
    ...(next < total ? { paging: { next: { after: String(next), link: '' } } } : {}),
  };
}
