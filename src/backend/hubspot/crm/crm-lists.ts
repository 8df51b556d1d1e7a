import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import { chunksOf } from '../calls/batches.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { anyId, listOf } from '../calls/tolerant.ts';
import { epochMs } from '../records/contacts.ts';
import { createLists, hubSpotList } from '../records/lists.ts';
import type { HubSpotList, Lists } from '../types.ts';

/** HubSpot names no most for one change of a list; this is what connectors send, and it takes. */
export const LIST_BATCH = 1_000;
/** Of one look at which lists records are in. */
const JOINED_BATCH = 100;

/** What became of the record ids of one change. Those in no set were in the list already, or not in it. */
export interface ListChange {
  changed: ReadonlySet<string>;
  /** HubSpot has no such record: deleted, or merged into another. */
  missing: ReadonlySet<string>;
}

/** Lists of contacts that syncs fill. In the lane for bulk. @throws BatonError HUBSPOT_* of a call, from each */
export interface CrmLists extends Pick<Lists, 'members'> {
  /** undefined: HubSpot has none. Names are unique among the lists of an object. */
  find(portalId: PortalId, by: { id: string } | { name: string }): Promise<HubSpotList | undefined>;
  /** A manual list. Not safe to repeat: look for the name first. */
  create(portalId: PortalId, name: string): Promise<HubSpotList>;
  /**
   * Adds or removes at most `LIST_BATCH` records. Safe to repeat, but an answer to a repetition does not tell what the
   * lost one did: after HUBSPOT_OUTCOME_UNKNOWN, `joinedAt` does.
   */
  change(
    portalId: PortalId,
    listId: string,
    how: 'add' | 'remove',
    ids: readonly string[],
  ): Promise<ListChange>;
  /** When these came into the list last, epoch ms; those that are not in it are absent. */
  joinedAt(portalId: PortalId, listId: string, ids: readonly string[]): Promise<Map<string, number>>;
}

const path = `/crm/lists/${HUBSPOT_API_VERSION}`;
const oneList = z.object({ list: hubSpotList }).transform(({ list }) => list);
const ids = listOf(anyId);
// HubSpot's own spelling.
const changed = z.object({ recordsIdsAdded: ids, recordIdsRemoved: ids, recordIdsMissing: ids });
const memberships = z.object({
  results: listOf(
    z.object({
      recordId: anyId,
      recordListMemberships: listOf(
        z.object({ listId: anyId, lastAddedTimestamp: z.union([z.string(), z.number()]).nullish() }),
      ),
    }),
  ),
});

/** See `CrmLists`. */
export function createCrmLists({ client }: { client: HubSpotClient }): CrmLists {
  const of = (listId: string): string => `${path}/${encodeURIComponent(listId)}`;
  return {
    members: createLists({ client }).members,
    async find(portalId, by) {
      const where = 'id' in by ? of(by.id) : `${path}/object-type-id/0-1/name/${encodeURIComponent(by.name)}`;
      const call = { method: 'GET', path: where, lane: 'bulk', answer: oneList, repeatable: true } as const;
      return client.call(portalId, call).catch((error: unknown) => {
        if (isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
        throw error;
      });
    },
    create: (portalId, name) =>
      client.call(portalId, {
        method: 'POST',
        path,
        body: { name, objectTypeId: '0-1', processingType: 'MANUAL' },
        lane: 'bulk',
        answer: oneList,
        repeatable: false,
      }),
    async change(portalId, listId, how, recordIds) {
      const answer = await client.call(portalId, {
        method: 'PUT',
        path: `${of(listId)}/memberships/${how}`,
        body: [...new Set(recordIds)],
        lane: 'bulk',
        answer: changed,
        repeatable: false,
      });
      return {
        changed: new Set(how === 'add' ? answer.recordsIdsAdded : answer.recordIdsRemoved),
        missing: new Set(answer.recordIdsMissing),
      };
    },
    async joinedAt(portalId, listId, recordIds) {
      const joined = new Map<string, number>();
      for (const part of chunksOf(JOINED_BATCH, recordIds)) {
        const inputs = part.map((recordId) => ({ objectTypeId: '0-1', recordId }));
        const { results } = await client.call(portalId, {
          method: 'POST',
          path: `${path}/records/memberships/batch/read`,
          body: { inputs },
          lane: 'bulk',
          answer: memberships,
          repeatable: true,
        });
        for (const { recordId, recordListMemberships } of results) {
          const one = recordListMemberships.find((membership) => membership.listId === listId);
          if (one) joined.set(recordId, epochMs(one.lastAddedTimestamp ?? 0) || 0);
        }
      }
      return joined;
    },
  };
}
