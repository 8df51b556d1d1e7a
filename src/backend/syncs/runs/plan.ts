import { MINUTE } from '../../ground/clock.ts';
import { CRM_BATCH } from '../../hubspot/crm/crm-records.ts';
import { lookUp } from '../sending/look-up.ts';
import { seek } from '../sending/seek.ts';
import type { ToObjects } from '../sending/to-objects.ts';
import type { Item } from '../sending/pages.ts';
import type { Action, Change } from '../rows/changes.ts';
import { chunksOf } from '../../hubspot/calls/batches.ts';
import { SyncChangeEntity } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import { takeHold } from './hold.ts';
import type { ObjectDestination } from './objects.ts';
import { EventDestination } from '../events/destination.ts';
import { foretellEvents } from '../events/foretell.ts';
import { foretellLinks } from '../links/foretell.ts';
import type { Linker } from '../links/linker.ts';
import { ListDestination } from '../lists/destination.ts';
import { foretellList } from '../lists/foretell.ts';
import { createContext, nextRowOf, reportOf } from './perform.ts';
import type { Deps, OpenedSync, SyncOrder } from './order.ts';
import type { Foretold, PlanReport, Sample, SyncReport } from './report.ts';
import { planRun } from './run.ts';
import type { Planned } from './run.ts';

const PAGE = 1_000;
const SAMPLES = 10;
/** Of a batch, so many that would be created: what changes says more. */
const NEW_SAMPLES = 2;
/** HubSpot lets an app make 110 calls in 10 s; Baton keeps to 100. */
const CALLS_A_MINUTE = (100 * MINUTE) / 10_000;

/** What a run would do now: reads, and writes nothing to HubSpot. */
export async function performPlan(deps: Deps, order: SyncOrder, sync: OpenedSync): Promise<PlanReport> {
  const hold = await takeHold(deps, order.portalId, sync.row.syncId);
  const runId = `plan ${sync.row.syncId}`;
  const context = createContext(deps, order, sync, hold, runId);
  const { portalId } = order;
  const forget = () => hold.transaction((tx) => tx.delete(SyncChangeEntity, { portalId, runId }));
  try {
    await forget();
    return await foretell(context, await planRun(context, order.source, await nextRowOf(context)));
  } finally {
    await forget();
    await hold.release();
  }
}

async function foretell(context: RunContext, { destination, intake, linker }: Planned): Promise<PlanReport> {
  const foretold: Foretold =
    destination instanceof ListDestination
      ? await foretellList(context, destination, intake)
      : destination instanceof EventDestination
        ? await foretellEvents(context)
        : await foretellObjects(context, destination, linker);
  const { calls, samples, refused = [] } = foretold;
  const report = await reportOf(context);
  const minutes = Math.ceil((calls / CALLS_A_MINUTE) * 10) / 10;
  return { ...report, run: null, failed: [...report.failed, ...refused], calls, minutes, samples };
}

async function foretellObjects(
  context: RunContext,
  destination: ObjectDestination,
  linker: Linker | null,
): Promise<Foretold> {
  const counts = await context.changes.counts(context.database.manager);
  const forecast = new Forecast(context);
  if (counts.size > 0) {
    const { matching } = await destination.prepare();
    await forecast.all({ context, to: destination.to, matching });
  }
  if (!linker) return forecast;
  const { samples, refused } = forecast;
  return { samples, refused, calls: forecast.calls + (await foretellLinks(context, linker)) };
}

const batches = (count: number): number => Math.ceil(count / CRM_BATCH);

/** Counts what each planned change would become. */
class Forecast {
  private readonly context: RunContext;
  readonly samples: Sample[] = [];
  readonly refused: SyncReport['failed'] = [];
  /** The account's properties are read once. */
  calls = 0;
  private readonly totals = { update: 0, upsert: 0, insert: 0, clear: 0, archive: 0 };

  constructor(context: RunContext) {
    this.context = context;
  }

  async all(objects: ToObjects): Promise<void> {
    const { changes, database, tally } = this.context;
    const order: readonly Action[] = ['find', 'seek', 'update', 'upsert', 'insert', 'clear', 'archive'];
    for (const action of order)
      for (let seq = 0; ;) {
        const page = await changes.planned(database.manager, [action], seq, PAGE);
        const last = page.at(-1);
        if (!last) break;
        seq = last.seq;
        for (const part of chunksOf(CRM_BATCH, page))
          await this.part(
            objects,
            action,
            part.map((one) => this.item(one)),
          );
      }
    const { update, upsert, insert, clear, archive } = this.totals;
    tally.removed = clear + archive;
    const looked = tally.calls > 0 ? 1 : 0;
    this.calls +=
      looked + batches(update) + batches(upsert) + batches(insert) + batches(clear) + batches(archive);
  }

