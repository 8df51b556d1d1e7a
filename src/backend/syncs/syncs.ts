import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { createSealing } from './rows/sealing.ts';
import type { OpenedSync, SyncOrder, SyncsDeps } from './runs/order.ts';
import { performPlan } from './runs/plan.ts';
import type { PlanReport } from './runs/plan.ts';
import { performRun } from './runs/perform.ts';
import type { SyncReport } from './runs/report.ts';
import { performUndo } from './runs/undo.ts';
import type { UndoReport } from './runs/undo.ts';
import { SyncEntity, SyncJournalEntity, SyncRunEntity } from './sync-entity.ts';
import type { RunRow, SyncRow } from './sync-entity.ts';
import { syncKeyBinding } from './sync-keys.ts';

/** Runs definitions. One sync of an account is known by its name; two of its runs never happen at once. */
export interface Syncs {
  /**
   * Makes HubSpot equal to the source. Begins again from the source whatever became of the run before; what is written
   * already costs no call. Rows that fail are in the report.
   * @throws BatonError SYNC_RUNNING, SYNC_REFUSED, SYNC_BRAKE, SOURCE_FAILED before anything is sent
   */
  run(order: SyncOrder): Promise<SyncReport>;
  /** What a run would do now; writes nothing to HubSpot. @throws the same */
  plan(order: SyncOrder): Promise<PlanReport>;
  /** Takes back what a run did, as far as nobody changed it since. `runId`: default the last one. @throws SYNC_REFUSED */
  undo(
    order: Omit<SyncOrder, 'source' | 'definition'> & { name: string; runId?: string; dry?: boolean },
  ): Promise<UndoReport>;
  /** The last runs, the newest first; null: there is no sync of this name. */
  status(portalId: PortalId, name: string): Promise<RunRow[] | null>;
}

const RUNS_SHOWN = 20;

/** See `Syncs`. */
export function createSyncs(given: SyncsDeps): Syncs {
  const deps = { sleep: (ms: number) => delay(ms), ...given };
  return {
    async run(order) {
      return performRun(deps, order, await openSync(deps, order.portalId, order.definition.name));
    },
    async plan(order) {
      return performPlan(deps, order, await openSync(deps, order.portalId, order.definition.name));
    },
    async undo(order) {
      const { portalId, name } = order;
      if (!(await deps.database.manager.existsBy(SyncEntity, { portalId, name })))
        throw new BatonError('SYNC_REFUSED', `There is no sync “${name}” in account ${portalId}.`);
      return performUndo(deps, order, await openSync(deps, portalId, name));
    },
    async status(portalId, name) {
      const { manager } = deps.database;
      const sync = await manager.findOneBy(SyncEntity, { portalId, name });
      if (!sync) return null;
      const where = { portalId, syncId: sync.syncId };
      return manager.find(SyncRunEntity, { where, order: { number: 'DESC' }, take: RUNS_SHOWN });
    },
  };
}

const ID_BYTES = 9;
const KEY_BYTES = 32;

/** The sync of this name, made when it is new. Its key is sealed with the installation's, and only it reads its rows. */
async function openSync(deps: SyncsDeps, portalId: PortalId, name: string): Promise<OpenedSync> {
  const { database, random, vault, clock } = deps;
  const find = () => database.manager.findOneBy(SyncEntity, { portalId, name });
  if (!(await find())) {
    const syncId = random.bytes(ID_BYTES).toString('base64url');
    const sealedKey = vault.seal(newKey(), syncKeyBinding(portalId, syncId));
    const fresh = {
      portalId,
      syncId,
      name,
      sealedKey,
      lease: null,
      leaseUntil: 0,
      nextRow: 1,
      createdAt: clock.now(),
    };
    await database.manager.createQueryBuilder().insert().into(SyncEntity).values(fresh).orIgnore().execute();
  }
  const row = await find();
  if (!row) throw new Error('The sync was there a moment ago.');
  const key = await keyOf(deps, row);
  return { row, sealing: createSealing(portalId, row.syncId, Buffer.from(key, 'base64')) };
}

/** From the system's own chance: hashes that somebody could guess would tell what stands in rows. */
const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** Where the installation's keys were lost, nothing that is known of the rows can be read: all are written anew. */
async function keyOf({ database, vault, logger }: SyncsDeps, row: SyncRow): Promise<string> {
  const { portalId, syncId } = row;
  const binding = syncKeyBinding(portalId, syncId);
  try {
    return vault.open(row.sealedKey, binding);
  } catch (error) {
    if (!isBatonError(error, 'SECRET_UNREADABLE')) throw error;
    logger.warn(
      { portalId, syncId },
      'What is known of the rows of a sync cannot be read: all are written anew',
    );
    const key = newKey();
    await database.transaction(async (tx) => {
      await tx.delete(SyncJournalEntity, { portalId, syncId });
      await tx.update(SyncEntity, { portalId, syncId }, { sealedKey: vault.seal(key, binding) });
    });
    return key;
  }
}
