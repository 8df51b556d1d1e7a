import { isBatonError } from '../../ground/errors.ts';
import type { BatonError } from '../../ground/errors.ts';
import type { CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import { CRM_BATCH } from '../../hubspot/crm/crm-records.ts';
import type { RunContext } from '../runs/context.ts';
import { writeAround } from './around.ts';
import { insert } from './inserts.ts';
import { lookUp } from './look-up.ts';
import { nothingSent, sendPlanned, sorted, traceOf } from './pages.ts';
import type { Item, Sent } from './pages.ts';
import { seek } from './seek.ts';
import type { ToObjects } from './to-objects.ts';
import { CLOCKS_APART_MS } from './lag.ts';

/** The second half of a run to objects: does what is planned. Safe to begin again wherever it ended. */
export async function sendObjects(objects: ToObjects): Promise<void> {
  const { context } = objects;
  // Written before, and not linked yet.
  await sendPlanned(context, ['stay'], async (items) => ({ ...nothingSent(), done: items.map(asItIs) }));
  await sendPlanned(context, ['find'], (items) => find(objects, items));
  await sendPlanned(context, ['seek'], (items) => seek(objects, items));
  await sendPlanned(context, ['update'], (items) => update(objects, items, true));
  await sendPlanned(context, ['upsert'], (items) => upsert(objects, items));
  await sendPlanned(context, ['insert'], (items) => insert(objects, items));
  // Records that turned out to be there under another address.
  await sendPlanned(context, ['update'], (items) => update(objects, items, false));
  await sendPlanned(context, ['clear'], (items) => update(objects, items, false));
  await sendPlanned(context, ['archive'], (items) => archive(objects, items));
}

const asItIs = (item: Item) => ({ item, recordId: item.change.recordId ?? '', created: false });

const inputOf = (item: Item, id: string) => ({
  trace: traceOf(item),
  id,
  properties: item.payload.properties ?? {},
});

async function update(
  { context, to, matching }: ToObjects,
  items: readonly Item[],
  again: boolean,
): Promise<Sent> {
  const { crm, portalId } = context;
  const { first, twice } = oncePerRecord(items);
  const inputs = first.map((item) => inputOf(item, item.change.recordId ?? ''));
  const result = await writeAround(inputs, (part) => crm.records.update(portalId, to.object, part));
  const sent = sorted(first, result, {
    written: () => ({ created: false }),
    refused: (item, error) => {
      if (!isBatonError(error, 'HUBSPOT_NOT_FOUND')) return undefined;
      const mayBeThere = again && to.mode === 'upsert' && matching.how === 'unique';
      // Merged into another, which has its address, or deleted.
      return mayBeThere ? { item, action: 'upsert', recordId: null } : undefined;
    },
  });
  return { ...withGone(sent), failed: [...withGone(sent).failed, ...twice] };
}

/** What is to be cleared, and is not there any more, is done. */
function withGone(sent: Sent): Sent {
  const isDone = ({ item, problem }: Sent['failed'][number]): boolean =>
    item.change.action === 'clear' && problem.code === 'OBJECT_NOT_FOUND';
  return {
    ...sent,
    done: [
      ...sent.done,
      ...sent.failed
        .filter(isDone)
        .map(({ item }) => ({ item, recordId: item.change.recordId ?? '', created: false })),
    ],
    failed: sent.failed.filter((one) => !isDone(one)),
  };
}

/** HubSpot refuses a batch that names a record twice. */
function oncePerRecord(items: readonly Item[]): { first: Item[]; twice: Sent['failed'] } {
  const groups = Map.groupBy(items, ({ change }) => change.recordId);
  const first = [...groups.values()].flatMap((group) => group.slice(0, 1));
  const twice = [...groups.values()].flatMap((group) =>
    group.slice(1).map((item) => ({
      item,
      problem: {
        code: 'MATCH_DUPLICATE' as const,
        message: `Record ${item.change.recordId ?? ''} is another row's already.`,
      },
    })),
  );
  return { first, twice };
}

async function upsert({ context, to }: ToObjects, items: readonly Item[]): Promise<Sent> {
  const { crm, portalId } = context;
  const { property } = to.match;
  const inputs = items.map((item) => inputOf(item, item.payload.match ?? ''));
  const result = await writeAround(inputs, (part) => crm.records.upsert(portalId, to.object, property, part));
  const existing: { item: Item; recordId: string }[] = [];
  const sent = sorted(items, result, {
    written: (item, record) => ({ created: isOurs(item, record) }),
    refused(item, error) {
      const recordId = existingId(error);
      if (recordId === undefined) return undefined;
      existing.push({ item, recordId });
      return { item, action: 'update', recordId };
    },
  });
  const found = sent.done.filter(({ created }) => !created);
  return setAside(context, sent, [...existing, ...found]);
}

/** The record that HubSpot says has the value already: a contact's further address is such a value. */
const existingId = (error: BatonError): string | undefined => {
  const id = error.context['existingId'];
  return isBatonError(error, 'HUBSPOT_CONFLICT') && typeof id === 'string' ? id : undefined;
};

/** Of a write whose first answer was lost, HubSpot says that the record was there: by our own doing. */
const isOurs = (item: Item, { created, createdAt }: CrmRecord): boolean =>
  created === true ||
  (item.doubtAt !== null && createdAt !== null && createdAt >= item.doubtAt - CLOCKS_APART_MS);

/** Rows that lead to a record which another row has already are not sent: the two would overwrite each other for ever. */
async function setAside(
  { journal, database }: RunContext,
  sent: Sent,
  existing: readonly { item: Item; recordId: string }[],
): Promise<Sent> {
  if (existing.length === 0) return sent;
  const holders = await journal.holders(
    database.manager,
    existing.map(({ recordId }) => recordId),
  );
  const taken = existing.filter(({ item, recordId }) => {
    const holder = holders.get(recordId);
    return holder !== undefined && holder !== item.change.keyHash;
  });
  const isTaken = new Set(taken.map(({ item }) => item));
  return {
    done: sent.done.filter(({ item }) => !isTaken.has(item)),
    redirected: sent.redirected.filter(({ item }) => !isTaken.has(item)),
    failed: [
      ...sent.failed,
      ...taken.map(({ item, recordId }) => ({
        item,
        problem: {
          code: 'MATCH_DUPLICATE' as const,
          message: `“${item.payload.match ?? ''}” belongs to record ${recordId}, which is another row's already.`,
        },
      })),
    ],
  };
}

/** Mode update: which records there are. */
async function find({ context, to }: ToObjects, items: readonly Item[]): Promise<Sent> {
  const found = await lookUp(
    context,
    to,
    items.map(({ payload }) => payload.match ?? ''),
  );
  const sent = nothingSent();
  for (const item of items) {
    const match = item.payload.match ?? '';
    const record = found.get(match.toLowerCase());
    if (record) sent.redirected.push({ item, action: 'update', recordId: record.id });
    else
      sent.failed.push({
        item,
        skip: true,
        problem: { code: 'NO_RECORD', message: `No record has ${to.match.property} “${match}”.` },
      });
  }
  return sent;
}

async function archive({ context, to }: ToObjects, items: readonly Item[]): Promise<Sent> {
  const ids = items.flatMap(({ change }) => change.recordId ?? []);
  await context.crm.records.archive(context.portalId, to.object, [...new Set(ids)].slice(0, CRM_BATCH));
  return {
    ...nothingSent(),
    done: items.map((item) => ({ item, recordId: item.change.recordId ?? '', created: false })),
  };
}
