import type { Portal } from '../accounts/portal.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { objectTypeOf } from '../records/object-types.ts';
import type { StoredRecord } from '../records/record.ts';
import type { FilterBranch, ListRecord, PropertyFilter } from './list.ts';

export interface Member {
  recordId: string;
  joinedAt: number;
}

interface MembershipChange {
  added: string[];
  removed: string[];
  /** Ids that are no live records: deleted, merged away or never there. */
  missing: string[];
}

/** Members in ascending order of their ids. */
export function membersOf(portal: Portal, list: ListRecord): Member[] {
  const table = portal.table(objectTypeOf(list.objectTypeId));
  if (list.processingType === 'DYNAMIC') {
    return [...matching(portal, list)].map((record) => ({ recordId: record.id, joinedAt: record.updatedAt }));
  }
  return Object.entries(list.members)
    .filter(([id]) => table.live(id) !== undefined)
    .map(([recordId, joinedAt]) => ({ recordId, joinedAt }))
    .sort((a, b) => Number(a.recordId) - Number(b.recordId));
}

/** Live records that the list's filters choose. */
export function* matching(portal: Portal, list: ListRecord): Generator<StoredRecord> {
  for (const record of portal.table(objectTypeOf(list.objectTypeId)).all()) {
    if (list.filterBranch !== null && satisfies(record, list.filterBranch)) yield record;
  }
}

/** Adds and removes records. Doing it again changes nothing. @throws HubSpotError 400 for a DYNAMIC list */
export function changeMembers(
  portal: Portal,
  list: ListRecord,
  change: { add: string[]; remove: string[] },
): MembershipChange {
  if (list.processingType === 'DYNAMIC') {
    throw invalidRequest(`Memberships of the DYNAMIC list ${list.listId} cannot be changed`, {
      subCategory: 'ILS.INVALID_LIST_PROCESSING_TYPE',
    });
  }
  const table = portal.table(objectTypeOf(list.objectTypeId));
  const now = portal.world.clock.now();
  const missing = [...change.add, ...change.remove].filter((id) => table.live(id) === undefined);
  const added = change.add.filter((id) => table.live(id) !== undefined && list.members[id] === undefined);
  const removed = new Set(change.remove.filter((id) => list.members[id] !== undefined));
  list.members = Object.fromEntries([
    ...Object.entries(list.members).filter(([id]) => !removed.has(id)),
    ...added.map((id) => [id, now] as const),
  ]);
  portal.lists.set(list.listId, list);
  return { added, removed: [...removed], missing };
}

function satisfies(record: StoredRecord, branch: FilterBranch): boolean {
  const parts = [
    ...branch.filters.map((filter) => () => satisfiesFilter(record, filter)),
    ...branch.filterBranches.map((inner) => () => satisfies(record, inner)),
  ];
  return branch.filterBranchType === 'OR' ? parts.some((part) => part()) : parts.every((part) => part());
}

function satisfiesFilter(record: StoredRecord, { property, operation }: PropertyFilter): boolean {
  const value = record.properties[property]?.toLowerCase();
  const wanted = [
    ...(operation.values ?? []),
    ...(operation.value === undefined ? [] : [operation.value]),
  ].map((one) => one.toLowerCase());
  const equal = value !== undefined && wanted.includes(value);
  switch (operation.operator) {
    case 'IS_KNOWN':
      return value !== undefined;
    case 'IS_UNKNOWN':
      return value === undefined;
    case 'IS_EQUAL_TO':
    case 'IS_ANY_OF':
      return equal;
    case 'CONTAINS':
      return value !== undefined && wanted.some((one) => value.includes(one));
    default:
      return !equal;
  }
}
