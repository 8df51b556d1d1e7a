import { setImmediate as nextTurn } from 'node:timers/promises';
import { BatonError } from '../ground/errors.ts';

interface Options<Item, Result> {
  /** Stores a group in one go. Resolves to one result an item, in their order; rejects for all of them. */
  commit(items: readonly Item[]): Promise<readonly Result[]>;
  sizeOf(item: Item): number;
  /** Sizes of the items of one group, together; an item that is larger is a group of its own. */
  groupSize: number;
  /** Sizes of the items that wait, together. Beyond it, items are refused. */
  waitingSize: number;
}

export interface GroupCommit<Item, Result> {
  /**
   * Resolves once the item is stored.
   * @throws BatonError DATABASE_UNAVAILABLE when too many wait already, or what `commit` threw
   */
  add(item: Item): Promise<Result>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Stores together what comes together: while one group is being written, the next one gathers. A busy database so does
 * few large writes instead of many small ones, and an item that comes alone does not wait.
 */
export function createGroupCommit<Item, Result>(options: Options<Item, Result>): GroupCommit<Item, Result> {
  const { sizeOf, groupSize, waitingSize } = options;
  const waiting: Waiting<Item, Result>[] = [];
  let size = 0;
  let working = false;
  let work = Promise.resolve();

  const next = (): Waiting<Item, Result>[] => {
    let taken = 0;
    let count = 0;
    for (const { item } of waiting) {
      taken += sizeOf(item);
      if (count > 0 && taken > groupSize) break;
      count += 1;
    }
    const group = waiting.splice(0, count);
    size -= group.reduce((sum, { item }) => sum + sizeOf(item), 0);
    return group;
  };
  const workOff = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Whatever has arrived by now is read in this turn of the event loop, and joins.
      await nextTurn();
      await settle(next(), options.commit);
    }
    working = false;
  };
  return {
    async add(item) {
      if (size >= waitingSize)
        throw new BatonError('DATABASE_UNAVAILABLE', 'Too much waits for the database.', {
          retry: 'backoff',
        });
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        size += sizeOf(item);
        if (working) return;
        working = true;
        work = workOff();
      });
    },
    drain: () => work,
  };
}

async function settle<Item, Result>(
  group: readonly Waiting<Item, Result>[],
  commit: Options<Item, Result>['commit'],
): Promise<void> {
  try {
    const results = await commit(group.map(({ item }) => item));
    // One result an item is the contract of `commit`.
    group.forEach(({ resolve }, at) => resolve(results[at] as Result));
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}
