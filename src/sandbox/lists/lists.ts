import { DateTime } from 'luxon';
import type { SandboxClock } from '../ground/clock.ts';
import type { Collection, Store } from '../ground/store.ts';
import type { RecordEvent, StoredRecord } from '../records/record.ts';
import type { RecordTable } from '../records/record-table.ts';
import { changesByTime, satisfies } from './filters.ts';
import type { ListRecord, MembershipEvent } from './list.ts';
import { Roll } from './roll.ts';

/** How far HubSpot's lists are behind its records, ms of sandbox time. */
export interface ListTiming {
  /** From the change of a record until DYNAMIC lists follow it. */
  lagMs: number;
  /** In which a new DYNAMIC list takes in its first members, one after the other. */
  fillMs: number;
}

interface ListsParts {
  portalId: number;
  store: Store;
  clock: SandboxClock;
  timing: ListTiming;
  timeZone: () => string;
  table: (objectTypeId: string) => RecordTable;
  /** Told when records join and leave. */
  emit: (event: MembershipEvent) => void;
}

/** A list that takes in its first members. */
interface Filling {
  startedAt: number;
  waiting: Set<string>;
  total: number;
}

/** A record changed, and is looked at by this time. */
interface Change {
  objectTypeId: string;
  recordId: string;
  at: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Deleted lists can be restored so long. */
export const RESTORABLE_MS = 90 * DAY;

/**
 * The lists of one account and who is in them. DYNAMIC lists follow the records with HubSpot's lag: what became due since
 * the last look is done, with the time at which it became due, before anybody looks.
 */
export class Lists {
  readonly #parts: ListsParts;
  readonly #records: Collection<ListRecord>;
  readonly #rolls = new Map<string, Roll>();
  readonly #filling = new Map<string, Filling>();
  /** `objectTypeId/recordId` → when DYNAMIC lists look at it, in this order. */
  readonly #changed = new Map<string, number>();
  /** When all records were last looked at for a list, for those that time changes. */
  readonly #lookedAt = new Map<string, number>();
  /** After a start everything is looked at once. */
  #isBehind = true;

