import { LessThan, Not } from 'typeorm';
import type { Tx } from '../../database/database.ts';
import { DAY } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import { createCrm } from '../../hubspot/crm/crm.ts';
import { Changes } from '../rows/changes.ts';
import { Journal } from '../rows/journal.ts';
import { SyncChangeEntity, SyncEntity, SyncRunEntity } from '../sync-entity.ts';
import type { RunKind, RunRow, RunTarget } from '../sync-entity.ts';
import type { RunContext } from './context.ts';
import { takeHold } from './hold.ts';
import type { Hold } from './hold.ts';
import type { Deps, OpenedSync, SyncOrder } from './order.ts';
import { patientClient } from './patience.ts';
import { NAMED_ROWS } from './report.ts';
import type { FailedRow, SyncReport } from './report.ts';
import { planRun, sendRun } from './run.ts';
import { Tally } from './tally.ts';

/** What a run did to single rows is kept so long. */
const KEPT_MS = 30 * DAY;

/** One run, from taking the sync to giving it back. */
export async function performRun(deps: Deps, order: SyncOrder, sync: OpenedSync): Promise<SyncReport> {
  const hold = await takeHold(deps, order.portalId, sync.row.syncId);
  try {
    const context = createContext(deps, order, sync, hold, deps.random.uuid());
    const { definition } = order;
    const target: RunTarget = {
      kind: definition.to.kind,
      object: definition.to.kind === 'object' ? definition.to.object : 'contacts',
    };
    await begin(context, 'run', target);
    return await carryOut(context, async () => {
      await sendRun(context, await planRun(context, order.source, await nextRowOf(context)));
    });
  } finally {
    await hold.release();
  }
}

export const nextRowOf = async ({ database, portalId, syncId }: RunContext): Promise<number> =>
  (await database.manager.findOneByOrFail(SyncEntity, { portalId, syncId })).nextRow;

export function createContext(
  deps: Deps,
  order: Pick<SyncOrder, 'portalId' | 'signal' | 'definition'>,
  { row, sealing }: OpenedSync,
  hold: Hold,
  runId: string,
): RunContext {
  const { portalId, definition, signal = new AbortController().signal } = order;
  const { database, clock, random, logger, sleep } = deps;
  const tally = new Tally();
  const client = patientClient({ client: deps.client, hold, tally, sleep, signal });
  return {
    portalId,
    syncId: row.syncId,
    runId,
    definition,
    database,
    clock,
    random,
    logger,
    hold,
    sealing,
    journal: new Journal(database.kind, portalId, row.syncId),
    changes: new Changes(database.kind, portalId, runId, row.syncId),
    crm: createCrm({ client }),
    tally,
    sleep,
    signal,
  };
}

/** What processes that died had planned and not done is forgotten: it is planned again from the source. */
export async function begin(context: RunContext, kind: RunKind, target: RunTarget): Promise<void> {
  const { hold, portalId, syncId, runId, clock, tally } = context;
  const of = { portalId, syncId };
  await hold.transaction(async (tx) => {
    await tx.update(
      SyncRunEntity,
      { ...of, state: 'running' },
      { state: 'interrupted', finishedAt: clock.now() },
    );
    await tx.delete(SyncChangeEntity, { ...of, state: 'planned' });
    const old = await tx.find(SyncRunEntity, {
      where: { ...of, startedAt: LessThan(clock.now() - KEPT_MS), runId: Not(runId) },
      select: { runId: true },
    });
    for (const one of old) await tx.delete(SyncChangeEntity, { portalId, runId: one.runId });
    const number = 1 + ((await tx.maximum(SyncRunEntity, 'number', of)) ?? 0);
    await tx.insert(SyncRunEntity, {
      ...of,
      runId,
      number,
      kind,
      state: 'running',
      target,
      startedAt: clock.now(),
      finishedAt: null,
      reason: null,
      undoneBy: null,
      ...tally.figures(),
    } satisfies RunRow);
  });
}

/** Does the work of a run and stores how it ended. @throws what stopped it before anything was sent */
export async function carryOut(context: RunContext, work: () => Promise<void>): Promise<SyncReport> {
  const { tally } = context;
  try {
    await work();
  } catch (error) {
    if (isBatonError(error, 'SYNC_RUNNING')) throw error;
    await finish(context, 'stopped', error instanceof Error ? error.message : String(error));
    if (tally.created + tally.updated + tally.removed === 0 && !context.signal.aborted) throw error;
    const code = isBatonError(error) ? error.code : context.signal.aborted ? 'CANCELLED' : 'INTERNAL';
    const message = error instanceof Error ? error.message : String(error);
    return { ...(await reportOf(context)), stopped: { code, message } };
  }
  await finish(context, 'done', null);
  return reportOf(context);
}

async function finish(context: RunContext, state: 'done' | 'stopped', reason: string | null): Promise<void> {
  const { hold, portalId, runId, clock, tally, changes } = context;
  await hold.transaction(async (tx: Tx) => {
    await changes.drop(tx);
    const ended = { state, reason, finishedAt: clock.now(), ...tally.figures() };
    await tx.update(SyncRunEntity, { portalId, runId }, ended);
  });
}

export async function reportOf(context: RunContext): Promise<SyncReport> {
  const { runId, tally } = context;
  const { failed: count, ...figures } = tally.figures();
  const failed = await failedRows(context);
  return {
    run: runId,
    ...figures,
    failed,
    ...(count > failed.length ? { failedInAll: count } : {}),
    reasons: Object.fromEntries(tally.reasons),
    warnings: [...tally.warnings],
  };
}

async function failedRows({ changes, database, sealing }: RunContext): Promise<FailedRow[]> {
  const rows = await changes.of(database.manager, 'failed', 0, NAMED_ROWS);
  return rows.map(({ sealed, code }) => {
    const { key, message = '' } = sealing.open(sealed);
    return { key, code: code ?? 'REFUSED', message };
  });
}
