import { z } from 'zod';
import { isRelative, operationSchema, satisfiesOperation, type FilteredRecord } from './operations.ts';

const propertyFilterSchema = z.object({
  filterType: z.literal('PROPERTY'),
  property: z.string(),
  operation: operationSchema,
});
export type PropertyFilter = z.infer<typeof propertyFilterSchema>;

export interface FilterBranch {
  filterBranchType: 'OR' | 'AND' | 'NOT_ALL' | 'NOT_ANY';
  filterBranches: FilterBranch[];
  filters: PropertyFilter[];
}

const branchSchema: z.ZodType<FilterBranch> = z.lazy(() =>
  z.object({
    filterBranchType: z.enum(['OR', 'AND', 'NOT_ALL', 'NOT_ANY']),
    filterBranches: z.array(branchSchema).default([]),
    filters: z.array(propertyFilterSchema).default([]),
  }),
);

/** HubSpot takes one shape: an OR without filters of its own, of ANDs. */
export const filterBranchSchema = branchSchema
  .refine(
    ({ filterBranchType, filters }) => filterBranchType === 'OR' && filters.length === 0,
    'The root filterBranch must be an OR without filters',
  )
  .refine(
    ({ filterBranches }) =>
      filterBranches.length > 0 && filterBranches.every(({ filterBranchType }) => filterBranchType === 'AND'),
    'The root filterBranch must have one or more AND filterBranches, and no others',
  );

/** Whether a record belongs into a list with these filters. @param now epoch ms, sandbox time */
export function satisfies(record: FilteredRecord, branch: FilterBranch, now: number): boolean {
  const passes = (filter: PropertyFilter): boolean =>
    satisfiesOperation(record, filter.property, filter.operation, now);
  const isIn = (inner: FilterBranch): boolean => satisfies(record, inner, now);
  const { filters, filterBranches } = branch;
  switch (branch.filterBranchType) {
    case 'OR':
      return filters.some(passes) || filterBranches.some(isIn);
    case 'AND':
      return filters.every(passes) && filterBranches.every(isIn);
    case 'NOT_ALL':
      return !(filters.every(passes) && filterBranches.every(isIn));
    default:
      return !(filters.some(passes) || filterBranches.some(isIn));
  }
}

/** The names of the properties that the filters ask for. */
export function propertiesIn({ filters, filterBranches }: FilterBranch): string[] {
  return [...filters.map(({ property }) => property), ...filterBranches.flatMap(propertiesIn)];
}

/** Whether time alone changes who belongs. */
export const changesByTime = ({ filters, filterBranches }: FilterBranch): boolean =>
  filters.some(({ operation }) => isRelative(operation)) || filterBranches.some(changesByTime);