  constructor(parts: ListsParts) {
    this.#parts = parts;
    this.#records = parts.store.collection(`portal/${parts.portalId}/lists`);
    for (const list of this.#records.values()) this.#adopt(list);
  }

  get size(): number {
    return this.#records.size;
  }

  /** Any list, deleted ones too. */
  get(listId: string): ListRecord | undefined {
    return this.#records.get(listId);
  }

  values(): IterableIterator<ListRecord> {
    return this.#records.values();
  }

  /** Lists that are not deleted, oldest first. */
  active(): ListRecord[] {
    this.settle();
    return [...this.#records.values()].filter((list) => list.deletedAt === null);
  }

  /** Who is in the list now. */
  roll(list: ListRecord): Roll {
    this.settle();
    return this.#roll(list.listId);
  }

  isFilling(list: ListRecord): boolean {
    this.settle();
    return this.#filling.has(list.listId);
  }

  save(list: ListRecord): void {
    this.#records.set(list.listId, list);
  }

  /** Keeps a new list, and takes in whom its filters choose: at once for a SNAPSHOT, little by little for a DYNAMIC one. */
  add(list: ListRecord): void {
    this.save(list);
    if (list.processingType === 'DYNAMIC') this.refill(list);
    // A snapshot takes who matches now and is manual from then on.
    else if (list.filterBranch) this.join(list, this.#matching(list), this.#parts.clock.now());
  }

  /** The filters of a DYNAMIC list changed, or it was restored: who does not match leaves, who does joins by and by. */
  refill(list: ListRecord): void {
    const roll = this.#roll(list.listId);
    const matching = new Set(this.#matching(list));
    const now = this.#parts.clock.now();
    this.leave(
      list,
      roll.ids().filter((id) => !matching.has(id)),
      now,
    );
    const waiting = new Set([...matching].filter((id) => !roll.has(id)));
    this.#filling.set(list.listId, { startedAt: now, waiting, total: waiting.size });
    this.settle();
  }

  /** @returns the ids of those who were not in it yet */
  join(list: ListRecord, recordIds: readonly string[], at = this.#parts.clock.now()): string[] {
    return this.#joinAll(
      list,
      recordIds.map((recordId) => ({ recordId, joinedAt: at })),
    );
  }

  /** @returns the ids of those who were in it */
  leave(list: ListRecord, recordIds: readonly string[], at = this.#parts.clock.now()): string[] {
    const left = this.#roll(list.listId).leave(recordIds, at);
    for (const recordId of left) this.#tell('REMOVED_FROM_LIST', list, recordId, at);
    return left;
  }

  /** Something happened to a record. */
  follow({ kind, objectTypeId, objectId, merge }: RecordEvent): void {
    if (this.#records.size === 0) return;
    const lists = [...this.#records.values()].filter((list) => list.objectTypeId === objectTypeId);
    if (lists.length === 0) return;
    if (merge) return this.#followMerge(lists, objectTypeId, merge);
    if (kind === 'deletion' || kind === 'privacyDeletion') {
      // A restored record does not come back into static lists.
      for (const list of lists) this.leave(list, [objectId]);
    } else if (lists.some(isDynamic)) this.#lookLater(objectTypeId, objectId);
  }

  /** Brings all lists up to the time of the clock. */
  settle(): void {
    const now = this.#parts.clock.now();
    const isAll = this.#isBehind;
    this.#isBehind = false;
    this.#lookAtAll(now, isAll);
    for (const [listId, filling] of this.#filling) this.#fill(listId, filling, now);
    this.#lookAtChanged(now);
    for (const list of this.#records.values()) if (list.conversion) this.#convert(list, now);
  }

  /** A DYNAMIC list becomes a static one with the members that it has. */
  convert(list: ListRecord, at: number): void {
    const { conversion: _done, ...kept } = list;
    this.#filling.delete(list.listId);
    this.save({
      ...kept,
      processingType: 'SNAPSHOT',
      version: list.version + 1,
      updatedAt: at,
      convertedAt: at,
    });
  }

  #roll(listId: string): Roll {
    const known = this.#rolls.get(listId);
    if (known) return known;
    const roll = new Roll(this.#parts.store.collection(`portal/${this.#parts.portalId}/lists/${listId}`));
    this.#rolls.set(listId, roll);
    return roll;
  }

  #joinAll(list: ListRecord, joining: readonly { recordId: string; joinedAt: number }[]): string[] {
    const joined = this.#roll(list.listId).join(joining);
    if (joined.length === 0) return joined;
    const times = new Map(joining.map(({ recordId, joinedAt }) => [recordId, joinedAt]));
    for (const id of joined) this.#tell('ADDED_TO_LIST', list, id, times.get(id) ?? this.#parts.clock.now());
    return joined;
  }

  #tell(action: MembershipEvent['action'], list: ListRecord, recordId: string, occurredAt: number): void {
    const { listId, objectTypeId } = list;
    this.#parts.emit({ portalId: this.#parts.portalId, action, listId, objectTypeId, recordId, occurredAt });
  }

  #matching(list: ListRecord): string[] {
    const ids: string[] = [];
    for (const record of this.#parts.table(list.objectTypeId).all())
      if (this.#belongs(list, record)) ids.push(record.id);
    return ids;
  }

  #fill(listId: string, { startedAt, waiting, total }: Filling, now: number): void {
    const list = this.#records.get(listId);
    const { fillMs } = this.#parts.timing;
    const part = fillMs === 0 ? 1 : Math.min(1, (now - startedAt) / fillMs);
    const done = total - waiting.size;
    const due = [...waiting].slice(0, Math.floor(part * total) - done);
    for (const recordId of due) waiting.delete(recordId);
    if (part === 1) this.#filling.delete(listId);
    if (!list || list.deletedAt !== null) return void this.#filling.delete(listId);
    const table = this.#parts.table(list.objectTypeId);
    const joining = due.flatMap((recordId, index) => {
      const record = table.live(recordId);
      const joinedAt = startedAt + Math.round((fillMs * (done + index + 1)) / total);
      return record && this.#belongs(list, record) ? [{ recordId, joinedAt }] : [];
    });
    this.#joinAll(list, joining);
  }

  #lookLater(objectTypeId: string, recordId: string): void {
    const key = `${objectTypeId}/${recordId}`;
    if (!this.#changed.has(key)) this.#changed.set(key, this.#parts.clock.now() + this.#parts.timing.lagMs);
  }

  #lookAtChanged(now: number): void {
    const due: Change[] = [];
    for (const [key, at] of this.#changed) {
      if (at > now) break;
      const [objectTypeId = '', recordId = ''] = key.split('/');
      due.push({ objectTypeId, recordId, at });
      this.#changed.delete(key);
    }
    if (due.length === 0) return;
    for (const list of this.#records.values()) if (isDynamic(list)) this.#lookAt(list, due);
  }

  #lookAt(list: ListRecord, changes: readonly Change[]): void {
    const waiting = this.#filling.get(list.listId)?.waiting;
    const own = changes.filter(
      ({ objectTypeId, recordId }) => objectTypeId === list.objectTypeId && !waiting?.has(recordId),
    );
    const { stays = [], goes = [] } = Object.groupBy(own, ({ recordId }) =>
      this.#belongsNow(list, recordId) ? 'stays' : 'goes',
    );
    this.#joinAll(
      list,
      stays.map(({ recordId, at }) => ({ recordId, joinedAt: at })),
    );
    for (const [at, together] of Map.groupBy(goes, (change) => change.at))
      this.leave(
        list,
        together.map(({ recordId }) => recordId),
        at,
      );
  }

  #belongs({ filterBranch }: ListRecord, record: StoredRecord): boolean {
    return filterBranch !== null && satisfies(record, filterBranch, this.#parts.clock.now());
  }

  #belongsNow(list: ListRecord, recordId: string): boolean {
    const record = this.#parts.table(list.objectTypeId).live(recordId);
    return record !== undefined && this.#belongs(list, record);
  }

  #followMerge(
    lists: readonly ListRecord[],
    objectTypeId: string,
    { primaryId, mergedIds, newId }: NonNullable<RecordEvent['merge']>,
  ): void {
    const gone = [primaryId, ...mergedIds].filter((id) => id !== newId);
    for (const list of lists) {
      const left = this.leave(list, gone);
      if (!isDynamic(list) && left.length > 0) this.join(list, [newId]);
    }
    if (lists.some(isDynamic)) this.#lookLater(objectTypeId, newId);
  }

  #convert(list: ListRecord, now: number): void {
    const at = this.#conversionTime(list);
    if (list.deletedAt === null && at !== null && at <= now) this.convert(list, at);
  }

