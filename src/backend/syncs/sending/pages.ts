import { chunksOf, inParallel } from '../../hubspot/calls/batches.ts';
import { CRM_BATCH } from '../../hubspot/crm/crm-records.ts';
import type { BatchResult, CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import type { BatonError } from '../../ground/errors.ts';
import { problemOf } from '../problems.ts';
import type { Problem } from '../problems.ts';
import type { Action, Change, Outcome } from '../rows/changes.ts';
import type { Known } from '../rows/journal.ts';
import { matchHash } from '../rows/sealing.ts';
import type { Payload } from '../rows/sealing.ts';
import type { RunContext } from '../runs/context.ts';

/** Calls of one run that are under way at once. */
export const IN_FLIGHT = 8;
/** Batches of one page: its rows are marked and read together. */
const BATCHES = 16;

/** A planned change with what stands sealed in it. */
export interface Item {
  change: Change;
  payload: Payload;
  /** Since when an earlier process was about to write it; null: nobody was. */
  doubtAt: number | null;
}

/** What became of the items of one batch. */
export interface Sent {
  /** `sealed`: what is kept of it, where that is not all that was sent. */
  done: { item: Item; recordId: string; created: boolean; sealed?: string }[];
  failed: { item: Item; problem: Problem; skip?: boolean }[];
  /** They go another way. */
  redirected: { item: Item; action: Action; recordId: string | null }[];
}

export const nothingSent = (): Sent => ({ done: [], failed: [], redirected: [] });

/**
 * Brings all planned changes of these kinds to `send`, in batches, several at once, and stores what became of each batch
 * in one transaction. Before a page is sent that may create records, its rows are marked: whoever finds the mark knows that
 * it may have happened.
 */
export async function sendPlanned(
  context: RunContext,
  actions: readonly Action[],
  send: (items: readonly Item[]) => Promise<Sent>,
  size = CRM_BATCH,
): Promise<void> {
  const { changes, database, hold, journal, sealing, clock, signal } = context;
  for (let seq = 0; ;) {
    const page = await changes.planned(database.manager, actions, seq, size * BATCHES);
    const last = page.at(-1);
    if (!last) return;
    seq = last.seq;
    const keys = page.flatMap(({ keyHash }) => keyHash ?? []);
    const known = await hold.transaction(async (tx) => {
      const before = await journal.find(tx, keys);
      if (!actions.some(mayCreate)) return before;
      const certain = keys.filter((key) => before.get(key)?.doubtAt == null);
      await journal.doubt(tx, certain, clock.now());
      return before;
    });
    const items = page.map((change) => itemOf(change, known, sealing.open(change.sealed)));
    // What is under way when one fails is waited for and stored: nothing is sent once the run has ended.
    let broken: { error: unknown } | undefined;
    await inParallel(IN_FLIGHT, chunksOf(size, items), async (chunk) => {
      if (broken) return;
      try {
        signal.throwIfAborted();
        await store(context, await send(chunk));
      } catch (error) {
        broken ??= { error };
      }
    });
    if (broken) throw broken.error;
  }
}

const mayCreate = (action: Action): boolean =>
  action === 'upsert' || action === 'insert' || action === 'join';

const itemOf = (change: Change, known: ReadonlyMap<string, Known>, payload: Payload): Item => ({
  change,
  payload,
  doubtAt: known.get(change.keyHash ?? '')?.doubtAt ?? null,
});

async function store(context: RunContext, { done, failed, redirected }: Sent): Promise<void> {
  const { hold, changes, journal, sealing, clock, tally } = context;
  const gone = done.filter(({ item }) => isGone(item.change.action));
  const written = done.filter(({ item }) => !isGone(item.change.action));
  await hold.transaction(async (tx) => {
    const outcomes = [...done.map(outcomeOfDone), ...failed.map((one) => outcomeOfFailed(context, one))];
    await changes.settle(tx, outcomes, clock.now());
    await changes.redirect(
      tx,
      redirected.map(({ item, action, recordId }) => ({ seq: item.change.seq, action, recordId })),
    );
    await journal.written(
      tx,
      written.map(({ item, recordId }) => ({
        keyHash: item.change.keyHash ?? '',
        // What is linked as well counts as written only then.
        rowHash: context.definition.associate.length > 0 ? null : item.change.rowHash,
        recordId,
        writtenMatch: item.payload.match === undefined ? null : matchHash(sealing, item.payload.match),
      })),
    );
    await journal.remove(
      tx,
      gone.map(({ item }) => item.change.keyHash ?? ''),
    );
    await forgetFailed(context, tx, failed);
  });
  for (const { item, created } of done) {
    const as = countedAs(item.change.action, created);
    if (as) tally[as] += 1;
  }
  for (const { problem, skip } of failed) {
    if (skip) tally.skipped += 1;
    else tally.failed += 1;
    tally.because(problem.code);
  }
}

export const isGone = (action: Action): boolean =>
  action === 'archive' || action === 'clear' || action === 'leave';

/** `created`: see `Change`. */
function countedAs(
  action: Action,
  created: boolean,
): 'created' | 'updated' | 'unchanged' | 'removed' | undefined {
  if (action === 'archive' || action === 'clear') return 'removed';
  // No row is about it.
  if (action === 'leave') return created ? 'removed' : undefined;
  if (action === 'part') return created ? 'removed' : 'unchanged';
  if (created) return 'created';
  return action === 'join' || action === 'stay' ? 'unchanged' : 'updated';
}

/** A row that HubSpot refused is certain not to be there; of one that it did not speak of, nothing is. */
async function forgetFailed(
  { journal }: RunContext,
  tx: Parameters<RunContext['journal']['find']>[0],
  failed: Sent['failed'],
): Promise<void> {
  const settled = failed.filter(({ problem }) => problem.code !== 'NOT_ANSWERED');
  await journal.unwritten(
    tx,
    settled.flatMap(({ item }) => item.change.keyHash ?? []),
  );
  const lost = failed.filter(({ problem }) => problem.code === 'OBJECT_NOT_FOUND');
  await journal.lost(
    tx,
    lost.flatMap(({ item }) => item.change.keyHash ?? []),
  );
}

const outcomeOfDone = ({ item, recordId, created, sealed }: Sent['done'][number]): Outcome => ({
  seq: item.change.seq,
  state: 'done',
  recordId,
  created,
  code: null,
  sealed: sealed ?? item.change.sealed,
});

const outcomeOfFailed = (
  { sealing }: RunContext,
  { item, problem, skip }: Sent['failed'][number],
): Outcome => ({
  seq: item.change.seq,
  state: skip ? 'skipped' : 'failed',
  recordId: item.change.recordId,
  created: false,
  code: problem.code,
  sealed: sealing.seal({ ...item.payload, message: problem.message }),
});

export const traceOf = ({ change }: Item): string => `row-${change.seq}`;

/** Sorts a batch's answer into what was written and what was not. */
export function sorted(
  items: readonly Item[],
  { written, failed }: BatchResult,
  on: {
    written(item: Item, record: CrmRecord): { created: boolean };
    /** Another way for a refused row; undefined: it has failed. */
    refused?(item: Item, error: BatonError): Sent['redirected'][number] | undefined;
  },
): Sent {
  const sent = nothingSent();
  for (const item of items) {
    const record = written.get(traceOf(item));
    const error = failed.get(traceOf(item));
    if (record) sent.done.push({ item, recordId: record.id, ...on.written(item, record) });
    else if (error) {
      const other = on.refused?.(item, error);
      if (other) sent.redirected.push(other);
      else sent.failed.push({ item, problem: problemOf(error) });
    } else
      sent.failed.push({
        item,
        problem: { code: 'NOT_ANSWERED', message: 'HubSpot named it in no answer.' },
      });
  }
  return sent;
}
