import type { DatabaseKind, Tx } from '../../database/database.ts';
import type { ProblemCode } from '../problems.ts';
import { listed, number, rowsOf, text, unfolded } from './sql.ts';

/**
 * What is to be done for a row. update: by record id · upsert: by the match property · insert · find: look for the record,
 * then update · seek: search for the record by a property that is not unique, then update or insert · clear, archive: the
 * row has gone · join, part: the row puts its contact into the list, or takes it out · stay: the contact is where the row
 * wants it · leave: no row wants the contact in the list · send: an event · report: nothing, it only stands in the report.
 */
export type Action =
  | 'update'
  | 'upsert'
  | 'insert'
  | 'find'
  | 'seek'
  | 'clear'
  | 'archive'
  | 'join'
  | 'part'
  | 'stay'
  | 'leave'
  | 'send'
  | 'report';

export interface Change {
  seq: number;
  keyHash: string | null;
  action: Action;
  state: 'planned' | 'done' | 'failed' | 'skipped';
  recordId: string | null;
  /** Objects: whether the record was made. Lists: whether the contact was moved, in or out. */
  created: boolean;
  rowHash: string | null;
  code: ProblemCode | null;
  sealed: string;
}

/** What became of a change. */
export interface Outcome {
  seq: number;
  state: 'done' | 'failed' | 'skipped';
  recordId: string | null;
  created: boolean;
  code: ProblemCode | null;
  sealed: string;
}

interface RawChange {
  seq: number;
  key_hash: string | null;
  action: Action;
  state: Change['state'];
  record_id: string | null;
  created: unknown;
  row_hash: string | null;
  code: ProblemCode | null;
  sealed: string;
}

/** The databases' largest integer. */
const AFTER_ALL = 2 ** 31 - 1;

const COLUMNS = 'seq, key_hash, action, state, record_id, created, row_hash, code, sealed';

const toChange = (raw: RawChange): Change => ({
  seq: raw.seq,
  keyHash: raw.key_hash,
  action: raw.action,
  state: raw.state,
  recordId: raw.record_id,
  created: Boolean(raw.created),
  rowHash: raw.row_hash,
  code: raw.code,
  sealed: raw.sealed,
});

/** The changes of one run, in the order in which they were planned. */
export class Changes {
  private readonly kind: DatabaseKind;
  private readonly ids: readonly [portalId: string, runId: string];
  private readonly syncId: string;

  constructor(kind: DatabaseKind, portalId: string, runId: string, syncId: string) {
    this.kind = kind;
    this.ids = [portalId, runId];
    this.syncId = syncId;
  }

  async add(tx: Tx, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const sql = `INSERT INTO sync_change (portal_id, run_id, sync_id, seq, key_hash, action, state, record_id, created, row_hash, code, sealed)
      SELECT $1, $2, $3, ${number(0)}, ${text(1)}, ${text(2)}, ${text(3)}, ${text(4)}, ${this.flag(5)}, ${text(6)}, ${text(7)}, ${text(8)}
      FROM ${unfolded(this.kind, 4)}`;
    const values = changes.map((one) => [
      one.seq,
      one.keyHash,
      one.action,
      one.state,
      one.recordId,
      one.created ? 1 : 0,
      one.rowHash,
      one.code,
      one.sealed,
    ]);
    await tx.query(sql, [...this.ids, this.syncId, JSON.stringify(values)]);
  }

  /** The next ones after `seq` that wait and are of these kinds. */
  async planned(tx: Tx, actions: readonly Action[], seq: number, limit: number): Promise<Change[]> {
    return this.page(tx, `state = 'planned' AND action IN (${quoted(actions)})`, seq, limit);
  }

  /** The next ones after `seq` of this state. */
  async of(tx: Tx, state: Change['state'], seq: number, limit: number): Promise<Change[]> {
    return this.page(tx, `state = '${state}'`, seq, limit);
  }

