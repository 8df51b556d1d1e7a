import type { Collection } from '../ground/store.ts';

export interface Member {
  recordId: string;
  /** Epoch ms, sandbox time. */
  joinedAt: number;
  /** Grows with every joining of the list; never given twice. */
  position: number;
}

/** In which order a list is read. */
export type Order = 'recordId' | 'position';

/** From `after` upwards, or from `before` downwards; neither: from the first upwards. */
export interface Place {
  after: number | undefined;
  before: number | undefined;
  limit: number;
}

export interface Slice {
  members: Member[];
  /** Keys of the outermost members, where there are more beyond them. */
  after: number | undefined;
  before: number | undefined;
}

/**
 * Who is in one list. Both orders are kept, so that a page costs the same whatever the size of the list, and a cursor is
 * the key of a member: it stays right while others join and leave.
 */
export class Roll {
  readonly #members: Collection<Member>;
  readonly #order: Record<Order, Member[]>;
  #next: number;
  /** When somebody last joined, and left; null: never since the start. */
  lastJoinedAt: number | null = null;
  lastLeftAt: number | null = null;

  constructor(members: Collection<Member>) {
    this.#members = members;
    const all = [...members.values()];
    this.#order = { recordId: sorted(all, 'recordId'), position: sorted(all, 'position') };
    const last = this.#order.position.at(-1);
    this.#next = (last?.position ?? 0) + 1;
    this.lastJoinedAt = last?.joinedAt ?? null;
  }

  get size(): number {
    return this.#members.size;
  }

  get(recordId: string): Member | undefined {
    return this.#members.get(recordId);
  }

  has(recordId: string): boolean {
    return this.#members.has(recordId);
  }

  /** In ascending order of their ids. */
  ids(): string[] {
    return this.#order.recordId.map(({ recordId }) => recordId);
  }

  /** @returns the ids of those who were not in it yet, in the given order */
  join(joining: readonly Pick<Member, 'recordId' | 'joinedAt'>[]): string[] {
    const joined: Member[] = [];
    for (const { recordId, joinedAt } of joining) {
      if (this.#members.has(recordId)) continue;
      const member = { recordId, joinedAt, position: this.#next++ };
      this.#members.set(recordId, member);
      joined.push(member);
    }
    this.#order.position.push(...joined);
    this.#order.recordId = merged(this.#order.recordId, sorted(joined, 'recordId'));
    this.lastJoinedAt = joined.at(-1)?.joinedAt ?? this.lastJoinedAt;
    return joined.map(({ recordId }) => recordId);
  }

  /** @returns the ids of those who were in it */
  leave(recordIds: readonly string[], at: number): string[] {
    const left = new Set(recordIds.filter((id) => this.#members.has(id)));
    if (left.size === 0) return [];
    for (const id of left) this.#members.delete(id);
    const stays = ({ recordId }: Member): boolean => !left.has(recordId);
    this.#order.recordId = this.#order.recordId.filter(stays);
    this.#order.position = this.#order.position.filter(stays);
    this.lastLeftAt = at;
    return [...left];
  }

  /** Upwards, or downwards from `before`; `after` takes precedence. */
  read(order: Order, { after, before, limit }: Place): Slice {
    const members = this.#order[order];
    const isDownwards = after === undefined && before !== undefined;
    const from = isDownwards
      ? Math.max(0, firstFrom(members, order, before) - limit)
      : after === undefined
        ? 0
        : firstFrom(members, order, after + 1);
    const to = isDownwards ? firstFrom(members, order, before) : Math.min(members.length, from + limit);
    const slice = members.slice(from, to);
    const [first, last] = [slice[0], slice.at(-1)];
    return {
      members: isDownwards ? slice.reverse() : slice,
      after: last && to < members.length ? keyOf(last, order) : undefined,
      before: first && from > 0 ? keyOf(first, order) : undefined,
    };
  }
}

const keyOf = (member: Member, order: Order): number => Number(member[order]);

function sorted(members: readonly Member[], order: Order): Member[] {
  return members.toSorted((a, b) => keyOf(a, order) - keyOf(b, order));
}

/** The index of the first member whose key is at least `key`. */
function firstFrom(members: readonly Member[], order: Order, key: number): number {
  let [low, high] = [0, members.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const member = members[middle];
    if (member && keyOf(member, order) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two lists in ascending order of record ids as one. */
function merged(one: Member[], other: Member[]): Member[] {
  const [first] = other;
  if (!first) return one;
  const from = firstFrom(one, 'recordId', Number(first.recordId));
  const tail = sorted([...one.slice(from), ...other], 'recordId');
  return [...one.slice(0, from), ...tail];
}