  private item(change: Change): Item {
    return { change, payload: this.context.sealing.open(change.sealed), doubtAt: null };
  }

  private async part(objects: ToObjects, action: Action, items: readonly Item[]): Promise<void> {
    switch (action) {
      case 'update':
        return this.updates(objects, items);
      case 'clear':
      case 'archive':
        this.totals[action] += items.length;
        return;
      case 'seek':
        this.calls += 1;
        return this.sought(objects, items);
      default:
        if (action === 'find') this.calls += 1;
        return this.found(objects, action, items);
    }
  }

  private async updates(
    objects: ToObjects,
    items: readonly Item[],
    records = items.map(({ change }) => change.recordId ?? ''),
  ) {
    const { tally } = this.context;
    tally.updated += items.length;
    this.totals.update += items.length;
    await this.show(objects, items, records);
  }

  private async found({ to, ...rest }: ToObjects, action: Action, items: readonly Item[]): Promise<void> {
    const { tally } = this.context;
    const found = await lookUp(
      this.context,
      to,
      items.map(({ payload }) => payload.match ?? ''),
    );
    const recordOf = ({ payload }: Item) => found.get((payload.match ?? '').toLowerCase())?.id;
    const there = items.filter((item) => recordOf(item) !== undefined);
    const absent = items.filter((item) => recordOf(item) === undefined);
    if (action === 'upsert' || action === 'insert') {
      tally.created += absent.length;
      this.totals[action] += absent.length;
      this.showNew(absent);
    } else for (const item of absent) this.skip(item, 'NO_RECORD');
    if (action === 'insert')
      for (const item of there)
        this.refuse(item, `The record exists already. Existing ID: ${recordOf(item) ?? ''}.`);
    else if (action === 'upsert') {
      this.totals.upsert += there.length;
      tally.updated += there.length;
      await this.show(
        { to, ...rest },
        there,
        there.map((item) => recordOf(item) ?? ''),
      );
    } else
      await this.updates(
        { to, ...rest },
        there,
        there.map((item) => recordOf(item) ?? ''),
      );
  }

  private async sought(objects: ToObjects, items: readonly Item[]): Promise<void> {
    const { tally } = this.context;
    const { redirected, failed } = await seek(objects, items);
    for (const { item, problem, skip } of failed)
      if (skip) this.skip(item, problem.code);
      else {
        tally.failed += 1;
        tally.because(problem.code);
        this.refused.push({ key: item.payload.key, ...problem });
      }
    const inserted = redirected.filter(({ action }) => action === 'insert').map(({ item }) => item);
    tally.created += inserted.length;
    this.totals.insert += inserted.length;
    this.showNew(inserted);
    const updated = redirected.filter(({ action }) => action === 'update');
    await this.updates(
      objects,
      updated.map(({ item }) => item),
      updated.map(({ recordId }) => recordId ?? ''),
    );
  }

  private skip(_item: Item, code: string): void {
    this.context.tally.skipped += 1;
    this.context.tally.because(code);
  }

  private refuse({ payload }: Item, message: string): void {
    this.context.tally.failed += 1;
    this.context.tally.because('CONFLICT');
    this.refused.push({ key: payload.key, code: 'CONFLICT', message });
  }

  private showNew(items: readonly Item[]): void {
    const room = Math.min(NEW_SAMPLES, SAMPLES - this.samples.length);
    for (const { payload } of items.slice(0, room))
      this.samples.push({ key: payload.key, record: null, before: {}, after: payload.properties ?? {} });
  }

  private async show({ to }: ToObjects, items: readonly Item[], records: readonly string[]): Promise<void> {
    const shown = items.slice(0, SAMPLES - this.samples.length);
    if (shown.length === 0) return;
    const { crm, portalId } = this.context;
    const properties = [...new Set(shown.flatMap(({ payload }) => Object.keys(payload.properties ?? {})))];
    const ids = records.slice(0, shown.length);
    const found = new Map(
      (await crm.records.read(portalId, to.object, { ids: [...new Set(ids)], properties })).map((one) => [
        one.id,
        one,
      ]),
    );
    for (const [index, { payload }] of shown.entries()) {
      const record = found.get(ids[index] ?? '');
      const after = payload.properties ?? {};
      const before = Object.fromEntries(
        Object.keys(after).map((name) => [name, record?.properties[name] ?? null]),
      );
      this.samples.push({ key: payload.key, record: record?.id ?? null, before, after });
    }
  }
}
