import * as z from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);

export interface FilterBranch {
  filterBranchType: string;
  filterBranches: FilterBranch[];
  filters: Filter[];
}

const filter = z.object({
  filterType: z.string(),
  property: z.string(),
  operation: z.looseObject({ operationType: z.string(), operator: z.string() }),
});
export type Filter = z.infer<typeof filter>;
export type Operation = Filter['operation'];

const branch: z.ZodType<FilterBranch> = z.lazy(() =>
  z.object({ filterBranchType: z.string(), filterBranches: z.array(branch), filters: z.array(filter) }),
);

export const segmentSchema = z.object({
  listId: id,
  name: z.string(),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'SNAPSHOT', 'DYNAMIC']),
  /** It takes in its first members. */
  isFilling: z.boolean(),
  size: z.number(),
  filterBranch: branch.nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  deletedAt: z.number().nullable(),
  createdBy: z.string().nullable(),
});
export type Segment = z.infer<typeof segmentSchema>;
export const segmentsSchema = z.array(segmentSchema);

export const membersSchema = z.object({
  total: z.number(),
  results: z.array(
    z.object({ id, joinedAt: z.number(), properties: z.record(z.string(), z.string().nullable()) }),
  ),
  next: z.string().nullable(),
});
export type Member = z.infer<typeof membersSchema>['results'][number];

export const totalSchema = z.object({ total: z.number() });
export const membersChangedSchema = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });
