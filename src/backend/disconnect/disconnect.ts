import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
import type { Outbox, Portals } from '../hubspot/types.ts';
import type { Uninstall } from '../hubspot/install/uninstall.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { HandBackAll } from '../leads/hand-back/hand-back-all.ts';
import type { Leads } from '../leads/leads.ts';
import type { Logger } from '../ground/logger.ts';
import { portalQueue, untilItSucceeds } from '../room/queue.ts';
import type { Queue } from '../room/queue.ts';
import type { Settings } from '../settings/settings.ts';

/** Leaving an account: every contact goes back first, because nothing can be handed back once the access is gone. */
export interface Disconnect {
  /** `by`: who asks, in words. Asking again changes nothing. @throws BatonError CONFLICT without a connection */
  ask(portalId: PortalId, by: string): Promise<void>;
  /** How many contacts are not handed back yet; null: nobody asked, or it is done. */
  progress(portalId: PortalId): Promise<{ remaining: number } | null>;
  /** An admin connected the account again: Baton stays. */
  forget(tx: Tx, portalId: PortalId): Promise<void>;
  queues: readonly Queue[];
}

export interface DisconnectDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  settings: Settings;
  leads: Pick<Leads, 'countOpen' | 'oldestReadings'>;
  handBackAll: HandBackAll;
  portals: Pick<Portals, 'find'>;
  outbox: Pick<Outbox, 'pending' | 'waiting'>;
  uninstall: Uninstall;
  clock: Clock;
  logger: Logger;
}

const QUEUE = 'disconnect';
const LOOK_AGAIN_MS = 2 * SECOND;
/** A refused hand-back is tried again each minute; after this long, what HubSpot still refuses stays where it is. */
const PATIENCE_MS = 10 * MINUTE;
const MANY = 100;

export function createDisconnect(deps: DisconnectDeps): Disconnect {
  const { database, settings, leads } = deps;
  return {
    async ask(portalId, by) {
      if (!(await isConnected(deps, portalId)))
        throw new BatonError('CONFLICT', 'This account is not connected: there is nothing to disconnect.');
      await database.transaction(async (tx) => {
        const asked = (await settings.get(portalId, tx)).disconnecting;
        const disconnecting = asked ?? { by, since: deps.clock.now() };
        await settings.change(portalId, { disconnecting }, tx);
        await enqueue(deps, tx, portalId, deps.clock.now());
      });
    },
    async progress(portalId) {
      const { disconnecting } = await settings.get(portalId);
      if (!disconnecting || !(await isConnected(deps, portalId))) return null;
      return { remaining: await leads.countOpen(portalId) };
    },
    async forget(tx, portalId) {
      await settings.change(portalId, { disconnecting: null }, tx);
    },
    queues: [portalQueue(QUEUE, (portalId) => goOn(deps, portalId), { concurrency: 2, ...untilItSucceeds })],
  };
}

const isConnected = async ({ portals }: DisconnectDeps, portalId: PortalId): Promise<boolean> =>
  (await portals.find(portalId))?.status === 'connected';

const enqueue = ({ jobs }: DisconnectDeps, tx: Tx, portalId: PortalId, runAt: number): Promise<void> =>
  jobs.enqueue(tx, { queue: QUEUE, key: portalId, data: { portalId }, runAt });

/** One look at how far it is. Everything it needs stands in the database, so that any process may take the next. */
async function goOn(deps: DisconnectDeps, portalId: PortalId): Promise<void> {
  const { disconnecting, dataSync } = await deps.settings.get(portalId);
  if (!disconnecting || !(await isConnected(deps, portalId))) return;
  const { by, since } = disconnecting;
  await deps.handBackAll(portalId, { by, trigger: 'Baton is being disconnected' });
  const remaining = await deps.leads.countOpen(portalId);
  // What does not flow while data sync is off would be waited for in vain.
  const done = (await deps.outbox.waiting(portalId, !dataSync.on)) === 0;
  const patient = deps.clock.now() - since < PATIENCE_MS;
  if (done && (remaining === 0 || (!patient && (await allRefused(deps, portalId))))) {
    // An admin may have connected it again while all of this was looked at.
    const now = await deps.database.transaction((tx) => deps.settings.get(portalId, tx));
    return now.disconnecting?.since === since ? leave(deps, portalId, by, remaining) : undefined;
  }
  await deps.database.transaction((tx) => enqueue(deps, tx, portalId, deps.clock.now() + LOOK_AGAIN_MS));
}

/** Whether HubSpot refused the hand-back of every contact that is left: waiting longer would not help. */
async function allRefused({ leads, outbox }: DisconnectDeps, portalId: PortalId): Promise<boolean> {
  for (const contactId of await leads.oldestReadings(portalId, Number.MAX_SAFE_INTEGER, MANY)) {
    const { failed } = await outbox.pending(portalId, contactId);
    if (!failed.some(({ key }) => key === contactId || key === 'hubspot_owner_id')) return false;
  }
  return true;
}

async function leave(deps: DisconnectDeps, portalId: PortalId, by: string, remaining: number): Promise<void> {
  const kept =
    remaining === 0
      ? 'Every contact was handed back.'
      : `${remaining} contacts could not be handed back, because HubSpot refused the change of owner.`;
  await deps.uninstall.run(portalId, `${by} disconnected Baton. ${kept}`);
  await deps.settings.change(portalId, { disconnecting: null });
  deps.logger.info({ portalId, remaining }, 'account left');
}
