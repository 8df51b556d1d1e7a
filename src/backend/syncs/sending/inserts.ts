import { BatonError, isBatonError } from '../../ground/errors.ts';
import { SECOND } from '../../ground/clock.ts';
import type { BatchResult, CrmInput, CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import { problemOf } from '../problems.ts';
import { writeAround } from './around.ts';
import { lookUp } from './look-up.ts';
import { nothingSent, sorted, traceOf } from './pages.ts';
import type { Item, Sent } from './pages.ts';
import type { ToObjects } from './to-objects.ts';
import { CLOCKS_APART_MS } from './lag.ts';

/**
 * Creates records. Whatever may have been created before, by a process that died or in a call whose answer was lost, is
 * looked for first: nothing is created twice.
 */
export async function insert(objects: ToObjects, items: readonly Item[]): Promise<Sent> {
  const doubtful = items.filter(({ doubtAt }) => doubtAt !== null);
  const settled = await recognise(objects, doubtful, (item) => item.doubtAt ?? 0);
  const isSettled = new Set([...settled.done, ...settled.failed].map(({ item }) => item));
  const open = items.filter((item) => !isSettled.has(item));
  if (open.length === 0) return settled;
  return joined(settled, await create(objects, open));
}

const joined = (one: Sent, other: Sent): Sent => ({
  done: [...one.done, ...other.done],
  failed: [...one.failed, ...other.failed],
  redirected: [...one.redirected, ...other.redirected],
});

async function create(objects: ToObjects, items: readonly Item[]): Promise<Sent> {
  const { context, to, matching } = objects;
  const began = context.clock.now();
  const inputs = items.map((item): CrmInput => ({
    trace: traceOf(item),
    properties: {
      ...filled(item.payload.properties ?? {}),
      [to.match.property]: item.payload.match ?? '',
    },
  }));
  try {
    const result = await createAround(objects, inputs);
    return sorted(items, result, { written: () => ({ created: true }) });
  } catch (error) {
    if (!isBatonError(error, 'HUBSPOT_OUTCOME_UNKNOWN')) throw error;
    const unclear = { code: 'NOT_ANSWERED' as const, message: error.message };
    // By a property that is not unique, only the search tells, and late: the next run looks.
    if (matching.how !== 'unique')
      return { ...nothingSent(), failed: items.map((item) => ({ item, problem: unclear })) };
    await context.sleep(SECOND);
    const settled = await recognise(objects, items, () => began);
    const isSettled = new Set([...settled.done, ...settled.failed].map(({ item }) => item));
    const open = items.filter((item) => !isSettled.has(item));
    return open.length === 0 ? settled : joined(settled, await create(objects, open));
  }
}

/** What is empty need not be said of a new record. */
const filled = (properties: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));

/** HubSpot refuses a whole batch for the first value that exists already: then all that exist are found at once. */
async function createAround(
  { context, to, matching }: ToObjects,
  inputs: readonly CrmInput[],
): Promise<BatchResult> {
  const { crm, portalId } = context;
  const write = (part: readonly CrmInput[]) => crm.records.create(portalId, to.object, part);
  const valueOf = ({ properties }: CrmInput): string => properties[to.match.property] ?? '';
  try {
    return await write(inputs);
  } catch (error) {
    if (!isBatonError(error, 'HUBSPOT_CONFLICT') && !isBatonError(error, 'HUBSPOT_VALIDATION')) throw error;
    const isConflict = isBatonError(error, 'HUBSPOT_CONFLICT') && matching.how === 'unique';
    const existing = isConflict
      ? await lookUp(context, to, inputs.map(valueOf))
      : new Map<string, CrmRecord>();
    const isThere = (input: CrmInput): boolean => existing.has(valueOf(input).toLowerCase());
    if (existing.size === 0) return writeAround(inputs, write);
    const rest = await writeAround(
      inputs.filter((input) => !isThere(input)),
      write,
    );
    for (const input of inputs.filter(isThere))
      rest.failed.set(input.trace, isThereAs(existing.get(valueOf(input).toLowerCase())?.id ?? ''));
    return rest;
  }
}

const isThereAs = (existingId: string): BatonError =>
  new BatonError('HUBSPOT_CONFLICT', `The record exists already. Existing ID: ${existingId}.`, {
    context: { existingId },
  });

/** Which of these were created after all: by what finds them, and since when they exist. */
async function recognise(
  { context, to, matching }: ToObjects,
  items: readonly Item[],
  since: (item: Item) => number,
): Promise<Sent> {
  const sent = nothingSent();
  // What only the search finds, it was asked for already.
  if (items.length === 0 || matching.how !== 'unique') return sent;
  const found = await lookUp(
    context,
    to,
    items.map(({ payload }) => payload.match ?? ''),
  );
  for (const item of items) {
    const record = found.get((item.payload.match ?? '').toLowerCase());
    if (!record) continue;
    const isOurs = record.createdAt !== null && record.createdAt >= since(item) - CLOCKS_APART_MS;
    if (isOurs) sent.done.push({ item, recordId: record.id, created: true });
    else sent.failed.push({ item, problem: problemOf(isThereAs(record.id)) });
  }
  return sent;
}
