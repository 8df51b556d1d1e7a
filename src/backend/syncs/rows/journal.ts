import type { DatabaseKind, Tx } from '../../database/database.ts';
import { listed, number, rowsOf, text, unfolded } from './sql.ts';

/** What the journal knows of a row. */
export interface Known {
  keyHash: string;
  rowNumber: number;
  rowHash: string | null;
  matchHash: string | null;
  writtenMatch: string | null;
  recordId: string | null;
  doubtAt: number | null;
}

export interface NewRow {
  keyHash: string;
  rowNumber: number;
  matchHash: string | null;
}

/** A row that stands in HubSpot now. */
export interface Written {
  keyHash: string;
  rowHash: string | null;
  recordId: string;
  /** Of the value that it was written with, see `JournalRow`. */
  writtenMatch: string | null;
}

interface RawKnown {
  key_hash: string;
  row_number: number;
  row_hash: string | null;
  match_hash: string | null;
  written_match: string | null;
  record_id: string | null;
  doubt_at: string | number | null;
}

const COLUMNS = 'key_hash, row_number, row_hash, match_hash, written_match, record_id, doubt_at';

const toKnown = (raw: RawKnown): Known => ({
  keyHash: raw.key_hash,
  rowNumber: raw.row_number,
  rowHash: raw.row_hash,
  matchHash: raw.match_hash,
  writtenMatch: raw.written_match,
  recordId: raw.record_id,
  doubtAt: raw.doubt_at === null ? null : Number(raw.doubt_at),
});

/** What one sync knows of the rows of its source. Every call takes many rows: one statement each. */
export class Journal {
  private readonly kind: DatabaseKind;
  private readonly ids: readonly [portalId: string, syncId: string];

  constructor(kind: DatabaseKind, portalId: string, syncId: string) {
    this.kind = kind;
    this.ids = [portalId, syncId];
  }

  async find(tx: Tx, keyHashes: readonly string[]): Promise<Map<string, Known>> {
    const sql = `SELECT ${COLUMNS} FROM sync_journal WHERE portal_id = $1 AND sync_id = $2
      AND key_hash IN ${listed(this.kind, 3)}`;
    const rows = await rowsOf<RawKnown>(tx, sql, [...this.ids, JSON.stringify(keyHashes)]);
    return new Map(rows.map((row) => [row.key_hash, toKnown(row)]));
  }

