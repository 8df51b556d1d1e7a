import { z } from 'zod';

/*
 * HubSpot's declaration and its answers differ here and there: ids come as text or number, optional fields are absent
 * or null. What is read is taken in every form that says the same; what is sent is exact.
 */

/** An id: text or number, read as text. */
export const anyId = z.union([z.string(), z.number().int()]).transform(String);

/** A list that may be absent or null: then it is empty. */
export const listOf = <Item>(item: z.ZodType<Item>) =>
  z
    .array(item)
    .nullish()
    .transform((items): Item[] => items ?? []);

/** A flag that may be absent or null: then it is not set. */
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** Where the next page begins; absent or null in several places: there is none. */
export const nextPage = z
  .object({ next: z.object({ after: anyId.nullish() }).nullish() })
  .nullish()
  .transform((paging) => paging?.next?.after || undefined);
