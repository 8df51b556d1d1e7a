import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { writeAround } from '../sending/around.ts';
import { CRM_HISTORY_BATCH } from '../../hubspot/crm/crm-records.ts';
import type { CrmProperty } from '../../hubspot/crm/crm-properties.ts';
import type { CrmRecord } from '../../hubspot/crm/crm-answers.ts';
import { unlink } from '../links/linker.ts';
import { ListUndo } from '../lists/undo.ts';
import { Changes } from '../rows/changes.ts';
import type { Change } from '../rows/changes.ts';
import { isSameValue } from '../values/property-value.ts';
import { SyncRunEntity } from '../sync-entity.ts';
import type { RunRow } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import { takeHold } from './hold.ts';
import { begin, carryOut, createContext, reportOf } from './perform.ts';
import type { Deps, OpenedSync } from './order.ts';
import type { SyncReport } from './report.ts';

export interface UndoOrder {
  portalId: PortalId;
  name: string;
  /** Default: the last run that is not undone. */
  runId?: string;
  /** Only says what would be done. */
  dry?: boolean;
  signal?: AbortSignal;
}

export interface UndoReport extends SyncReport {
  /** The run that is undone. */
  undone: string;
  /** Former values that are written back, and those that stay because somebody changed them since. */
  restored: number;
  kept: number;
  /** Associations that were taken away. */
  unlinked: number;
  /** What cannot be undone, in words. */
  cannot: string[];
}

/**
 * Takes back what a run did: what each property was before, HubSpot's own history tells, so that a run need not read what
 * it writes over. A value that is not what the run wrote any more stays: somebody changed it.
 */
export async function performUndo(deps: Deps, order: UndoOrder, sync: OpenedSync): Promise<UndoReport> {
  const { portalId } = order;
  const run = await runToUndo(deps, order, sync.row.syncId);
  const hold = await takeHold(deps, portalId, sync.row.syncId);
  try {
    const runId = deps.random.uuid();
    const context = createContext(
      deps,
      { ...order, definition: emptyDefinition(order.name) },
      sync,
      hold,
      runId,
    );
    const dry = order.dry === true;
    const undo = run.target.kind === 'list' ? new ListUndo(context, run, dry) : new Undo(context, run, dry);
    if (order.dry) {
      await undo.all();
      return { ...(await reportOf(context)), run: null, ...undo.said() };
    }
    await begin(context, 'undo', { ...run.target, of: run.runId });
    const report = await carryOut(context, () => undo.all());
    // What broke off is undone further the next time.
    if (!report.stopped)
      await hold.transaction((tx) =>
        tx.update(SyncRunEntity, { portalId, runId: run.runId }, { undoneBy: runId }),
      );
    return { ...report, ...undo.said() };
  } finally {
    await hold.release();
  }
}

/** An undo maps nothing: it knows the run's own changes. */
const emptyDefinition = (name: string): RunContext['definition'] => ({
  name,
  source: { type: 'csv', path: '' },
  key: '',
  to: { kind: 'object', object: '', mode: 'update', match: { property: '', column: '' } },
  map: {},
  associate: [],
  gone: 'nothing',
  brake: { rows: 0 },
  schedule: { kind: 'manual' },
  alerts: [],
});

async function runToUndo(
  { database }: Deps,
  { portalId, name, runId }: UndoOrder,
  syncId: string,
): Promise<RunRow> {
  const runs = await database.manager.find(SyncRunEntity, {
    where: { portalId, syncId, ...(runId === undefined ? {} : { runId }) },
    order: { number: 'DESC' },
  });
  const run = runId === undefined ? runs.find((one) => one.kind === 'run' && one.undoneBy === null) : runs[0];
  if (!run) {
    const message = runId === undefined ? `“${name}” has no run to undo.` : `“${name}” has no run ${runId}.`;
    throw new BatonError('SYNC_REFUSED', message);
  }
  if (run.undoneBy !== null) throw new BatonError('SYNC_REFUSED', `Run ${run.runId} was undone already.`);
  if (run.target.kind === 'event')
    throw new BatonError('SYNC_REFUSED', 'Events cannot be taken back: HubSpot keeps them.');
  return run;
}

class Undo {
  private readonly context: RunContext;
  private readonly run: RunRow;
  private readonly dry: boolean;
  private readonly past: Changes;
  private properties: ReadonlyMap<string, CrmProperty> = new Map();
  private restored = 0;
  private kept = 0;
  private archived = 0;
  private unlinked = 0;
  private seq = 0;

  constructor(context: RunContext, run: RunRow, dry: boolean) {
    this.context = context;
    this.run = run;
    this.dry = dry;
    const { database, portalId, syncId } = context;
    this.past = new Changes(database.kind, portalId, run.runId, syncId);
  }

  said() {
    const cannot = [
      ...(this.archived > 0
        ? [
            `${this.archived} records were deleted: restore them in HubSpot, from its recycle bin, within 90 days.`,
          ]
        : []),
    ];
    return {
      undone: this.run.runId,
      restored: this.restored,
      kept: this.kept,
      unlinked: this.unlinked,
      cannot,
    };
  }

  /** The newest change first. */
  async all(): Promise<void> {
    const { database, crm, portalId, signal } = this.context;
    this.properties = await crm.properties.all(portalId, this.run.target.object);
    const { runId, target } = this.run;
    this.unlinked = await unlink(this.context, { runId, object: target.object }, this.dry);
    for await (const page of this.past.newestDone(database.manager, CRM_HISTORY_BATCH)) {
      signal.throwIfAborted();
      await this.take(page);
    }
  }

