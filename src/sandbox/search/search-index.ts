import type { SandboxClock } from '../ground/clock.ts';
import { isLive, type StoredRecord } from '../records/record.ts';

/** A record as search knows it. */
export interface IndexedRecord {
  id: string;
  properties: Readonly<Record<string, string>>;
}

interface PendingChange extends IndexedRecord {
  tableKey: string;
  dueAt: number;
  live: boolean;
}

/**
 * What search sees: every change comes in a few seconds late, as in HubSpot; where the stand-in's clock moves on, so does
 * the index. After a restart everything is indexed.
 * Relies on records replacing their `properties` object when they change.
 */
export class SearchIndex {
  readonly #clock: Pick<SandboxClock, 'now'>;
  readonly #lagMs: number;
  readonly #tables = new Map<string, Map<string, IndexedRecord>>();
  #pending: PendingChange[] = [];
  #applied = 0;

  constructor(clock: Pick<SandboxClock, 'now'>, lagMs: number) {
    this.#clock = clock;
    this.#lagMs = lagMs;
  }

  /** Indexes records at once: at start. */
  load(portalId: number, objectTypeId: string, records: Iterable<StoredRecord>): void {
    const table = this.#table(`${portalId}/${objectTypeId}`);
    for (const { id, properties } of records) table.set(id, { id, properties });
  }

  /** The record was changed, deleted or merged away just now. */
  changed(portalId: number, record: StoredRecord): void {
    this.#pending.push({
      tableKey: `${portalId}/${record.objectTypeId}`,
      dueAt: this.#clock.now() + this.#lagMs,
      live: isLive(record),
      id: record.id,
      properties: record.properties,
    });
  }

  /** What a search over one object type finds now. */
  records(portalId: number, objectTypeId: string): Iterable<IndexedRecord> {
    this.#applyDue();
    return this.#table(`${portalId}/${objectTypeId}`).values();
  }

  #applyDue(): void {
    const now = this.#clock.now();
    for (
      let change = this.#pending[this.#applied];
      change && change.dueAt <= now;
      change = this.#pending[++this.#applied]
    ) {
      const table = this.#table(change.tableKey);
      if (change.live) table.set(change.id, { id: change.id, properties: change.properties });
      else table.delete(change.id);
    }
    if (this.#applied > 1_000 || this.#applied === this.#pending.length) {
      this.#pending = this.#pending.slice(this.#applied);
      this.#applied = 0;
    }
  }

  #table(key: string): Map<string, IndexedRecord> {
    const table = this.#tables.get(key) ?? new Map<string, IndexedRecord>();
    this.#tables.set(key, table);
    return table;
  }
}
