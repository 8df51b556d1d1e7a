import type { DatabaseKind, Tx } from '../../database/database.ts';
import { listed, number, rowsOf, text, unfolded } from './sql.ts';

/** An association that a sync made. */
export interface LinkRow {
  keyHash: string;
  runId: string;
  fromId: string;
  toObject: string;
  toId: string;
  category: string;
  typeId: number;
}

interface RawLink {
  key_hash: string;
  run_id: string;
  from_id: string;
  to_object: string;
  to_id: string;
  category: string;
  type_id: number;
}

const COLUMNS = 'key_hash, run_id, from_id, to_object, to_id, category, type_id';
const toLink = (raw: RawLink): LinkRow => ({
  keyHash: raw.key_hash,
  runId: raw.run_id,
  fromId: raw.from_id,
  toObject: raw.to_object,
  toId: raw.to_id,
  category: raw.category,
  typeId: raw.type_id,
});

/** What one sync linked, so that an undo, and rows that want it no more, take away only that. */
export class LinkRows {
  private readonly kind: DatabaseKind;
  private readonly ids: readonly [portalId: string, syncId: string];

  constructor(kind: DatabaseKind, portalId: string, syncId: string) {
    this.kind = kind;
    this.ids = [portalId, syncId];
  }

  /** Those that are known stay as they are, with the run that made them. */
  async add(tx: Tx, links: readonly LinkRow[]): Promise<void> {
    if (links.length === 0) return;
    const sql = `INSERT INTO sync_link (portal_id, sync_id, ${COLUMNS})
      SELECT $1, $2, ${text(0)}, ${text(1)}, ${text(2)}, ${text(3)}, ${text(4)}, ${text(5)}, ${number(6)}
      FROM ${unfolded(this.kind, 3)} WHERE true ON CONFLICT DO NOTHING`;
    const values = links.map((one) => [
      one.keyHash,
      one.runId,
      one.fromId,
      one.toObject,
      one.toId,
      one.category,
      one.typeId,
    ]);
    await tx.query(sql, [...this.ids, JSON.stringify(values)]);
  }

  async of(tx: Tx, keyHashes: readonly string[]): Promise<LinkRow[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_link WHERE portal_id = $1 AND sync_id = $2
      AND key_hash IN ${listed(this.kind, 3)}`;
    return (await rowsOf<RawLink>(tx, sql, [...this.ids, JSON.stringify(keyHashes)])).map(toLink);
  }

  /** The next ones that a run made. */
  async ofRun(tx: Tx, runId: string, limit: number): Promise<LinkRow[]> {
    const sql = `SELECT ${COLUMNS} FROM sync_link WHERE portal_id = $1 AND sync_id = $2 AND run_id = $3
      ORDER BY to_object, key_hash, to_id, type_id DESC LIMIT ${limit}`;
    return (await rowsOf<RawLink>(tx, sql, [...this.ids, runId])).map(toLink);
  }

  /** Those of a pair as a whole (type 0) left out. */
  async countOfRun(tx: Tx, runId: string): Promise<number> {
    const sql =
      'SELECT COUNT(*) AS n FROM sync_link WHERE portal_id = $1 AND sync_id = $2 AND run_id = $3 AND type_id <> 0';
    const [row] = await rowsOf<{ n: string | number }>(tx, sql, [...this.ids, runId]);
    return Number(row?.n ?? 0);
  }

  async remove(tx: Tx, links: readonly LinkRow[]): Promise<void> {
    if (links.length === 0) return;
    const shape = `${text(0)} AS a, ${text(1)} AS b, ${text(2)} AS c, ${number(3)} AS d`;
    const sql = `DELETE FROM sync_link WHERE portal_id = $1 AND sync_id = $2 AND EXISTS (SELECT 1 FROM
      (SELECT ${shape} FROM ${unfolded(this.kind, 3)}) AS v WHERE v.a = key_hash AND v.b = to_object AND v.c = to_id AND v.d = type_id)`;
    const values = links.map(({ keyHash, toObject, toId, typeId }) => [keyHash, toObject, toId, typeId]);
    await tx.query(sql, [...this.ids, JSON.stringify(values)]);
  }
}
