import { z } from 'zod';
import { contactId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
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
  const page = async (portalId: PortalId, filters: readonly Filter[], after: ContactId | null) => {
    const { results, paging } = await client.call(portalId, {
      method: 'POST',
      path: `/crm/objects/${HUBSPOT_API_VERSION}/contacts/search`,
      body: bodyOf(filters, after),
      lane: 'bulk',
      search: true,
      answer: pageSchema,
      repeatable: true,
    });
    return {
      ids: results.map(({ id }) => contactId(id)),
      more: results.length > 0 && paging !== undefined,
    };
  };
  return {
    ownedBy: (portalId, query) => page(portalId, ownedBy(query), query.after),
    ofCompany: (portalId, companyId, after) =>
      page(portalId, [{ propertyName: 'associatedcompanyid', operator: 'EQ', value: companyId }], after),
    async countOwnedBy(portalId, owner) {
      const { total } = await client.call(portalId, {
        method: 'POST',
        path: `/crm/objects/${HUBSPOT_API_VERSION}/contacts/search`,
        body: { ...bodyOf(ownedBy({ owners: [owner], modifiedSince: null }), null), limit: 1 },
        lane: 'interactive',
        search: true,
        answer: countSchema,
        repeatable: true,
      });
      return total;
    },
  };
}

interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
  values?: readonly string[];
}

const ownedBy = ({ owners, modifiedSince }: Omit<OwnedContacts, 'after'>): Filter[] => [
  { propertyName: 'hubspot_owner_id', operator: 'IN', values: owners },
  ...(modifiedSince === null
    ? []
    : [{ propertyName: 'lastmodifieddate', operator: 'GTE', value: String(modifiedSince) }]),
];

/** HubSpot shows only the first 10,000 results of a query, so each page is a query of its own: ids above the last. */
const bodyOf = (filters: readonly Filter[], after: ContactId | null) => ({
  filterGroups: [
    {
      filters: [
        ...filters,
        ...(after === null ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: after }]),
      ],
    },
  ],
  sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
  properties: ['hs_object_id'],
  limit: PAGE,
  // From the start: HubSpot declares it as required.
  after: '0',
});
