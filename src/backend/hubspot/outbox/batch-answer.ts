import { z } from 'zod';
import type { BatonError } from '../../ground/errors.ts';
import { anyId, listOf } from '../calls/tolerant.ts';
import { recordError } from '../calls/errors.ts';

const oneOrMany = z.union([z.string(), z.array(z.coerce.string())]).transform((value) => [value].flat());

/**
 * The answer of batch/create and batch/update, 200 or 207. Results come in any order, and a 207 names in `errors`
 * what it refused; whatever is in neither list must not count as done.
 */
export const batchAnswerSchema = z.object({
  results: listOf(
    z.object({
      id: anyId,
      objectWriteTraceId: z.string().nullish(),
      properties: z.record(z.string(), z.string().nullish()).catch({}),
    }),
  ),
  errors: listOf(z.unknown()),
});

export type BatchAnswer = z.infer<typeof batchAnswerSchema>;
export type BatchResult = BatchAnswer['results'][number];

/** Which records an entry of `errors` is about, if it says so. */
const namesSchema = z
  .object({
    context: z.object({
      objectWriteTraceId: oneOrMany.optional().catch(undefined),
      ids: oneOrMany.optional().catch(undefined),
    }),
  })
  .catch({ context: {} });

interface Input {
  trace: string;
  /** Record id, where the input has one. */
  id?: string;
}

export interface Sorted<Item> {
  done: { item: Item; result: BatchResult }[];
  refused: { item: Item; error: BatonError }[];
  /** Neither confirmed nor refused by name. */
  unclear: Item[];
  /** An error that names no record of the batch. */
  unattributed: BatonError | undefined;
}

/** Matches an answer to the inputs of the batch, by trace id and record id, never by position. */
export function sortAnswer<Item extends Input>(
  answer: BatchAnswer,
  items: readonly Item[],
  isResultOf: (item: Item, result: BatchResult) => boolean,
): Sorted<Item> {
  const open = new Set(items);
  const sorted: Sorted<Item> = { done: [], refused: [], unclear: [], unattributed: undefined };
  const byTrace = new Map(items.map((item) => [item.trace, item]));
  const byId = new Map(items.flatMap((item) => (item.id ? [[item.id, item] as const] : [])));
  for (const result of answer.results) {
    const traced = byTrace.get(result.objectWriteTraceId ?? '') ?? byId.get(result.id);
    const item = traced ?? [...open].find((candidate) => isResultOf(candidate, result));
    if (item && open.delete(item)) sorted.done.push({ item, result });
  }
  for (const entry of answer.errors) {
    const { objectWriteTraceId = [], ids = [] } = namesSchema.parse(entry).context;
    const named = [
      ...objectWriteTraceId.map((trace) => byTrace.get(trace)),
      ...ids.map((id) => byId.get(id)),
    ];
    const hit = named.filter((item) => item !== undefined && open.delete(item)) as Item[]; // filter has removed undefined
    for (const item of hit) sorted.refused.push({ item, error: recordError(entry) });
    if (named.every((item) => item === undefined)) sorted.unattributed = recordError(entry);
  }
  sorted.unclear = [...open];
  return sorted;
}
