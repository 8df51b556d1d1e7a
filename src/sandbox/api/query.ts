import { z } from 'zod';

/** What a query string holds under one name: once, several times, or not at all. */
const given = z.union([z.string(), z.array(z.string())]).optional();

/** A parameter that comes once; of several the first counts. */
export const one = given.transform((value) => (Array.isArray(value) ? value[0] : value));

/** `true` or anything else. */
export const flag = one.transform((value) => value === 'true');

/** Several values: comma-separated, or the parameter repeated. */
export const many = given.transform((value) =>
  (Array.isArray(value) ? value : [value ?? ''])
    .flatMap((text) => text.split(','))
    .filter((text) => text !== ''),
);

export interface Page {
  limit: number;
  /** The key of the last item of the page before. */
  after: string | undefined;
}

/** `limit` and `after` of an endpoint that answers in pages. */
export const paged = (limits: { fallback: number; max: number }) => ({
  limit: one
    .transform((text) => Number(text ?? limits.fallback))
    .refine(
      (limit) => Number.isInteger(limit) && limit >= 1 && limit <= limits.max,
      `limit must be between 1 and ${limits.max}`,
    ),
  after: one,
});

/** One page of items that are in ascending order of a numeric key. */
export function pageAfter<T>(
  items: readonly T[],
  keyOf: (item: T) => number,
  page: Page,
): { results: T[]; paging?: { next: { after: string; link: string } } } {
  const rest = page.after === undefined ? items : items.filter((item) => keyOf(item) > Number(page.after));
  const results = rest.slice(0, page.limit);
  const last = results.at(-1);
  if (last === undefined || rest.length <= page.limit) return { results };
  const after = String(keyOf(last));
  return { results, paging: { next: { after, link: `?after=${after}` } } };
}
