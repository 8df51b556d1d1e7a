import type { Collection } from '../ground/store.ts';
import { isLive, type StoredRecord } from './record.ts';

/** All records of one type in one portal, with the lookups that uniqueness and merging need. */
export class RecordTable {
  readonly #records: Collection<StoredRecord>;
  /** Property name → value → id of the live record that has it. */
  readonly #unique = new Map<string, Map<string, string>>();
  #nextId: number;

  constructor(records: Collection<StoredRecord>, firstId: number) {
    this.#records = records;
    this.#nextId = firstId;
    for (const record of records.values()) this.#nextId = Math.max(this.#nextId, Number(record.id) + 1);
  }

  get size(): number {
    return this.#records.size;
  }

  newId(): string {
    return String(this.#nextId++);
  }

  /** Any record, deleted and merged ones too. */
  get(id: string): StoredRecord | undefined {
    return this.#records.get(id);
  }

  /** The record if it is neither deleted nor merged away. */
  live(id: string): StoredRecord | undefined {
    const record = this.#records.get(id);
    return record && isLive(record) ? record : undefined;
  }

  /** Follows merges to the survivor, if that is live. */
  survivor(id: string): StoredRecord | undefined {
    let record = this.#records.get(id);
    while (record?.mergedInto) record = this.#records.get(record.mergedInto);
    return record && isLive(record) ? record : undefined;
  }

  /** The live record with this value of a unique property. */
  byUnique(property: string, value: string): StoredRecord | undefined {
    const id = this.#indexOf(property).get(value.toLowerCase());
    return id === undefined ? undefined : this.live(id);
  }

  /** Stores the record after a change. */
  save(record: StoredRecord): void {
    this.#records.set(record.id, record);
    if (!isLive(record)) return;
    for (const [property, ids] of this.#unique)
      for (const value of valuesOf(record, property)) ids.set(value, record.id);
  }

  /** Gives a unique value free before the record gets another, is deleted or merged. */
  release(record: StoredRecord, property: string): void {
    const ids = this.#unique.get(property);
    for (const value of valuesOf(record, property)) if (ids?.get(value) === record.id) ids.delete(value);
  }

  releaseAll(record: StoredRecord): void {
    for (const property of this.#unique.keys()) this.release(record, property);
  }

  /** Live records, oldest first. */
  *all(): Generator<StoredRecord> {
    for (const record of this.#records.values()) if (isLive(record)) yield record;
  }

  *archived(): Generator<StoredRecord> {
    for (const record of this.#records.values())
      if (record.archivedAt !== null && !record.erased) yield record;
  }

  #indexOf(property: string): Map<string, string> {
    const known = this.#unique.get(property);
    if (known) return known;
    const ids = new Map<string, string>();
    for (const record of this.all())
      for (const value of valuesOf(record, property)) ids.set(value, record.id);
    this.#unique.set(property, ids);
    return ids;
  }
}

/** What the record is found by, lower-cased. A contact's further addresses count like its main one. */
function valuesOf({ properties }: StoredRecord, property: string): string[] {
  const further = property === 'email' ? (properties.hs_additional_emails?.split(';') ?? []) : [];
  return [properties[property] ?? '', ...further].filter(Boolean).map((value) => value.toLowerCase());
}