  /** When the conversion that was asked for is due; null: none was. */
  #conversionTime(list: ListRecord): number | null {
    const wanted = list.conversion;
    if (!wanted) return null;
    if (wanted.conversionType === 'CONVERSION_DATE') {
      const { year, month, day } = wanted;
      return DateTime.fromObject({ year, month, day }, { zone: this.#parts.timeZone() }).toMillis();
    }
    const since = Math.max(list.createdAt, this.#roll(list.listId).lastJoinedAt ?? 0);
    const unit = ({ DAY: 'days', WEEK: 'weeks', MONTH: 'months' } as const)[wanted.timeUnit];
    return DateTime.fromMillis(since)
      .plus({ [unit]: wanted.offset })
      .toMillis();
  }

  /** Looks at every record of lists that time changes by itself, at least once an hour, or of all lists. */
  #lookAtAll(now: number, isAll: boolean): void {
    for (const list of this.#records.values()) {
      if (!isDynamic(list) || this.#filling.has(list.listId)) continue;
      const lookedAt = this.#lookedAt.get(list.listId) ?? list.filtersUpdatedAt;
      const isDue = now - lookedAt >= HOUR && list.filterBranch !== null && changesByTime(list.filterBranch);
      if (!isAll && !isDue) continue;
      this.#lookedAt.set(list.listId, now);
      const matching = this.#matching(list);
      const stay = new Set(matching);
      const goes = this.#roll(list.listId)
        .ids()
        .filter((id) => !stay.has(id));
      this.leave(list, goes, now);
      this.join(list, matching, now);
    }
  }

  /** Lists of an older stand-in held their members themselves: record id → when it joined. */
  #adopt(list: ListRecord & { members?: Record<string, number> }): void {
    const { members, ...kept } = list;
    if (!members) return;
    const { version = 1, filtersUpdatedAt = list.createdAt } = kept as Partial<ListRecord>;
    this.save({ ...kept, version, filtersUpdatedAt });
    const joining = Object.entries(members).map(([recordId, joinedAt]) => ({ recordId, joinedAt }));
    this.#roll(list.listId).join(joining.sort((a, b) => a.joinedAt - b.joinedAt));
  }
}

const isDynamic = (list: ListRecord): boolean => list.processingType === 'DYNAMIC' && list.deletedAt === null;
