import type { Portal } from '../accounts/portal.ts';
import { HubSpotError, invalidRequest, notFound } from '../api/hubspot-error.ts';
import { propertiesIn, type FilterBranch } from './filters.ts';
import type { ListRecord } from './list.ts';
import { RESTORABLE_MS } from './lists.ts';

export interface NewList extends Pick<ListRecord, 'name' | 'objectTypeId' | 'processingType'> {
  filterBranch?: FilterBranch | undefined;
}

interface MembershipChange {
  added: string[];
  removed: string[];
  /** Ids that are no live records: deleted, merged away or never there. */
  missing: string[];
}

export const listMissing = (which: string): HubSpotError =>
  notFound(`List ${which} does not exist`, { subCategory: 'ILS.LIST_NOT_FOUND' });

/** A list that is not deleted. @throws HubSpotError 404 */
export function requireList(portal: Portal, listId: string): ListRecord {
  const list = portal.lists.get(listId);
  if (!list || list.deletedAt !== null) throw listMissing(listId);
  portal.lists.settle();
  return portal.lists.get(listId) ?? list;
}

/** @param userId who makes it on HubSpot's pages; absent: the app. @throws HubSpotError 400, 404 */
export function createList(portal: Portal, wanted: NewList, userId?: number): ListRecord {
  const { name, processingType, filterBranch } = wanted;
  const type = portal.objectType(wanted.objectTypeId);
  checkName(portal, name);
  if (processingType === 'DYNAMIC' && !filterBranch)
    throw invalidRequest('A DYNAMIC list needs a filterBranch');
  if (processingType === 'MANUAL' && filterBranch)
    throw invalidRequest('A MANUAL list takes no filterBranch');
  if (filterBranch) checkFilters(portal, type.id, filterBranch);
  const now = portal.world.clock.now();
  const list: ListRecord = {
    listId: String(portal.lists.size + 1),
    name,
    objectTypeId: type.id,
    processingType,
    filterBranch: filterBranch ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    filtersUpdatedAt: now,
    ...(userId === undefined ? {} : { createdById: String(userId), updatedById: String(userId) }),
    deletedAt: null,
  };
  portal.lists.add(list);
  return list;
}

/** Adds and removes records. Doing it again changes nothing. @throws HubSpotError 400 for a DYNAMIC list */
export function changeMembers(
  portal: Portal,
  list: ListRecord,
  change: { add: readonly string[]; remove: readonly string[] },
): MembershipChange {
  if (list.processingType === 'DYNAMIC') {
    throw invalidRequest(`Memberships of the DYNAMIC list ${list.listId} cannot be changed`, {
      subCategory: 'ILS.INVALID_LIST_PROCESSING_TYPE',
    });
  }
  const table = portal.table(portal.objectType(list.objectTypeId));
  const isLive = (id: string): boolean => table.live(id) !== undefined;
  return {
    added: portal.lists.join(list, change.add.filter(isLive)),
    removed: portal.lists.leave(list, change.remove),
    missing: [...change.add, ...change.remove].filter((id) => !isLive(id)),
  };
}

/** @throws HubSpotError 400 when another list has the name */
export function renameList(portal: Portal, list: ListRecord, name: string, userId?: number): ListRecord {
  if (name !== list.name) checkName(portal, name);
  return changed(portal, list, { name }, userId);
}

/** @throws HubSpotError 400 for a list that is not DYNAMIC */
export function changeFilters(
  portal: Portal,
  list: ListRecord,
  filterBranch: FilterBranch,
  userId?: number,
): ListRecord {
  if (list.processingType !== 'DYNAMIC')
    throw invalidRequest(
      `Only DYNAMIC lists have filters that change; list ${list.listId} is ${list.processingType}`,
      {
        subCategory: 'ILS.INVALID_LIST_PROCESSING_TYPE',
      },
    );
  checkFilters(portal, list.objectTypeId, filterBranch);
  const filtersUpdatedAt = portal.world.clock.now();
  const updated = changed(portal, list, { filterBranch, filtersUpdatedAt }, userId);
  portal.lists.refill(updated);
  return updated;
}

export function deleteList(portal: Portal, list: ListRecord): void {
  portal.lists.save({ ...list, deletedAt: portal.world.clock.now() });
}

/** Brings a list back within 90 days. @throws HubSpotError 404, and 400 when another list has its name by now */
export function restoreList(portal: Portal, listId: string): ListRecord {
  const list = portal.lists.get(listId);
  if (list?.deletedAt === null) return list;
  if (!list || portal.world.clock.now() - list.deletedAt > RESTORABLE_MS) throw listMissing(listId);
  checkName(portal, list.name);
  const restored = { ...list, deletedAt: null };
  portal.lists.save(restored);
  const table = portal.table(portal.objectType(list.objectTypeId));
  if (list.processingType === 'DYNAMIC') portal.lists.refill(restored);
  else
    portal.lists.leave(
      restored,
      portal.lists
        .roll(restored)
        .ids()
        .filter((id) => table.live(id) === undefined),
    );
  return restored;
}

export function changed(
  portal: Portal,
  list: ListRecord,
  change: Partial<ListRecord>,
  userId?: number,
): ListRecord {
  const updated = {
    ...list,
    ...change,
    ...(userId === undefined ? {} : { updatedById: String(userId) }),
    version: list.version + 1,
    updatedAt: portal.world.clock.now(),
  };
  portal.lists.save(updated);
  return updated;
}

function checkName(portal: Portal, name: string): void {
  if (!portal.lists.active().some((list) => list.name === name)) return;
  throw new HubSpotError(400, 'VALIDATION_ERROR', `A list named '${name}' already exists`, {
    subCategory: 'ILS.DUPLICATE_LIST_NAMES',
  });
}

function checkFilters(portal: Portal, objectTypeId: string, branch: FilterBranch): void {
  const type = portal.objectType(objectTypeId);
  const unknown = propertiesIn(branch).filter((name) => !portal.property(type, name));
  if (unknown.length > 0)
    throw invalidRequest(`The filters name properties that ${type.name} do not have: ${unknown.join(', ')}`, {
      subCategory: 'ILS.INVALID_FILTER',
    });
}
