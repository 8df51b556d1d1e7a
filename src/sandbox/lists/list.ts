import { z } from 'zod';

export const processingTypes = ['MANUAL', 'SNAPSHOT', 'DYNAMIC'] as const;

/** A list ("segment") of records of one type. */
export interface ListRecord {
  listId: string;
  name: string;
  objectTypeId: string;
  processingType: (typeof processingTypes)[number];
  filterBranch: FilterBranch | null;
  /** Record id → when it joined, epoch ms. Not used for DYNAMIC lists, which are worked out when asked. */
  members: Record<string, number>;
  /** Counts the changes of what the list is, not of who is in it. Absent in data files of an older stand-in: 1. */
  version?: number;
  createdAt: number;
  updatedAt: number;
  deletedAt: number | null;
}

const propertyFilterSchema = z.object({
  filterType: z.literal('PROPERTY'),
  property: z.string(),
  operation: z.object({
    operator: z.enum([
      'IS_EQUAL_TO',
      'IS_NOT_EQUAL_TO',
      'IS_ANY_OF',
      'IS_NONE_OF',
      'IS_KNOWN',
      'IS_UNKNOWN',
      'CONTAINS',
    ]),
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
  }),
});
export type PropertyFilter = z.infer<typeof propertyFilterSchema>;

export interface FilterBranch {
  filterBranchType: 'OR' | 'AND';
  filterBranches: FilterBranch[];
  filters: PropertyFilter[];
}

export const filterBranchSchema: z.ZodType<FilterBranch> = z.lazy(() =>
  z.object({
    filterBranchType: z.enum(['OR', 'AND']),
    filterBranches: z.array(filterBranchSchema).default([]),
    filters: z.array(propertyFilterSchema).default([]),
  }),
);

export const versionOf = ({ version = 1 }: ListRecord): number => version;
