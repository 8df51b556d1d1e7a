import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import { contactId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { anyId, flag, listOf, nextPage } from '../calls/tolerant.ts';
import type { HubSpotList, ListPage, Lists } from '../types.ts';

const FOUND_AT_ONCE = 50;
/** HubSpot's most. */
const LISTS_AT_ONCE = 500;
/** HubSpot's most. */
const MEMBERS_AT_ONCE = 250;
const path = `/crm/lists/${HUBSPOT_API_VERSION}`;

/** A list as HubSpot answers. */
export const hubSpotList = z
  .object({
    listId: anyId,
    name: z.string(),
    objectTypeId: z.string().default('0-1'),
    processingType: z.string(),
    additionalProperties: z.object({ hs_list_size: anyId.nullish() }).nullish(),
    size: z.number().nullish(),
  })
  .transform(({ additionalProperties, size, processingType, ...one }): HubSpotList => ({
    ...one,
    // Whoever is in a snapshot stays in it, as in a manual list.
    kind: processingType === 'DYNAMIC' ? 'dynamic' : 'static',
    size: size ?? numberOf(additionalProperties?.hs_list_size),
  }));

const numberOf = (value: string | null | undefined): number | null =>
  value != null && /^\d+$/.test(value) ? Number(value) : null;

const found = z.object({ lists: listOf(hubSpotList), offset: z.number().int().default(0), hasMore: flag });
const page = z.object({
  results: listOf(
    z.object({ recordId: anyId.pipe(z.string().regex(/^\d+$/)), membershipTimestamp: z.string().nullish() }),
  ),
  paging: nextPage,
});

/** HubSpot tells these of every list that is searched for; a time that never was is left out. Texts. */
const signed = z.object({
  lists: listOf(
    z.object({
      listId: anyId,
      updatedAt: z.string().nullish(),
      additionalProperties: z
        .object({
          hs_list_size: anyId.nullish(),
          hs_last_record_added_at: anyId.nullish(),
          hs_last_record_removed_at: anyId.nullish(),
        })
        .nullish(),
    }),
  ),
});

function signOf({ updatedAt, additionalProperties }: z.infer<typeof signed>['lists'][number]): string | null {
  const {
    hs_list_size: size,
    hs_last_record_added_at: added,
    hs_last_record_removed_at: removed,
  } = additionalProperties ?? {};
  // A size alone stays the same where one joins as another leaves.
  if (size == null || (added == null && size !== '0')) return null;
  return [size, added ?? '', removed ?? '', updatedAt ?? ''].join(' ');
}

/** HubSpot's lists. See `Lists`. */
export function createLists({ client }: { client: HubSpotClient }): Lists {
  const memberships =
    (order: '' | '/join-order') =>
    async (portalId: PortalId, listId: string, after: string | null): Promise<ListPage> => {
      const query = new URLSearchParams({
        limit: String(MEMBERS_AT_ONCE),
        ...(after === null ? {} : { after }),
      });
      const { results, paging } = await client.call(portalId, {
        method: 'GET',
        path: `${path}/${encodeURIComponent(listId)}/memberships${order}?${query.toString()}`,
        lane: 'bulk',
        answer: page,
        repeatable: true,
      });
      const members = results.map(({ recordId, membershipTimestamp }) => ({
        contactId: contactId(recordId),
        joinedAt: membershipTimestamp ? Date.parse(membershipTimestamp) || null : null,
      }));
      // A page without members is the last one, whatever it says of a next.
      return { members, after: members.length === 0 ? null : (paging ?? null) };
    };
  return {
    async search(portalId, words, offset) {
      const answer = await client.call(portalId, {
        method: 'POST',
        path: `${path}/search`,
        body: { query: words, offset, count: FOUND_AT_ONCE, additionalProperties: ['hs_list_size'] },
        lane: 'interactive',
        answer: found,
        repeatable: true,
      });
      return { lists: answer.lists, next: answer.hasMore ? offset + answer.lists.length : null };
    },
    async find(portalId, listId) {
      try {
        const { list: one } = await client.call(portalId, {
          method: 'GET',
          path: `${path}/${encodeURIComponent(listId)}`,
          lane: 'interactive',
          answer: z.object({ list: hubSpotList }),
          repeatable: true,
        });
        return one;
      } catch (error) {
        if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
        throw error;
      }
    },
    async signs(portalId, listIds) {
      const signs = new Map<string, string | null>();
      for (let start = 0; start < listIds.length; start += LISTS_AT_ONCE) {
        const some = listIds.slice(start, start + LISTS_AT_ONCE);
        const { lists } = await client.call(portalId, {
          method: 'POST',
          path: `${path}/search`,
          body: { listIds: some, count: LISTS_AT_ONCE },
          lane: 'bulk',
          answer: signed,
          repeatable: true,
        });
        for (const one of lists) signs.set(one.listId, signOf(one));
      }
      return signs;
    },
    members: memberships(''),
    joined: memberships('/join-order'),
  };
}