  /** Those that were done, the newest first: the order in which they are undone. At most `limit` at a time. */
  async *newestDone(tx: Tx, limit: number): AsyncGenerator<Change[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_change WHERE portal_id = $1 AND run_id = $2 AND seq < $3
      AND state = 'done' ORDER BY seq DESC LIMIT ${limit}`;
    for (let seq = AFTER_ALL; ;) {
      const page = (await rowsOf<RawChange>(tx, sql, [...this.ids, seq])).map(toChange);
      const last = page.at(-1);
      if (!last) return;
      seq = last.seq;
      yield page;
    }
  }

  async settle(tx: Tx, outcomes: readonly Outcome[], now: number): Promise<void> {
    const shape = `${number(0)} AS a, ${text(1)} AS b, ${text(2)} AS c, ${this.flag(3)} AS d, ${text(4)} AS e, ${text(5)} AS f, ${number(6)} AS g`;
    const set = 'state = v.b, record_id = v.c, created = v.d, code = v.e, sealed = v.f, done_at = v.g';
    const values = outcomes.map((one) => [
      one.seq,
      one.state,
      one.recordId,
      one.created ? 1 : 0,
      one.code,
      one.sealed,
      now,
    ]);
    await this.update(tx, set, shape, values);
  }

  /** They must go another way: the record was not there, or another one was. */
  async redirect(
    tx: Tx,
    changes: readonly { seq: number; action: Action; recordId: string | null }[],
  ): Promise<void> {
    const shape = `${number(0)} AS a, ${text(1)} AS b, ${text(2)} AS c`;
    const values = changes.map(({ seq, action, recordId }) => [seq, action, recordId]);
    await this.update(tx, 'action = v.b, record_id = v.c', shape, values);
  }

  /** Of these rows, what waits: it must not be sent. */
  async plannedOf(tx: Tx, keyHashes: readonly string[]): Promise<Change[]> {
    const list = `(SELECT ${text(0)} FROM ${unfolded(this.kind, 3)})`;
    const sql = `SELECT ${COLUMNS} FROM sync_change WHERE portal_id = $1 AND run_id = $2 AND key_hash IN ${list}
      AND state = 'planned'`;
    const values = JSON.stringify(keyHashes.map((one) => [one]));
    return (await rowsOf<RawChange>(tx, sql, [...this.ids, values])).map(toChange);
  }

  /** What waits for these records. */
  async plannedFor(tx: Tx, recordIds: readonly string[]): Promise<Change[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_change WHERE portal_id = $1 AND run_id = $2
      AND record_id IN ${listed(this.kind, 3)} AND state = 'planned'`;
    return (await rowsOf<RawChange>(tx, sql, [...this.ids, JSON.stringify(recordIds)])).map(toChange);
  }

  /** Nothing of what is planned is done. */
  async drop(tx: Tx): Promise<void> {
    const sql = `DELETE FROM sync_change WHERE portal_id = $1 AND run_id = $2 AND state = 'planned'`;
    await tx.query(sql, [...this.ids]);
  }

  /** How many wait, by what is to be done. */
  async counts(tx: Tx): Promise<Map<Action, number>> {
    const sql = `SELECT action, COUNT(*) AS n FROM sync_change WHERE portal_id = $1 AND run_id = $2
      AND state = 'planned' GROUP BY action`;
    const rows = await rowsOf<{ action: Action; n: string | number }>(tx, sql, this.ids);
    return new Map(rows.map(({ action, n }) => [action, Number(n)]));
  }

  private async page(tx: Tx, condition: string, seq: number, limit: number): Promise<Change[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_change WHERE portal_id = $1 AND run_id = $2 AND seq > $3
      AND ${condition} ORDER BY seq LIMIT ${limit}`;
    return (await rowsOf<RawChange>(tx, sql, [...this.ids, seq])).map(toChange);
  }

  private async update(tx: Tx, set: string, shape: string, values: readonly unknown[][]): Promise<void> {
    if (values.length === 0) return;
    const sql = `WITH given AS (SELECT $1 AS portal_id, $2 AS run_id), v AS (SELECT ${shape} FROM ${unfolded(this.kind, 3)})
      UPDATE sync_change SET ${set} FROM v, given WHERE sync_change.portal_id = given.portal_id
      AND sync_change.run_id = given.run_id AND sync_change.seq = v.a`;
    await tx.query(sql, [...this.ids, JSON.stringify(values)]);
  }

  private flag(place: number): string {
    return this.kind === 'sqlite' ? number(place) : `(${text(place)} = '1')`;
  }
}

const quoted = (actions: readonly Action[]): string => actions.map((action) => `'${action}'`).join(', ');
