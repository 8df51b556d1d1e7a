import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { createCrm } from '../hubspot/crm/crm.ts';
import { verifyEvents } from './events/send.ts';
import { createSealing } from './rows/sealing.ts';
import type { OpenedSync, SyncOrder, SyncsDeps } from './runs/order.ts';
import { performPlan } from './runs/plan.ts';
import { performRun } from './runs/perform.ts';
import type { PlanReport, SyncReport } from './runs/report.ts';
import { performUndo } from './runs/undo.ts';
import type { UndoReport } from './runs/undo.ts';
import { SyncEntity, SyncRunEntity } from './sync-entity.ts';
import type { RunRow, SyncRow } from './sync-entity.ts';
import { syncKeyBinding, TOKEN_KEY } from './sync-keys.ts';

/** Runs definitions. One sync of an account is known by its name; two of its runs never happen at once. */
export interface Syncs {
  /**
   * Makes HubSpot equal to the source. Begins again from the source whatever became of the run before; what is written
   * already costs no call. Rows that fail are in the report.
   * @throws BatonError SYNC_RUNNING, SYNC_REFUSED, SYNC_BRAKE, SOURCE_FAILED, SECRET_UNREADABLE before anything is sent
   */
  run(order: SyncOrder): Promise<SyncReport>;
  /** What a run would do now; writes nothing to HubSpot. @throws the same */
  plan(order: SyncOrder): Promise<PlanReport>;
  /** Takes back what a run did, as far as nobody changed it since. `runId`: default the last one. @throws SYNC_REFUSED */
  undo(
    order: Omit<SyncOrder, 'source' | 'definition'> & { name: string; runId?: string; dry?: boolean },
  ): Promise<UndoReport>;
  /**
   * Of the last run that sent events, whether HubSpot shows the first of them: that it accepted them says nothing of it.
   * @throws BatonError SYNC_REFUSED: no run of this name sent events
   */
  verify(portalId: PortalId, name: string): Promise<{ looked: number; kept: number }>;
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
    async verify(portalId, name) {
      const runs = await this.status(portalId, name);
      const last = runs?.find(({ target, created }) => target.kind === 'event' && created > 0);
      if (!last) throw new BatonError('SYNC_REFUSED', `No run of “${name}” has sent events.`);
      const { database, client } = deps;
      return verifyEvents({ database, crm: createCrm({ client }) }, { ...last, portalId });
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
  const key = keyOf(deps, row);
  return { row, sealing: createSealing(portalId, row.syncId, Buffer.from(key, 'base64')) };
}

/** From the system's own chance: hashes that somebody could guess would tell what stands in rows. */
const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/**
 * What the key of a sync was sealed with must be there: without it every row would look new, and what is known of the
 * rows, and what runs did, would be lost.
 * @throws BatonError SECRET_UNREADABLE
 */
function keyOf({ vault }: SyncsDeps, { portalId, syncId, name, sealedKey }: SyncRow): string {
  try {
    return vault.open(sealedKey, syncKeyBinding(portalId, syncId));
  } catch (error) {
    if (!isBatonError(error, 'SECRET_UNREADABLE')) throw error;
    const { keyId } = error.context;
    const setting =
      keyId === TOKEN_KEY
        ? 'HUBSPOT_ACCESS_TOKEN is another than when its first run sealed them, or ENCRYPTION_KEYS was set since'
        : `ENCRYPTION_KEYS does not hold the key ${typeof keyId === 'string' ? `“${keyId}” ` : ''}that they were sealed with`;
    throw new BatonError(
      'SECRET_UNREADABLE',
      `What is known of the rows of “${name}” cannot be read: ${setting}. Nothing was sent and nothing was changed. Set what was set before; or give the sync another name, and it begins anew.`,
      { cause: error, context: error.context },
    );
  }
}
