import { isBatonError } from '../../ground/errors.ts';

/** Cuts a list into pieces of at most `size`, in order. */
export function chunksOf<T>(size: number, items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Fewer ids are worth a call each when nobody says which of them is not there. */
const FEW = 8;

/**
 * Reads many records by id where some may be missing. HubSpot leaves those out and names them in a 207; some answer 404
 * instead, for one missing id as for all: then the batch is read in halves, and the last few one by one.
 */
export async function readAround<Id, R>(
  ids: readonly Id[],
  readBatch: (ids: readonly Id[]) => Promise<R[]>,
): Promise<R[]> {
  try {
    return await readBatch(ids);
  } catch (error) {
    if (!isBatonError(error, 'HUBSPOT_NOT_FOUND')) throw error;
    if (ids.length <= 1) return [];
    const size = ids.length <= FEW ? 1 : Math.ceil(ids.length / 2);
    const parts: R[] = [];
    for (const part of chunksOf(size, ids)) parts.push(...(await readAround(part, readBatch)));
    return parts;
  }
}

/** Works on all items, at most `limit` at a time; results in the order of the items. The first error ends it. */
export async function inParallel<T, R>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