  private async take(page: readonly Change[]): Promise<void> {
    const { tally } = this.context;
    const made = page.filter(({ created }) => created);
    const gone = page.filter(({ action }) => action === 'archive');
    const changed = page.filter((change) => !change.created && change.action !== 'archive');
    this.archived += gone.length;
    tally.skipped += gone.length;
    await this.archive(await this.untouched(made));
    await this.restore(changed);
  }

  /** Records that nobody has changed since in what the run wrote; the others stay. */
  private async untouched(made: readonly Change[]): Promise<Change[]> {
    const { crm, portalId, sealing } = this.context;
    const wrote = new Map(made.map((change) => [change.seq, sealing.open(change.sealed).properties ?? {}]));
    const properties = [...new Set([...wrote.values()].flatMap(Object.keys))];
    const ids = made.flatMap(({ recordId }) => recordId ?? []);
    if (ids.length === 0) return [];
    const records = await crm.records.read(portalId, this.run.target.object, { ids, properties });
    const byId = new Map(records.map((record) => [record.id, record]));
    return made.filter(({ seq, recordId }) => {
      const record = byId.get(recordId ?? '');
      if (!record) return false;
      const isSame = Object.entries(wrote.get(seq) ?? {}).every(([name, value]) =>
        isSameValue(this.properties.get(name), record.properties[name] ?? '', value),
      );
      if (!isSame) this.kept += 1;
      return isSame;
    });
  }

  private async archive(made: readonly Change[]): Promise<void> {
    const { crm, portalId, tally } = this.context;
    const ids = made.flatMap(({ recordId }) => recordId ?? []);
    if (ids.length === 0) return;
    if (!this.dry) {
      await crm.records.archive(portalId, this.run.target.object, ids);
      await this.store(
        made.map((change) => ({ change, action: 'archive' as const, over: {} })),
        [],
      );
    }
    tally.removed += ids.length;
  }

  private async restore(changed: readonly Change[]): Promise<void> {
    const { crm, portalId, sealing, tally } = this.context;
    const { object } = this.run.target;
    if (changed.length === 0) return;
    const opened = changed.map((change) => ({ change, payload: sealing.open(change.sealed) }));
    const properties = [...new Set(opened.flatMap(({ payload }) => Object.keys(payload.properties ?? {})))];
    const ids = [...new Set(changed.flatMap(({ recordId }) => recordId ?? []))];
    const records = await crm.records.read(portalId, object, { ids, properties, histories: properties });
    const byId = new Map(records.map((record) => [record.id, record]));
    const inputs = opened.flatMap(({ change, payload }) => {
      const record = byId.get(change.recordId ?? '');
      const over = record ? this.former(record, payload.properties ?? {}) : {};
      return record && Object.keys(over).length > 0
        ? [{ change, over, trace: `row-${change.seq}`, id: record.id, properties: over }]
        : [];
    });
    if (this.dry || inputs.length === 0) return void (tally.updated += inputs.length);
    const { written, failed } = await writeAround(inputs, (part) =>
      crm.records.update(portalId, object, part),
    );
    const done = inputs.filter(({ trace }) => written.has(trace));
    tally.updated += done.length;
    tally.failed += failed.size;
    await this.store(
      done.map(({ change, over }) => ({ change, action: 'update' as const, over })),
      inputs.filter(({ trace }) => failed.has(trace)).map(({ change }) => change),
    );
  }

  /** What the properties were before the run, where they are still what it wrote. */
  private former(record: CrmRecord, written: Record<string, string>): Record<string, string> {
    const over: Record<string, string> = {};
    for (const [name, value] of Object.entries(written)) {
      const property = this.properties.get(name);
      const [now, before] = record.histories[name] ?? [];
      const current = record.properties[name] ?? '';
      if (!isSameValue(property, current, value)) this.kept += 1;
      // The run wrote what stood there already: it changed nothing.
      else if (!now || now.at < this.run.startedAt) continue;
      else {
        over[name] = before?.value ?? '';
        this.restored += 1;
      }
    }
    return over;
  }

  /** Whether what finds the record is among what was written back. */
  private hasMatch(change: Change, over: Record<string, string>): boolean {
    const { match, properties = {} } = this.context.sealing.open(change.sealed);
    return Object.keys(over).some((name) => properties[name] === match);
  }

  /** The rows are no longer as the journal says: the next run writes them again. */
  private async store(
    done: readonly { change: Change; action: 'update' | 'archive'; over: Record<string, string> }[],
    failed: readonly Change[],
  ): Promise<void> {
    const { hold, journal, changes, sealing } = this.context;
    const removed = done.filter(({ action }) => action === 'archive');
    const keysOf = (some: readonly { change: Change }[]) =>
      some.flatMap(({ change }) => change.keyHash ?? []);
    await hold.transaction(async (tx) => {
      await journal.unwritten(tx, keysOf(done));
      await journal.lost(tx, keysOf(removed));
      await journal.matchTakenBack(
        tx,
        keysOf(done.filter(({ change, over }) => this.hasMatch(change, over))),
      );
      await changes.add(
        tx,
        [
          ...done.map(({ change, action, over }) => ({ change, action, over, state: 'done' as const })),
          ...failed.map((change) => ({
            change,
            action: 'update' as const,
            over: {},
            state: 'failed' as const,
          })),
        ].map(({ change, action, over, state }) => {
          this.seq += 1;
          const { key } = sealing.open(change.sealed);
          const code = state === 'failed' ? ('REFUSED' as const) : null;
          const sealed = sealing.seal({ key, properties: over });
          return { ...change, seq: this.seq, action, state, code, created: false, rowHash: null, sealed };
        }),
      );
    });
  }
}
