import type { FilterBranch } from './filters.ts';

export const processingTypes = ['MANUAL', 'SNAPSHOT', 'DYNAMIC'] as const;

/** When a dynamic list becomes a static one: on a day, or when nobody joined for so long. */
export type ConversionTime =
  | { conversionType: 'CONVERSION_DATE'; year: number; month: number; day: number }
  | { conversionType: 'INACTIVITY'; timeUnit: 'DAY' | 'WEEK' | 'MONTH'; offset: number };

/** A list ("segment") of records of one type. Who is in it, its roll knows. */
export interface ListRecord {
  listId: string;
  name: string;
  objectTypeId: string;
  processingType: (typeof processingTypes)[number];
  filterBranch: FilterBranch | null;
  /** Counts the changes of what the list is, not of who is in it. */
  version: number;
  createdAt: number;
  updatedAt: number;
  filtersUpdatedAt: number;
  /** User ids; absent: the app. */
  createdById?: string;
  updatedById?: string;
  deletedAt: number | null;
  /** Only of DYNAMIC lists. */
  conversion?: ConversionTime;
  convertedAt?: number;
}

/** A record joined a list, or left it. */
export interface MembershipEvent {
  portalId: number;
  action: 'ADDED_TO_LIST' | 'REMOVED_FROM_LIST';
  listId: string;
  objectTypeId: string;
  recordId: string;
  occurredAt: number;
}
