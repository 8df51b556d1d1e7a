import type { RefusedLine, SourceRow, SourceValue } from '../../sources/source.ts';
import type { Tx } from '../../database/database.ts';
import type { Problem } from '../problems.ts';
import { contentOf, ruleOf } from '../rows/fingerprint.ts';
import type { Change } from '../rows/changes.ts';
import type { Known, NewRow } from '../rows/journal.ts';
import { matchHash } from '../rows/sealing.ts';
import { Seen } from '../rows/seen.ts';
import { columnsOf } from '../values/mapping.ts';
import { textOf } from '../values/property-value.ts';
import { SyncEntity } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import type { Decision, Destined } from './destined.ts';

interface Read {
  row: SourceRow;
  key: string;
  keyHash: string;
  rowHash: string;
}

/**
 * The first half of a run: every row of the source is compared with the journal, and what must be written is planned. No
 * call is made for a row that has not changed. After it, what is planned is all that the run will do.
 */
export class Intake {
  private readonly context: RunContext;
  private readonly destined: Destined;
  private readonly columns: readonly string[] | null;
  private readonly rule: string;
  readonly seen = new Seen();
  /** Rows that stand as they did. */
  readonly unchanged = new Seen();
  /** Key hashes of which more than one row came. */
  private readonly twice = new Map<string, string>();
  private nextRow: number;
  private seq = 0;
  private readonly refusedLines: Change[] = [];
  /** Not every row is known: what seems to have gone may only be illegible. */
  incomplete = false;

  constructor(context: RunContext, destined: Destined, nextRow: number) {
    this.context = context;
    this.destined = destined;
    this.nextRow = nextRow;
    this.columns = columnsOf(context.definition);
    this.rule = ruleOf(context.definition);
  }

  /** A line of the source that is no row. */
  refuseLine({ line, reason }: RefusedLine): void {
    this.incomplete = true;
    const problem = { code: 'LINE_REFUSED' as const, message: `Line ${line}: ${reason}` };
    this.refusedLines.push(this.report(null, { key: '', problem }));
  }

  /** At most a thousand rows at once are good for the database. */
  async take(rows: readonly SourceRow[]): Promise<void> {
    const { hold, journal, database, tally } = this.context;
    tally.read += rows.length;
    const reported = this.refusedLines.splice(0);
    const reads = rows.flatMap((row) => this.keyed(row, reported) ?? []);
    const known = await journal.find(
      database.manager,
      reads.map(({ keyHash }) => keyHash),
    );
    const fresh: NewRow[] = [];
    const changed: { read: Read; known: Known }[] = [];
    for (const read of reads) {
      const row = known.get(read.keyHash) ?? this.newRow(read, known, fresh);
      if (!this.seen.mark(row.rowNumber)) this.twice.set(read.keyHash, read.key);
      else if (row.rowHash === read.rowHash && !this.destined.again) {
        tally.unchanged += 1;
        this.unchanged.mark(row.rowNumber);
      } else changed.push({ read, known: row });
    }
    if (changed.length === 0 && reported.length === 0) return;
    const planned = await this.plan(changed);
    await hold.transaction(async (tx) => this.store(tx, fresh, planned, reported));
  }

  /** What is left to be found once all rows are known. */
  async finish(): Promise<void> {
    const { hold, changes } = this.context;
    const refused = this.refusedLines.splice(0);
    if (refused.length > 0) await hold.transaction((tx) => changes.add(tx, refused));
    await this.refuse(this.twice, 'KEY_DUPLICATE', (key) => `The key “${key}” stands in more than one row.`);
    if (this.destined.sharesRecords) return;
    const { database, journal } = this.context;
    const shared = (await journal.shared(database.manager)).filter((row) => this.seen.has(row.rowNumber));
    const groups = Map.groupBy(shared, ({ matchHash }) => matchHash);
    const clashing = [...groups.values()].filter(({ length }) => length > 1).flat();
    await this.refuse(
      new Map(clashing.map(({ keyHash }) => [keyHash, ''])),
      'MATCH_DUPLICATE',
      (_key, match) => `“${match}” stands in more than one row.`,
    );
  }

  /** Rows whose record Baton wrote, and that the source does not have any more; a thousand at a time. */
  async *gone(): AsyncGenerator<Known[]> {
    const { database, journal } = this.context;
    let numbers: number[] = [];
    for (let row = 1; row < this.nextRow; row += 1) {
      if (!this.seen.has(row)) numbers.push(row);
      if (numbers.length === 0 || (numbers.length < 1_000 && row + 1 < this.nextRow)) continue;
      const found = await journal.byNumber(database.manager, numbers);
      numbers = [];
      if (found.length > 0) yield found;
    }
  }

  /** Plans what becomes of rows that have gone. */
  async planGone(rows: readonly Known[]): Promise<void> {
    const { hold, changes } = this.context;
    const planned = rows.flatMap((row): Change[] => {
      const decision = this.destined.gone(row);
      return decision ? [this.change({ keyHash: row.keyHash, rowHash: null }, row, decision)] : [];
    });
    if (planned.length > 0) await hold.transaction((tx) => changes.add(tx, planned));
  }

  /** Every row of the journal has a smaller number. */
  get rowsKnown(): number {
    return this.nextRow;
  }

  /** A change that no row of the source asked for just now. */
  more(about: Pick<Change, 'keyHash' | 'rowHash' | 'recordId' | 'action'>): Change {
    this.seq += 1;
    const sealed = this.context.sealing.seal({ key: '' });
    return { ...about, seq: this.seq, state: 'planned', created: false, code: null, sealed };
  }

  /** A row whose record is written, and something else of it is not. */
  failed(keyHash: string | null, key: string, problem: Problem): Change {
    return this.report(keyHash, { key, problem });
  }

