import { SECOND } from '../ground/clock.ts';
import { askForPortals } from '../jobs/ask.ts';
import { portalQueue } from '../room/queue.ts';
import type { Opened } from '../room/room.ts';
import { createReconcile, RECONCILE_QUEUE } from './reconcile.ts';
import type { ReconcileNeeds } from './room.ts';

export async function openReconcile(needs: ReconcileNeeds): Promise<Opened<object>> {
  const { hubspot, webhooks } = needs;
  const reconcile = createReconcile({ ...needs, hubspotTime: hubspot.time, announced: webhooks.announced });
  /** Nobody knows how long Baton was away, or how long ago it looked last. */
  const lookEverywhere = async (): Promise<void> => {
    const portals = await hubspot.portals.connected();
    const ids = portals.map(({ portalId }) => portalId);
    await askForPortals(needs, RECONCILE_QUEUE, ids);
  };
  return {
    api: {},
    queues: [portalQueue(RECONCILE_QUEUE, reconcile.run)],
    daemons: [
      {
        name: 'reconcile',
        everyMs: 2 * SECOND,
        run: async () => askForPortals(needs, RECONCILE_QUEUE, await reconcile.due()),
      },
    ],
    on: { setBack: lookEverywhere },
    start: lookEverywhere,
  };
}
