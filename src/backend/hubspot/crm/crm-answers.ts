import { z } from 'zod';
import type { BatonError } from '../../ground/errors.ts';
import { recordError } from '../calls/errors.ts';
import { anyId, flag, listOf } from '../calls/tolerant.ts';
import { epochMs } from '../records/contacts.ts';
import type { PropertyVersion } from '../records/property-version.ts';

/** A record of any object type. */
export interface CrmRecord {
  id: string;
  /** Absent and empty values are null. */
  properties: Readonly<Record<string, string | null>>;
  /** Of the properties whose history was asked for: their values, the newest first. */
  histories: Readonly<Record<string, readonly PropertyVersion[]>>;
  /** Epoch ms by HubSpot's clock; null: not said. */
  createdAt: number | null;
  /** Only of an upsert: whether it made the record; null: not said. */
  created: boolean | null;
}

/** What became of the inputs of a batch. What is in neither map is not known to have happened. */
export interface BatchResult {
  /** By trace. */
  written: Map<string, CrmRecord>;
  failed: Map<string, BatonError>;
}

/** One record to be written. */
export interface CrmInput {
  /** The caller's own name for it, unique in the batch: HubSpot gives it back. */
  trace: string;
  /** Record id, or value of the property that finds it. Absent: it is created. */
  id?: string;
  /** By internal name. "" clears. */
  properties: Readonly<Record<string, string>>;
}

const version = z.object({ value: z.string().nullish(), timestamp: z.union([z.string(), z.number()]) });

/** One record. */
export const crmOne = z.object({
  id: anyId,
  objectWriteTraceId: z.string().nullish(),
  properties: z.record(z.string(), z.string().nullish()).nullish().catch({}),
  propertiesWithHistory: z.record(z.string(), listOf(version)).nullish().catch({}),
  createdAt: z.union([z.string(), z.number()]).nullish().catch(null),
  new: z.boolean().nullish().catch(null),
  archived: flag.catch(false),
});
type Result = z.infer<typeof crmOne>;

/** 200, 201 or 207 of any batch of records. */
export const crmBatch = z.object({ results: listOf(crmOne), errors: listOf(z.unknown()) });
export const crmPage = z.object({ total: z.number().catch(0), results: listOf(crmOne) });

const oneOrMany = z.union([z.string(), z.array(z.coerce.string())]).transform((value) => [value].flat());
const named = z
  .object({
    context: z.object({
      objectWriteTraceId: oneOrMany.optional().catch(undefined),
      ids: oneOrMany.optional().catch(undefined),
    }),
  })
  .catch({ context: {} });

export const toRecord = (one: Result): CrmRecord => ({
  id: one.id,
  properties: Object.fromEntries(
    Object.entries(one.properties ?? {}).map(([name, value]) => [name, value || null]),
  ),
  histories: Object.fromEntries(
    Object.entries(one.propertiesWithHistory ?? {}).map(([name, versions]) => [
      name,
      versions.map(({ value, timestamp }) => ({ value: value ?? '', at: epochMs(timestamp) })),
    ]),
  ),
  createdAt: one.createdAt == null ? null : epochMs(one.createdAt) || null,
  created: one.new ?? null,
});

/**
 * Matches an answer to the inputs by trace, by id, and by the value of the property that finds the record (HubSpot
 * lower-cases emails), never by position: an upsert answers in another order.
 */
export function sortBatch(
  answer: z.infer<typeof crmBatch>,
  inputs: readonly CrmInput[],
  idProperty?: string,
): BatchResult {
  const traces = new Set(inputs.map(({ trace }) => trace));
  const byId = new Map(inputs.flatMap(({ id, trace }) => (id ? [[id.toLowerCase(), trace] as const] : [])));
  const written = new Map<string, CrmRecord>();
  const failed = new Map<string, BatonError>();
  const traceOf = (one: Result): string | undefined => {
    const { objectWriteTraceId: trace } = one;
    if (trace && traces.has(trace)) return trace;
    const value = idProperty === undefined ? one.id : one.properties?.[idProperty];
    return byId.get((value ?? '').toLowerCase());
  };
  for (const one of answer.results) {
    const trace = traceOf(one);
    if (trace !== undefined) written.set(trace, toRecord(one));
  }
  for (const entry of answer.errors) {
    const { objectWriteTraceId = [], ids = [] } = named.parse(entry).context;
    const meant = [
      ...objectWriteTraceId.filter((trace) => traces.has(trace)),
      ...ids.flatMap((id) => byId.get(id.toLowerCase()) ?? []),
    ];
    for (const trace of meant) if (!written.has(trace)) failed.set(trace, recordError(entry));
  }
  return { written, failed };
}
