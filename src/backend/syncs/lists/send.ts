import { BatonError, isBatonError } from '../../ground/errors.ts';
import { SECOND } from '../../ground/clock.ts';
import { inParallel } from '../../hubspot/calls/batches.ts';
import { LIST_BATCH } from '../../hubspot/crm/crm-lists.ts';
import type { ListChange } from '../../hubspot/crm/crm-lists.ts';
import type { Intake } from '../runs/intake.ts';
import type { RunContext } from '../runs/context.ts';
import { lookUp } from '../sending/look-up.ts';
import { IN_FLIGHT, nothingSent, sendPlanned } from '../sending/pages.ts';
import type { Item, Sent } from '../sending/pages.ts';
import type { ListDestination } from './destination.ts';
import { CLOCKS_APART_MS } from '../sending/lag.ts';

const ATTEMPTS = 5;

interface ToList {
  context: RunContext;
  destination: ListDestination;
  listId: string;
}

/** The second half of a run to a list: does what is planned. Safe to begin again wherever it ended. */
export async function sendList(
  context: RunContext,
  destination: ListDestination,
  intake: Intake,
): Promise<void> {
  const listId = await destination.ready();
  const to = { context, destination, listId };
  await sendPlanned(context, ['stay'], (items) => stay(to, items), LIST_BATCH);
  await sendPlanned(context, ['join'], (items) => join(to, items, true), LIST_BATCH);
  // Contacts that went into another one.
  await sendPlanned(context, ['join'], (items) => join(to, items, false), LIST_BATCH);
  await sendPlanned(context, ['part', 'leave'], (items) => leave(to, items, intake), LIST_BATCH);
  if (destination.to.mode === 'mirror' && !intake.incomplete) await forgetGone(context, intake);
}

/** Rows that are not in the source any more: their contacts left the list, or another row is for them. */
async function forgetGone({ hold, journal }: RunContext, intake: Intake): Promise<void> {
  for await (const rows of intake.gone())
    await hold.transaction((tx) =>
      journal.remove(
        tx,
        rows.map(({ keyHash }) => keyHash),
      ),
    );
}

const idOf = ({ change }: Item): string => change.recordId ?? '';
const done = (item: Item, moved: boolean) => ({ item, recordId: idOf(item), created: moved });

/** In it already: by our own doing, where a process died before it could store that. */
async function stay({ context, listId, destination }: ToList, items: readonly Item[]): Promise<Sent> {
  const doubtful = destination.to.mode === 'remove' ? [] : items.filter(({ doubtAt }) => doubtAt !== null);
  const ours = await oursAmong(context, listId, doubtful, (item) => item.doubtAt ?? 0);
  return { ...nothingSent(), done: items.map((item) => done(item, ours.has(item))) };
}

async function join(to: ToList, items: readonly Item[], again: boolean): Promise<Sent> {
  const { context, listId } = to;
  const { result, since } = await change(to, 'add', items);
  const there = items.filter((item) => !result.missing.has(idOf(item)));
  const doubtful = there.filter(
    (item) => !result.changed.has(idOf(item)) && (since !== null || item.doubtAt !== null),
  );
  const ours = await oursAmong(context, listId, doubtful, (item) => item.doubtAt ?? since ?? 0);
  const sent: Sent = {
    ...nothingSent(),
    done: there.map((item) => done(item, result.changed.has(idOf(item)) || ours.has(item))),
  };
  const missing = items.filter((item) => result.missing.has(idOf(item)));
  const found = again ? await survivors(to, missing) : new Map<Item, string>();
  for (const item of missing) {
    const recordId = found.get(item);
    if (recordId !== undefined && recordId !== idOf(item))
      sent.redirected.push({ item, action: 'join', recordId });
    else {
      const message = `HubSpot has no contact ${idOf(item)} any more.`;
      sent.failed.push({ item, problem: { code: 'OBJECT_NOT_FOUND', message } });
    }
  }
  return sent;
}

/** The contacts that these were merged into: by address where the row says it, else by the old id, one call each. */
async function survivors(
  { context, destination }: ToList,
  items: readonly Item[],
): Promise<Map<Item, string>> {
  const { crm, portalId } = context;
  const { match } = destination.to;
  const isByEmail = match.property === 'email';
  const values = isByEmail ? items.flatMap(({ payload }) => payload.match ?? []) : [];
  const byEmail = await lookUp(context, { object: 'contacts', match }, values);
  const found = new Map<Item, string>();
  await inParallel(IN_FLIGHT, items, async (item) => {
    const email = isByEmail ? item.payload.match : undefined;
    const record =
      email === undefined
        ? await crm.records.survivor(portalId, 'contacts', idOf(item))
        : byEmail.get(email.toLowerCase());
    if (record) found.set(item, record.id);
  });
  return found;
}

/** Whom HubSpot does not have any more is out of the list as well. */
async function leave(to: ToList, items: readonly Item[], intake: Intake): Promise<Sent> {
  const held = await heldMeanwhile(to, items, intake);
  const leaving = items.filter((item) => item.change.action === 'part' || !held.has(idOf(item)));
  const { result } = leaving.length > 0 ? await change(to, 'remove', leaving) : { result: null };
  return {
    ...nothingSent(),
    done: items.map((item) => done(item, leaving.includes(item) && result?.changed.has(idOf(item)) === true)),
  };
}

/** Of those that no row seemed to be for, the contacts that a row turned out to be for: another one went into them. */
async function heldMeanwhile(
  { context: { journal, database }, destination }: ToList,
  items: readonly Item[],
  intake: Intake,
): Promise<Set<string | null>> {
  const rows = await journal.holding(database.manager, items.map(idOf));
  return new Set(
    rows
      .filter(({ rowNumber, rowHash, keyHash }) => {
        return rowHash !== null && intake.seen.has(rowNumber) && !destination.unfound.has(keyHash);
      })
      .map(({ recordId }) => recordId),
  );
}

/** `since`: an answer was lost, and what is found done may have been done by us from then on. */
export async function change(
  { context, listId }: Pick<ToList, 'context' | 'listId'>,
  how: 'add' | 'remove',
  items: readonly Item[],
): Promise<{ result: ListChange; since: number | null }> {
  const { crm, portalId, clock, sleep } = context;
  for (let [attempt, since] = [1, null as number | null]; ; attempt += 1) {
    const began = clock.now();
    try {
      return { result: await crm.lists.change(portalId, listId, how, items.map(idOf)), since };
    } catch (error) {
      if (isBatonError(error, 'HUBSPOT_NOT_FOUND'))
        throw new BatonError(
          'SYNC_REFUSED',
          'The list is not in HubSpot any more. The next run makes it anew.',
          {
            cause: error,
          },
        );
      if (!isBatonError(error, 'HUBSPOT_OUTCOME_UNKNOWN') || attempt === ATTEMPTS) throw error;
      since ??= began;
      await sleep(SECOND * attempt);
    }
  }
}

async function oursAmong(
  { crm, portalId }: RunContext,
  listId: string,
  items: readonly Item[],
  since: (item: Item) => number,
): Promise<Set<Item>> {
  if (items.length === 0) return new Set();
  const joined = await crm.lists.joinedAt(portalId, listId, items.map(idOf));
  return new Set(items.filter((item) => (joined.get(idOf(item)) ?? 0) >= since(item) - CLOCKS_APART_MS));
}
