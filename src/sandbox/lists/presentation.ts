import type { Portal } from '../accounts/portal.ts';
import type { ListRecord } from './list.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A list as HubSpot answers it. @param withFilters filters come only when they are asked for */
export function presentList(portal: Portal, list: ListRecord, withFilters: boolean): Record<string, unknown> {
  const { listId, name, objectTypeId, processingType, filterBranch } = list;
  const { size } = portal.lists.roll(list);
  return {
    listId,
    listVersion: list.version,
    name,
    objectTypeId,
    processingType,
    processingStatus: portal.lists.isFilling(list) ? 'PROCESSING' : 'COMPLETE',
    createdAt: iso(list.createdAt),
    updatedAt: iso(list.updatedAt),
    ...(list.createdById === undefined ? {} : { createdById: list.createdById }),
    ...(list.updatedById === undefined ? {} : { updatedById: list.updatedById }),
    ...(filterBranch === null ? {} : { filtersUpdatedAt: iso(list.filtersUpdatedAt) }),
    ...(filterBranch !== null && withFilters ? { filterBranch } : {}),
    size,
    additionalProperties: additional(portal, list, size),
  };
}

/** All are texts; a time that never was is left out. */
function additional(portal: Portal, list: ListRecord, size: number): Record<string, string> {
  const { lastJoinedAt, lastLeftAt } = portal.lists.roll(list);
  return {
    hs_list_size: String(size),
    hs_list_reference_count: '0',
    ...(lastJoinedAt === null ? {} : { hs_last_record_added_at: String(lastJoinedAt) }),
    ...(lastLeftAt === null ? {} : { hs_last_record_removed_at: String(lastLeftAt) }),
  };
}