  async byNumber(tx: Tx, numbers: readonly number[]): Promise<Known[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_journal WHERE portal_id = $1 AND sync_id = $2
      AND row_number IN (SELECT ${number(0)} FROM ${unfolded(this.kind, 3)})`;
    const values = JSON.stringify(numbers.map((one) => [one]));
    return (await rowsOf<RawKnown>(tx, sql, [...this.ids, values])).map(toKnown);
  }

  async add(tx: Tx, rows: readonly NewRow[]): Promise<void> {
    const sql = `INSERT INTO sync_journal (portal_id, sync_id, key_hash, row_number, match_hash)
      SELECT $1, $2, ${text(0)}, ${number(1)}, ${text(2)} FROM ${unfolded(this.kind, 3)}`;
    const values = rows.map(({ keyHash, rowNumber, matchHash }) => [keyHash, rowNumber, matchHash]);
    if (rows.length > 0) await tx.query(sql, [...this.ids, JSON.stringify(values)]);
  }

  async setMatch(tx: Tx, rows: readonly { keyHash: string; matchHash: string | null }[]): Promise<void> {
    await this.update(tx, rows, 'match_hash = v.b', `${text(0)} AS a, ${text(1)} AS b`, (row) => [
      row.keyHash,
      row.matchHash,
    ]);
  }

  /** A write of these rows begins whose answer may be lost. */
  async doubt(tx: Tx, keyHashes: readonly string[], now: number): Promise<void> {
    await this.update(tx, keyHashes, 'doubt_at = v.b', `${text(0)} AS a, ${number(1)} AS b`, (keyHash) => [
      keyHash,
      now,
    ]);
  }

  async written(tx: Tx, rows: readonly Written[]): Promise<void> {
    const set = 'row_hash = v.b, record_id = v.c, written_match = v.d, doubt_at = NULL';
    const shape = `${text(0)} AS a, ${text(1)} AS b, ${text(2)} AS c, ${text(3)} AS d`;
    await this.update(tx, rows, set, shape, (row) => [
      row.keyHash,
      row.rowHash,
      row.recordId,
      row.writtenMatch,
    ]);
  }

  /** Written before, and now linked as well. */
  async linked(tx: Tx, rows: readonly { keyHash: string | null; rowHash: string | null }[]): Promise<void> {
    await this.update(tx, rows, 'row_hash = v.b', `${text(0)} AS a, ${text(1)} AS b`, (row) => [
      row.keyHash,
      row.rowHash,
    ]);
  }

  /** Nothing is under way for these any more, and they must be written at the next run. */
  async unwritten(tx: Tx, keyHashes: readonly string[]): Promise<void> {
    await this.update(tx, keyHashes, 'row_hash = NULL, doubt_at = NULL', `${text(0)} AS a`, (keyHash) => [
      keyHash,
    ]);
  }

  /** All of them must be written anew, wherever they were written to. */
  async forgetWritten(tx: Tx): Promise<void> {
    await tx.query(
      'UPDATE sync_journal SET row_hash = NULL, doubt_at = NULL WHERE portal_id = $1 AND sync_id = $2',
      [...this.ids],
    );
  }

  /** Their records were given back the value that they had before: the next run writes it again. */
  async matchTakenBack(tx: Tx, keyHashes: readonly string[]): Promise<void> {
    await this.update(tx, keyHashes, 'written_match = NULL', `${text(0)} AS a`, (keyHash) => [keyHash]);
  }

  /** Their records are not there any more. */
  async lost(tx: Tx, keyHashes: readonly string[]): Promise<void> {
    await this.update(tx, keyHashes, 'record_id = NULL', `${text(0)} AS a`, (keyHash) => [keyHash]);
  }

  async remove(tx: Tx, keyHashes: readonly string[]): Promise<void> {
    const sql = `DELETE FROM sync_journal WHERE portal_id = $1 AND sync_id = $2 AND key_hash IN ${listed(this.kind, 3)}`;
    if (keyHashes.length > 0) await tx.query(sql, [...this.ids, JSON.stringify(keyHashes)]);
  }

  /** Rows whose record Baton wrote. */
  async countWritten(tx: Tx): Promise<number> {
    const sql =
      'SELECT COUNT(*) AS n FROM sync_journal WHERE portal_id = $1 AND sync_id = $2 AND record_id IS NOT NULL';
    const [row] = await rowsOf<{ n: string | number }>(tx, sql, this.ids);
    return Number(row?.n ?? 0);
  }

  /** Rows that are for the same record as another: more than one of a group. */
  async shared(tx: Tx): Promise<Known[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_journal WHERE portal_id = $1 AND sync_id = $2 AND match_hash IN
      (SELECT match_hash FROM sync_journal WHERE portal_id = $1 AND sync_id = $2 AND match_hash IS NOT NULL
        GROUP BY match_hash HAVING COUNT(*) > 1)`;
    return (await rowsOf<RawKnown>(tx, sql, this.ids)).map(toKnown);
  }

  /** The rows whose record is one of these; several may have the same. */
  async holding(tx: Tx, recordIds: readonly string[]): Promise<Known[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_journal WHERE portal_id = $1 AND sync_id = $2
      AND record_id IN ${listed(this.kind, 3)}`;
    return (await rowsOf<RawKnown>(tx, sql, [...this.ids, JSON.stringify(recordIds)])).map(toKnown);
  }

  /** Of these records, those that a row of this sync has, with the row's key hash. */
  async holders(tx: Tx, recordIds: readonly string[]): Promise<Map<string, string>> {
    const sql = `SELECT record_id, key_hash FROM sync_journal WHERE portal_id = $1 AND sync_id = $2
      AND record_id IN ${listed(this.kind, 3)}`;
    const rows = await rowsOf<{ record_id: string; key_hash: string }>(tx, sql, [
      ...this.ids,
      JSON.stringify(recordIds),
    ]);
    return new Map(rows.map((row) => [row.record_id, row.key_hash]));
  }

  private async update<Row>(
    tx: Tx,
    rows: readonly Row[],
    set: string,
    shape: string,
    valuesOf: (row: Row) => unknown[],
  ): Promise<void> {
    if (rows.length === 0) return;
    // The parameters are named in their order: SQLite numbers them by that.
    const sql = `WITH given AS (SELECT $1 AS portal_id, $2 AS sync_id), v AS (SELECT ${shape} FROM ${unfolded(this.kind, 3)})
      UPDATE sync_journal SET ${set} FROM v, given WHERE sync_journal.portal_id = given.portal_id
      AND sync_journal.sync_id = given.sync_id AND sync_journal.key_hash = v.a`;
    await tx.query(sql, [...this.ids, JSON.stringify(rows.map(valuesOf))]);
  }
}
