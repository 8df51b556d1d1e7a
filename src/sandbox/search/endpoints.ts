import { Router } from 'express';
import { invalidRequest } from '../api/hubspot-error.ts';
import { presentRecord } from '../records/presentation.ts';
import { searchRecords, searchSchema } from './search.ts';
import { endpoint, ok, parseBody, type ApiCall } from '../api/call.ts';
import { readableType, seesEmailContent } from '../records/endpoints.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const MAX_BODY_CHARACTERS = 3_000;

export function searchApi(): Router {
  const router = Router();
  router.post(`/crm/objects/${HUBSPOT_API_VERSION}/:type/search`, endpoint(search));
  return router;
}

function search(call: ApiCall) {
  const type = readableType(call);
  const length = JSON.stringify(call.body ?? {}).length;
  if (length > MAX_BODY_CHARACTERS)
    throw invalidRequest(`The request body has ${length} characters, more than ${MAX_BODY_CHARACTERS}`);
  const wanted = parseBody(call, searchSchema);
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
  return ok({
    total,
    results,
    ...(next < total ? { paging: { next: { after: String(next), link: '' } } } : {}),
  });
}
