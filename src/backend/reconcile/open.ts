import type { AssistantsRoom } from '../assistants/open.ts';
import { withPurpose } from '../hubspot/calls/purpose.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';
import { SECOND } from '../ground/clock.ts';
import { askForPortals } from '../jobs/ask.ts';
import { portalQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createReconcile, RECONCILE_QUEUE } from './reconcile.ts';

export type ReconcileNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
  leads: LeadsRoom;
  webhooks: WebhooksRoom;
};

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
    queues: [portalQueue(RECONCILE_QUEUE, withPurpose('check', reconcile.run))],
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