  private keyed(row: SourceRow, reported: Change[]): Read | undefined {
    const { definition, sealing } = this.context;
    const value: SourceValue | undefined = row[definition.key];
    const key = value === undefined || value === null ? '' : textOf(value);
    if (key.trim() === '') {
      this.incomplete = true;
      const message = `Row ${this.context.tally.read}: the key column “${definition.key}” is empty.`;
      reported.push(this.report(null, { key: '', problem: { code: 'KEY_MISSING', message } }));
      return undefined;
    }
    const rowHash = sealing.hash(`${this.rule}\n${contentOf(row, this.columns)}`);
    return { row, key, keyHash: sealing.hash(`key\n${key}`), rowHash };
  }

  private newRow(read: Read, known: Map<string, Known>, fresh: NewRow[]): Known {
    const empty = { rowHash: null, matchHash: null, writtenMatch: null, recordId: null, doubtAt: null };
    const row = { keyHash: read.keyHash, rowNumber: this.nextRow, ...empty };
    this.nextRow += 1;
    known.set(read.keyHash, row);
    fresh.push(row);
    return row;
  }

  private async plan(changed: readonly { read: Read; known: Known }[]) {
    const decisions = await this.destined.decide(
      changed.map(({ read, known }) => ({ row: read.row, known })),
    );
    return changed.map(({ read, known }, index) => {
      const decision = decisions[index];
      if (!decision) throw new Error('Every row has a decision.');
      return { read, known, decision };
    });
  }

  private async store(
    tx: Tx,
    fresh: readonly NewRow[],
    planned: readonly { read: Read; known: Known; decision: Decision }[],
    reported: readonly Change[],
  ): Promise<void> {
    const { journal, changes, sealing } = this.context;
    const hashOf = ({ match }: Decision) => (match === undefined ? null : matchHash(sealing, match));
    const matches = new Map(planned.map(({ read, decision }) => [read.keyHash, hashOf(decision)]));
    const { portalId, syncId } = this.context;
    // In the same breath as the numbers are used: no row may get one again after a crash.
    if (fresh.length > 0) await tx.update(SyncEntity, { portalId, syncId }, { nextRow: this.nextRow });
    await journal.add(
      tx,
      fresh.map((row) => ({ ...row, matchHash: matches.get(row.keyHash) ?? null })),
    );
    const isNew = new Set(fresh.map(({ keyHash }) => keyHash));
    const moved = planned.filter(({ read, known }) => {
      return !isNew.has(read.keyHash) && known.matchHash !== matches.get(read.keyHash);
    });
    await journal.setMatch(
      tx,
      moved.map(({ read }) => ({ keyHash: read.keyHash, matchHash: matches.get(read.keyHash) ?? null })),
    );
    const added = planned.map(({ read, known, decision }) => this.change(read, known, decision, read.key));
    await changes.add(tx, [...reported, ...added]);
  }

  private change(
    { keyHash, rowHash }: { keyHash: string; rowHash: string | null },
    known: Known,
    decision: Decision,
    key = '',
  ): Change {
    const { match, properties, links, event, problem, action } = decision;
    if (problem) return this.report(keyHash, { key, ...decision, problem });
    this.seq += 1;
    return {
      seq: this.seq,
      keyHash,
      action,
      state: 'planned',
      recordId: decision.recordId ?? known.recordId,
      created: false,
      rowHash,
      code: null,
      sealed: this.context.sealing.seal({ key, match, properties, links, event }),
    };
  }

  /** A row that is not sent. */
  private report(
    keyHash: string | null,
    { key, match, problem, skip }: { key: string; match?: string; problem: Problem; skip?: boolean },
  ): Change {
    const { tally, sealing } = this.context;
    this.seq += 1;
    if (skip) tally.skipped += 1;
    else tally.failed += 1;
    tally.because(problem.code);
    return {
      seq: this.seq,
      keyHash,
      action: 'report',
      state: skip ? 'skipped' : 'failed',
      recordId: null,
      created: false,
      rowHash: null,
      code: problem.code,
      sealed: sealing.seal({ key, match, message: problem.message }),
    };
  }

  /** Takes these rows out of what is planned. */
  private async refuse(
    keys: ReadonlyMap<string, string>,
    code: Problem['code'],
    message: (key: string, match: string) => string,
  ): Promise<void> {
    const { hold, changes, sealing, journal, tally, clock } = this.context;
    const all = [...keys.keys()];
    for (let at = 0; at < all.length; at += 1_000) {
      const part = all.slice(at, at + 1_000);
      await hold.transaction(async (tx) => {
        const planned = await changes.plannedOf(tx, part);
        const outcomes = planned.map((change) => {
          const payload = sealing.open(change.sealed);
          const told = { ...payload, message: message(payload.key, payload.match ?? '') };
          return { ...change, state: 'failed' as const, code, sealed: sealing.seal(told) };
        });
        await changes.settle(tx, outcomes, clock.now());
        const had = new Set(planned.map(({ keyHash }) => keyHash));
        // Twice in the source, and the first of them as it was: counted as unchanged a moment ago.
        const unplanned = code === 'KEY_DUPLICATE' ? part.filter((key) => !had.has(key)) : [];
        const reports = unplanned.map((keyHash) => {
          const key = keys.get(keyHash) ?? '';
          tally.unchanged -= 1;
          return this.report(keyHash, { key, problem: { code, message: message(key, '') } });
        });
        await changes.add(tx, reports);
        await journal.unwritten(tx, unplanned);
        for (let count = planned.length; count > 0; count -= 1) {
          tally.failed += 1;
          tally.because(code);
        }
      });
    }
  }
}
