import { z } from 'zod';
import { contactId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { anyId, listOf, nextPage } from '../calls/tolerant.ts';
import type { ContactSearch, OwnedContacts } from '../types.ts';

const PAGE = 200;

const pageSchema = z.object({
  results: listOf(z.object({ id: anyId.pipe(z.string().regex(/^\d+$/)) })),
  paging: nextPage,
});
const countSchema = z.object({ total: z.number().int().min(0) });

/** Searches contacts. See `ContactSearch`. */
export function createContactSearch({ client }: { client: HubSpotClient }): ContactSearch {
  return {
    async ownedBy(portalId: PortalId, query: OwnedContacts) {
      const { results, paging } = await client.call(portalId, {
        method: 'POST',
        path: `/crm/objects/${HUBSPOT_API_VERSION}/contacts/search`,
        body: bodyOf(query),
        lane: 'bulk',
        search: true,
        answer: pageSchema,
        repeatable: true,
      });
      return {
        ids: results.map(({ id }) => contactId(id)),
        more: results.length > 0 && paging !== undefined,
      };
    },
    async countOwnedBy(portalId, owner) {
      const { total } = await client.call(portalId, {
        method: 'POST',
        path: `/crm/objects/${HUBSPOT_API_VERSION}/contacts/search`,
        body: { ...bodyOf({ owners: [owner], modifiedSince: null, after: null }), limit: 1 },
        lane: 'interactive',
        search: true,
        answer: countSchema,
        repeatable: true,
      });
      return total;
    },
  };
}

/** HubSpot shows only the first 10,000 results of a query, so each page is a query of its own: ids above the last. */
function bodyOf({ owners, modifiedSince, after }: OwnedContacts) {
  const filters = [
    { propertyName: 'hubspot_owner_id', operator: 'IN', values: owners },
    ...(modifiedSince === null
      ? []
      : [{ propertyName: 'lastmodifieddate', operator: 'GTE', value: String(modifiedSince) }]),
    ...(after === null ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: after }]),
  ];
  return {
    filterGroups: [{ filters }],
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties: ['hs_object_id'],
    limit: PAGE,
    // From the start: HubSpot declares it as required.
    after: '0',
  };
}
